@NullMarked
package dev.backupwatch.eventlog.jetstream;

import org.jspecify.annotations.NullMarked;
