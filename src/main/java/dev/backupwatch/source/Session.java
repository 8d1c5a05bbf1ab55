package dev.backupwatch.source;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One connection for the length of one poll. */
record Session(SqlConnection connection, Duration timeout, PollTally tally) {

    /** The server knows its own limit by the hint; ours comes later, so that the server's better message wins. */
    private static final Duration GRACE = Duration.ofMillis(500);

    /** Fails with {@link StatementFailedException}, also when no answer comes in time. */
    Uni<RowSet<Row>> query(@Nullable View view, String sql) {
        tally.sent();
        return connection
                .query(sql)
                .execute()
                .ifNoItem()
                .after(timeout.plus(GRACE))
                .fail()
                .invoke(Session::requireResult)
                .invoke(result -> tally.received(result.size()))
                .onFailure()
                .transform(failure -> new StatementFailedException(view, failure));
    }

    /**
     * What time it is there. Fails with {@link WrongZoneException} where the session is not in +00:00: a proxy may have moved
     * it to another server, between any two statements.
     */
    Uni<Instant> databaseTime() {
        return query(null, Statements.CLOCK).map(RowDecoder::databaseTime);
    }

    /** An OK, as if something had been set, would be taken for a view without rows. */
    private static void requireResult(RowSet<Row> answer) {
        if (answer.columnsNames() == null) {
            throw WrongAnswerException.withoutResult();
        }
    }

    Uni<Void> release() {
        return connection.close();
    }
}
