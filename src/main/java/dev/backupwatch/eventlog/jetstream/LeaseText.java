package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.eventlog.LogPlace;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in the lease.
 *
 * @param holder empty where nobody holds it
 * @param acknowledged the newest record that its last holder knows to be written
 */
record LeaseText(String holder, LogPlace acknowledged) {

    private static final Pattern FORM = Pattern.compile("(\\S*) (\\d+) (\\S*)");

    byte[] bytes() {
        return "%s %d %s"
                .formatted(holder, acknowledged.position(), acknowledged.record())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What cannot be read is held by nobody. */
    static LeaseText of(byte[] bytes) {
        Matcher text = FORM.matcher(new String(bytes, StandardCharsets.UTF_8));
        return text.matches()
                ? new LeaseText(text.group(1), new LogPlace(Long.parseLong(text.group(2)), text.group(3)))
                : new LeaseText("", LogPlace.BEGIN);
    }

    LeaseText released() {
        return new LeaseText("", acknowledged);
    }
}
