@NullMarked
package dev.backupwatch.settings;

import org.jspecify.annotations.NullMarked;
