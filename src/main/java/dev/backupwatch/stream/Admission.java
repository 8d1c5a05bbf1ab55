package dev.backupwatch.stream;

/** Whether one more connection may have a stream. */
public sealed interface Admission {

    /** It may, and gives its place back when it is gone; that may be done twice. */
    record Admitted(Runnable leave) implements Admission {}

    /** It may not, and is told so instead. */
    record Refused(Farewell farewell) implements Admission {}
}
