@NullMarked
package dev.backupwatch.bench.clusters;

import org.jspecify.annotations.NullMarked;
