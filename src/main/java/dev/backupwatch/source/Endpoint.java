package dev.backupwatch.source;

import dev.backupwatch.source.ClusterTarget.Encryption;
import dev.backupwatch.source.ClusterTarget.Pace;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.mysqlclient.MySQLBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.SslMode;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The connections to one cluster, and what was found out about it over them. */
final class Endpoint {

    /** Below any server's wait_timeout and any load balancer's idle time: a connection is given up before they cut it. */
    private static final Duration IDLE = Duration.ofSeconds(60);

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** So long may an upgrade go unnoticed that breaks no statement. */
    private static final Duration LONGEST_KNOWN = Duration.ofSeconds(60);

    private final Pool pool;
    private final ClusterTarget target;
    private final Statements statements;
    private final AtomicReference<@Nullable Found> found = new AtomicReference<>();

    private record Found(Knowledge knowledge, Instant at) {}

    private Endpoint(Pool pool, ClusterTarget target, Statements statements) {
        this.pool = pool;
        this.target = target;
        this.statements = statements;
    }

    static Endpoint of(Vertx vertx, ClusterTarget target, Statements statements) {
        Pool pool = MySQLBuilder.pool(builder -> builder.using(vertx)
                .connectingTo(connectOptions(target))
                .withConnectHandler(Endpoint::setZone)
                .with(new PoolOptions()
                        .setMaxSize(1)
                        .setIdleTimeout((int) IDLE.toSeconds())
                        .setIdleTimeoutUnit(TimeUnit.SECONDS)));
        return new Endpoint(pool, target, statements);
    }

    /** Fails when there is none in time. */
    Uni<Session> session(PollTally tally) {
        return pool.getConnection()
                .ifNoItem()
                .after(patience(target.pace()))
                .fail()
                .map(Endpoint::silenced)
                .map(connection -> new Session(connection, target.pace().timeout(), tally));
    }

    /** How long is waited for a connection: to be accepted, and then as long as for a statement to be logged in. */
    static Duration patience(Pace pace) {
        return toBeAccepted(pace).plus(pace.timeout());
    }

    private static Duration toBeAccepted(Pace pace) {
        return pace.timeout().compareTo(CONNECT) < 0 ? pace.timeout() : CONNECT;
    }

    /** The poll tells of a connection that breaks; without a handler, the client prints a stack trace besides. */
    private static SqlConnection silenced(SqlConnection connection) {
        return connection.exceptionHandler(told -> {});
    }

    /** Asked over the first session, and once more when it has become old. */
    Uni<Knowledge> knowledge(Session session, Instant now) {
        Found last = found.get();
        return last == null || isOld(last, now)
                ? find(session, now)
                : Uni.createFrom().item(last.knowledge());
    }

    /** Fails with {@link ColumnsChangedException} if what was known when a poll began does not hold any more. */
    Uni<Void> confirm(Session session, Knowledge known, Instant now) {
        return find(session, now)
                .invoke(again -> {
                    if (!again.shape().equals(known.shape())) {
                        throw new ColumnsChangedException();
                    }
                })
                .replaceWithVoid();
    }

    /** Where nothing has changed the old is kept, so that rows go on to share their columns. */
    private Uni<Knowledge> find(Session session, Instant now) {
        Found last = found.get();
        return new Survey(session, statements, target.login().scope())
                .knowledge()
                .map(again -> last != null && last.knowledge().equals(again) ? last.knowledge() : again)
                .invoke(knowledge -> found.set(new Found(knowledge, now)));
    }

    /** From the future is as good as old: the clock was set back, and it would stay new for as long. */
    private static boolean isOld(Found last, Instant now) {
        Duration age = Duration.between(last.at(), now);
        return age.isNegative() || age.compareTo(LONGEST_KNOWN) >= 0;
    }

    void close() {
        pool.closeAndForget();
    }

    /** Each new connection is ours until it is closed here. Whether it worked is checked by each poll's first statement. */
    private static void setZone(SqlConnection connection) {
        silenced(connection)
                .query(Statements.SET_ZONE)
                .execute()
                .eventually(connection::close)
                .subscribe()
                .with(set -> {}, failed -> {});
    }

    private static MySQLConnectOptions connectOptions(ClusterTarget target) {
        Encryption encryption = target.encryption();
        var options = new MySQLConnectOptions()
                .setHost(target.address().host())
                .setPort(target.address().port())
                .setDatabase(View.DATABASE)
                .setUser(target.login().username())
                .setPassword(target.login().password().reveal())
                .setPipeliningLimit(1)
                .setSslMode(SslMode.valueOf(encryption.tls().name()))
                .setHostnameVerificationAlgorithm(encryption.tls() == SourceConfig.Tls.VERIFY_IDENTITY ? "HTTPS" : "");
        options.setConnectTimeout((int) toBeAccepted(target.pace()).toMillis()).setTcpKeepAlive(true);
        encryption.trust().ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file)));
        // A server that went silent is found out by the socket itself, however the poll ended.
        options.setIdleTimeout((int) IDLE.plus(target.pace().timeout()).toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        return options;
    }
}
