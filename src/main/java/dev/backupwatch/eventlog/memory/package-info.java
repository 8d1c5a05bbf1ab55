@NullMarked
package dev.backupwatch.eventlog.memory;

import org.jspecify.annotations.NullMarked;
