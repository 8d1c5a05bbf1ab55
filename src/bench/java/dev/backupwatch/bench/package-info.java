@NullMarked
package dev.backupwatch.bench;

import org.jspecify.annotations.NullMarked;
