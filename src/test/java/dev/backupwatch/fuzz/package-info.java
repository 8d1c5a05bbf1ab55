/** Clients that know the protocols well enough to break them; drawn, so that the same seed draws the same ones. */
@NullMarked
package dev.backupwatch.fuzz;

import org.jspecify.annotations.NullMarked;
