package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.eventlog.EventLogContract;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.EventLogWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventLogTest extends EventLogContract {

    @TempDir
    private Path folder;

    private final List<SqliteEventLog> logs = new ArrayList<>();

    @Override
    protected EventLogReader newLog() {
        SqliteEventLog log = new LogStand(folder.resolve(logs.size() + ".db")).open();
        logs.add(log);
        return log;
    }

    @Override
    protected EventLogWriter newWriter() {
        return logs.get(logs.size() - 1).writer();
    }

    @AfterEach
    void closeAll() {
        logs.forEach(SqliteEventLog::close);
    }
}
