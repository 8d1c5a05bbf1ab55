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
import io.vertx.mysqlclient.MySQLException;
import io.vertx.mysqlclient.SslMode;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The connections to one cluster, and what was found out about it over them. */
final class Endpoint {

    /** Below any server's wait_timeout and any load balancer's idle time: a connection is given up before they cut it. */
    private static final Duration IDLE = Duration.ofSeconds(60);

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Pool pool;
    private final ClusterTarget target;
    private final Statements statements;
    private final AtomicReference<@Nullable Knowledge> knowledge = new AtomicReference<>();

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
    Uni<Session> session() {
        return pool.getConnection()
                .ifNoItem()
                .after(patience(target.pace()))
                .fail()
                .map(Endpoint::silenced)
                .map(connection -> new Session(connection, target.pace().timeout()));
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

    /** Asked once an endpoint, over the first session. */
    Uni<Knowledge> knowledge(Session session) {
        Knowledge known = knowledge.get();
        return known == null
                ? new Survey(session, statements, target.login().scope())
                        .knowledge()
                        .invoke(knowledge::set)
                : Uni.createFrom().item(known);
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
