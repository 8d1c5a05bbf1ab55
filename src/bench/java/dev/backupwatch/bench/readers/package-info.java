/** Many readers of one stream in a process of their own, which takes as little of the machine as it can. */
@NullMarked
package dev.backupwatch.bench.readers;

import org.jspecify.annotations.NullMarked;
