package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.LogBounds;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.StateEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** One connection that reads, with its statements. After a failure it must be closed. */
final class ReadSession implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement after;
    private final PreparedStatement before;
    private final PreparedStatement removalsBefore;
    private final PreparedStatement removalsOf;

    ReadSession(Connection connection) throws SQLException {
        this.connection = connection;
        try {
            after = connection.prepareStatement(Queries.AFTER);
            before = connection.prepareStatement(Queries.BEFORE);
            removalsBefore = connection.prepareStatement(Queries.REMOVALS_BEFORE);
            removalsOf = connection.prepareStatement(Queries.REMOVALS_OF);
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    List<LoggedEvent> after(Sequence sequence, int limit) throws SQLException {
        return Queries.page(after, sequence, limit);
    }

    List<LoggedEvent> before(Sequence sequence, int limit) throws SQLException {
        return Queries.page(before, sequence, limit);
    }

    List<LoggedEvent> removalsBefore(Sequence sequence, int limit) throws SQLException {
        return Queries.page(removalsBefore, sequence, limit);
    }

    List<LoggedEvent> removalsOf(ClusterName cluster, JobKey job) throws SQLException {
        return Queries.removals(removalsOf, cluster, job);
    }

    /** @param attested as it was before: what it vouches for holds at a later head too, but not at an earlier one */
    LogState state(Attested attested) throws SQLException {
        connection.setAutoCommit(false);
        LogBounds bounds = Queries.bounds(connection).orElseThrow(ReadSession::neverOpened);
        List<StateEntry> entries = Queries.state(connection);
        connection.setAutoCommit(true);
        return new LogState(
                bounds.headCursor(),
                entries,
                new Attested(bounds.newestEpoch(), bounds.head(), attested.revision(), attested.sources()));
    }

    static UncheckedIOException neverOpened() {
        return new UncheckedIOException(new IOException("nobody has opened the log yet"));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
