package dev.backupwatch.event;

import org.jspecify.annotations.Nullable;

/**
 * Why something failed, as OceanBase's RESULT and COMMENT say it.
 *
 * @param result negative
 * @param error what that number is called and means; absent where it is not one that we know
 * @param message the text within COMMENT, or all of COMMENT where it has another form; may be empty
 * @param place where it happened; absent where COMMENT does not say so
 */
public record Failure(
        long result,
        @Nullable ErrorCode error,
        String message,
        @Nullable Place place) {

    /** One of OceanBase's. */
    public record ErrorCode(String name, String meaning, String meaningInChinese) {}

    /**
     * @param server address and port
     * @param logStream its id
     * @param module of the server's code
     * @param traceId to look for in the server's log
     */
    public record Place(
            @Nullable String server,
            @Nullable Long logStream,
            @Nullable String module,
            @Nullable String traceId) {}
}
