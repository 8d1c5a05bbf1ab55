package dev.backupwatch.access;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Somebody who was let in.
 *
 * @param stamps by which a stream that a ticket opened is gone on with; made anew each time, absent for everybody else
 */
public record Caller(Grant grant, Optional<Supplier<String>> stamps) {}
