package dev.backupwatch.web;

import dev.backupwatch.stream.BadRequestException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** Times as a query says them. */
final class TimeText {

    /** What is left of a plus sign that was not encoded: no time ends so otherwise. */
    private static final Pattern LOST_PLUS = Pattern.compile(" (?=\\d\\d:\\d\\d$)");

    private static final Pattern OFFSET = Pattern.compile("Z|[+-]\\d\\d:\\d\\d");

    private TimeText() {}

    /** @throws BadRequestException if it is no time of RFC 3339 */
    static Instant instant(String name, String text) {
        try {
            return OffsetDateTime.parse(withPlus(text)).toInstant();
        } catch (DateTimeException noTime) {
            throw new BadRequestException(
                    "bad-filter",
                    "%s=%s is no time of RFC 3339, as 2026-11-26T00:00:00Z or 2026-11-26T08:00:00+08:00 is"
                            .formatted(name, text));
        }
    }

    /** @throws BadRequestException if it is no offset of RFC 3339, of 18 hours at most */
    static ZoneOffset offset(String text) {
        String offset = withPlus(text);
        try {
            if (OFFSET.matcher(offset).matches()) {
                return ZoneOffset.of(offset);
            }
        } catch (DateTimeException tooFar) {
            // As little of an offset as any other text.
        }
        throw new BadRequestException(
                "bad-filter", "offset=%s is no offset from UTC, as Z or +08:00 is".formatted(text));
    }

    private static String withPlus(String text) {
        return LOST_PLUS.matcher(text).replaceFirst("+");
    }
}
