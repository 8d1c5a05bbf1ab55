package dev.backupwatch.eventlog.sqlite;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** All that one log is given from outside. */
record Outfit(SqliteLogSettings settings, Connector connector, InstantSource clock, RandomGenerator random) {}
