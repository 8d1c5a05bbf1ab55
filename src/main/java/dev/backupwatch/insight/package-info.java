/** What rows mean: pure, from rows, history and time to values and changes. */
@NullMarked
package dev.backupwatch.insight;

import org.jspecify.annotations.NullMarked;
