/** What the tests of several rooms tell their stories with: a clock set by hand, the rows of a backup, a log that is written to. */
@NullMarked
package dev.backupwatch.story;

import org.jspecify.annotations.NullMarked;
