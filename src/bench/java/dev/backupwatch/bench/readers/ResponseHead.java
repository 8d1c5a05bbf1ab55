package dev.backupwatch.bench.readers;

import java.nio.ByteBuffer;
import java.util.Locale;

/** The head of a response, until it is whole. */
final class ResponseHead {

    private static final String END = "\r\n\r\n";
    private static final int LONGEST = 16 * 1024;

    private final StringBuilder text = new StringBuilder();

    /** @return where it ended, or {@code to} */
    int take(ByteBuffer bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            text.append((char) bytes.get(at));
            if (isWhole()) {
                return at + 1;
            }
        }
        if (text.length() > LONGEST) {
            throw new BrokenStreamException("a response's head has no end");
        }
        return to;
    }

    boolean isWhole() {
        int length = text.length();
        return length >= END.length()
                && text.charAt(length - 1) == '\n'
                && text.substring(length - END.length()).equals(END);
    }

    boolean isChunked() {
        return text.toString().toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
    }

    /** @throws BrokenStreamException if it is not the one that was hoped for */
    void expect(int status) {
        if (!text.toString().startsWith("HTTP/1.1 " + status)) {
            throw new BrokenStreamException("not a " + status + ": "
                    + text.toString().lines().findFirst().orElse(""));
        }
    }
}
