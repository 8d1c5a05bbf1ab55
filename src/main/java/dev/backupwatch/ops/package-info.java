@NullMarked
package dev.backupwatch.ops;

import org.jspecify.annotations.NullMarked;
