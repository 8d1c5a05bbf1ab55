@NullMarked
package dev.backupwatch.access;

import org.jspecify.annotations.NullMarked;
