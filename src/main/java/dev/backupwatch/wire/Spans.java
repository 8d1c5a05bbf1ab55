package dev.backupwatch.wire;

import dev.backupwatch.event.TimeLeft;
import java.time.Duration;

/**
 * Spans of time for people: as exact as it matters, and never on the side that promises more than is known.
 *
 * @param to between the two ends of a range
 */
record Spans(String seconds, String minutes, String hours, String days, String to) {

    static final Spans ENGLISH = new Spans(" s", " min", " h", " d", " to ");
    static final Spans CHINESE = new Spans(" 秒", " 分钟", " 小时", " 天", " 到 ");

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /** Up to here seconds tell more than minutes do, and so on. */
    private static final long FEW_MINUTES = 2 * MINUTE;

    private static final long FEW_HOURS = 3 * HOUR;
    private static final long FEW_DAYS = 3 * DAY;
    private static final long MANY_DAYS = 14 * DAY;

    /** What has passed at least. */
    String atLeast(Duration span) {
        long unit = unitOf(span.toSeconds());
        return span.toSeconds() / unit + nameOf(unit);
    }

    /** What is not passed. */
    String atMost(Duration span) {
        long seconds = roundedUp(span);
        long unit = unitOf(seconds);
        return roundedUp(seconds, unit) + nameOf(unit);
    }

    /** Wider than the range rather than narrower. */
    String range(TimeLeft left) {
        long seconds = roundedUp(left.high());
        long unit = unitOf(seconds);
        long low = left.low().toSeconds() / unit;
        long high = roundedUp(seconds, unit);
        return (low == high ? "" : low + to) + high + nameOf(unit);
    }

    static long roundedUp(Duration span) {
        return span.plusNanos(999_999_999).toSeconds();
    }

    private static long roundedUp(long seconds, long unit) {
        return (seconds + unit - 1) / unit;
    }

    private static long unitOf(long seconds) {
        if (seconds < FEW_MINUTES) {
            return 1;
        }
        if (seconds < FEW_HOURS) {
            return MINUTE;
        }
        boolean isWholeDays = seconds % DAY == 0;
        return seconds < FEW_DAYS || (seconds < MANY_DAYS && !isWholeDays) ? HOUR : DAY;
    }

    private String nameOf(long unit) {
        if (unit == 1) {
            return seconds;
        }
        if (unit == MINUTE) {
            return minutes;
        }
        return unit == HOUR ? hours : days;
    }
}
