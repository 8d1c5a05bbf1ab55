@NullMarked
package dev.backupwatch.wire;

import org.jspecify.annotations.NullMarked;
