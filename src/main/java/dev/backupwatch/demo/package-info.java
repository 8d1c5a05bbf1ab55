@NullMarked
package dev.backupwatch.demo;

import org.jspecify.annotations.NullMarked;
