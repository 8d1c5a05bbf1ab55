/** What is shipped, and how it is run: the parts, the image, the compose files and the systemd unit. */
@NullMarked
package dev.backupwatch.packaging;

import org.jspecify.annotations.NullMarked;
