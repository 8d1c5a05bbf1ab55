/** A MySQL proxy that greets as OceanBase does and breaks connections on command, and what a poll must say of each break. */
@NullMarked
package dev.backupwatch.wirefault;

import org.jspecify.annotations.NullMarked;
