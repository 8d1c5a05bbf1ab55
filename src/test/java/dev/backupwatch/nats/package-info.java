/** The real nats-server, alone and as a cluster, and what can happen to it and to the way there. */
@NullMarked
package dev.backupwatch.nats;

import org.jspecify.annotations.NullMarked;
