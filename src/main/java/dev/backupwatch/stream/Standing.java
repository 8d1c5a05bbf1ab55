package dev.backupwatch.stream;

/**
 * Where one stream stands.
 *
 * @param lag how many events of the log it has yet to scan: the log's head less the stream's own sequence
 */
public record Standing(Transport transport, long lag) {}
