@NullMarked
package dev.backupwatch.eventlog.sqlite;

import org.jspecify.annotations.NullMarked;
