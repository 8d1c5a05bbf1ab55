package dev.backupwatch.bench.readers;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The beginning of a message's JSON. The members that are asked for are all near its front. */
record MessageText(String json) {

    private static final String OF_THE_STREAM = "\"type\":\"dev.backupwatch.stream.";
    private static final String AFTER_THE_ID = ",\"source\":";

    boolean isControl() {
        return json.contains(OF_THE_STREAM);
    }

    boolean isBookmark() {
        return json.contains(OF_THE_STREAM + "bookmark\"");
    }

    /** Of an event. */
    long sequence() {
        return Long.parseLong(member("sequence"));
    }

    /** Of an event: in microseconds since 1970. */
    long micros() {
        return micros(Instant.parse(member("time")));
    }

    /** Of a bookmark: the sequence up to which it vouches. */
    long cursor() {
        String cursor = member("cursor");
        return Long.parseLong(cursor.substring(cursor.lastIndexOf('-') + 1));
    }

    /** How many characters there are up to its id, and with it. */
    int toItsId() {
        return found(AFTER_THE_ID);
    }

    static long micros(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(time.getNano());
    }

    private String member(String name) {
        String before = "\"" + name + "\":\"";
        int begin = found(before) + before.length();
        int end = json.indexOf('"', begin);
        if (end < 0) {
            throw new BrokenStreamException("no end of " + name + " in " + json);
        }
        return json.substring(begin, end);
    }

    private int found(String text) {
        int place = json.indexOf(text);
        if (place < 0) {
            throw new BrokenStreamException("no " + text + " in " + json);
        }
        return place;
    }
}
