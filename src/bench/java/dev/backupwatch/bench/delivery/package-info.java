/** How cheaply and how soon events get to many readers. */
@NullMarked
package dev.backupwatch.bench.delivery;

import org.jspecify.annotations.NullMarked;
