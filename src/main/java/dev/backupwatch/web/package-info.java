@NullMarked
package dev.backupwatch.web;

import org.jspecify.annotations.NullMarked;
