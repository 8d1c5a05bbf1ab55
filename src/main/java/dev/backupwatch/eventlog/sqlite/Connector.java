package dev.backupwatch.eventlog.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/** Where connections to a database file come from. */
@FunctionalInterface
interface Connector {

    Connector DRIVER = (file, config) -> config.createConnection("jdbc:sqlite:" + file);

    Connection connect(Path file, SQLiteConfig config) throws SQLException;
}
