package dev.backupwatch.stream;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A question for the days on which tenants' jobs ended.
 *
 * @param tenants whose
 * @param days how many, today included
 * @param offset from UTC, by which a day begins and ends
 */
public record DaysQuestion(TenantsQuestion tenants, int days, ZoneOffset offset) {

    public static final int DEFAULT_DAYS = 30;

    private static final int MOST_DAYS = 90;

    /** @throws BadRequestException if it asks for none or for too many */
    public DaysQuestion {
        if (days < 1 || days > MOST_DAYS) {
            throw BadRequestException.filter("days=%d is not between 1 and %d".formatted(days, MOST_DAYS));
        }
    }

    Stretch upTo(Instant now) {
        LocalDate today = now.atOffset(offset).toLocalDate();
        return new Stretch(today.minusDays(days - 1L), today, offset);
    }

    /** Days, both ends included. */
    record Stretch(LocalDate from, LocalDate to, ZoneOffset offset) {

        Instant begin() {
            return from.atStartOfDay().toInstant(offset);
        }

        LocalDate dayOf(Instant time) {
            return time.atOffset(offset).toLocalDate();
        }

        boolean has(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }
}
