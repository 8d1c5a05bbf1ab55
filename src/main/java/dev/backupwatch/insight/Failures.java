package dev.backupwatch.insight;

import dev.backupwatch.event.Failure;
import dev.backupwatch.event.Failure.ErrorCode;
import dev.backupwatch.event.Failure.Place;
import dev.backupwatch.event.Row;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a job or a task failed, read from RESULT and COMMENT of its row.
 *
 * <p>A job's COMMENT is written by {@code ObHAResultInfo::get_comment_str} ({@code src/share/backup/ob_backup_struct.cpp}
 * of github.com/oceanbase/oceanbase at 9a2fa4765a4726e7b388492db6ec7f2a98073889), in one of two forms:
 *
 * <pre>{@code
 * (ROOTSERVICE)addr: %.*s, result: %d(%s), trace_id: %.*s
 * (SERVER)ls_id: %lu, addr: %.*s, module: %s, result: %d(%s), trace_id: %.*s
 * }</pre>
 *
 * A task's is only text.
 */
final class Failures {

    private static final long CANCELED = -4072;
    /**
     * Nothing is tried twice: each part ends at what it cannot hold. Only the text may hold anything, and it ends at the
     * last trace id.
     */
    private static final Pattern FORM = Pattern.compile(
            "(?:\\(ROOTSERVICE\\)|\\(SERVER\\)ls_id: (?<logStream>[0-9]++), )"
                    + "addr: (?<server>\"[^\\s\"]++\"|[^\\s\",]++), "
                    + "(?:module: (?<module>[^\\s,]++), )?+"
                    + "result: (?<result>-?+[0-9]++)\\((?<text>.*)\\), trace_id: (?<traceId>[^\\s,]++)\\s*+",
            Pattern.DOTALL);
    /** The greatest number of digits that always fits into a long. */
    private static final int DIGITS = 18;

    private Failures() {}

    /**
     * Reads any COMMENT, in time that grows no faster than its length; one of another form is the message as it is.
     *
     * @return empty where RESULT is 0 or absent, and where the row was, or is being, canceled
     */
    static Optional<Failure> of(Row row) {
        long result = row.numberOr("RESULT", 0);
        boolean isCanceled = result == CANCELED
                || row.status().equals("CANCELED")
                || row.status().equals("CANCELING");
        return result == 0 || isCanceled ? Optional.empty() : Optional.of(failure(result, row.text("COMMENT")));
    }

    private static Failure failure(long result, String comment) {
        ErrorCode error = ErrorCodes.of(result).orElse(null);
        Matcher form = FORM.matcher(comment);
        if (!form.matches()) {
            return new Failure(result, error, comment, null);
        }
        // The first log stream to fail writes COMMENT, and RESULT may be another's: then neither number shall be lost.
        boolean isItsText = form.group("result").equals(Long.toString(result));
        return new Failure(result, error, isItsText ? form.group("text") : comment, place(form));
    }

    private static Place place(Matcher form) {
        String server = form.group("server").replace("\"", "");
        return new Place(server, logStream(form.group("logStream")), form.group("module"), form.group("traceId"));
    }

    /** An id that is not valid is -1, and printed without a sign as 18446744073709551615. */
    private static @Nullable Long logStream(@Nullable String digits) {
        return digits == null || digits.length() > DIGITS ? null : Long.valueOf(digits);
    }
}
