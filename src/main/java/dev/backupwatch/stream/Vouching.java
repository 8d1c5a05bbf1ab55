package dev.backupwatch.stream;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogBounds;
import io.smallrye.mutiny.Uni;

/** Whether the log vouches for a cursor that a page was asked for by. */
record Vouching(EventLogReader log) {

    /** @param bounds by which it does */
    record Vouched(Cursor cursor, LogBounds bounds) {}

    /**
     * Fails with {@link BadRequestException} for text that is no cursor, and with {@link GoneException} for one not vouched for.
     *
     * @param parameter that bears it
     */
    Uni<Vouched> of(String parameter, String cursor) {
        return log.bounds()
                .chain(bounds -> Resume.decide(cursor, bounds).mayLackTheNewest()
                        ? log.newestBounds()
                        : Uni.createFrom().item(bounds))
                .map(bounds -> {
                    if (Resume.decide(cursor, bounds) instanceof Resume.From from) {
                        return new Vouched(from.after(), bounds);
                    }
                    throw refusal(parameter, cursor, bounds);
                });
    }

    static BadRequestException malformed(String parameter, String cursor) {
        return new BadRequestException("bad-cursor", "%s=%s is no cursor".formatted(parameter, cursor));
    }

    private static RuntimeException refusal(String parameter, String cursor, LogBounds bounds) {
        Resume.Reason reason = ((Resume.Reset) Resume.decide(cursor, bounds)).reason();
        return reason == Resume.Reason.MALFORMED ? malformed(parameter, cursor) : new GoneException(cursor, reason);
    }
}
