package dev.backupwatch.bench.readers;

import java.nio.ByteBuffer;

/** Server-sent events, as far as the servers here make use of them: an empty line ends a message, and data is one line. */
final class SseScanner extends Scanner {

    private static final byte[] ENDING = {'\n', '\n'};
    private static final String DATA = "data: ";

    /** Of the present line. */
    private int lineLength;

    SseScanner(KnownEvents known, Audience audience) {
        super(known, audience, ENDING);
    }

    @Override
    int read(ByteBuffer bytes, int from, int to) {
        int end = Newlines.first(bytes, from, to);
        lineLength += end - from;
        if (end == to) {
            keep(bytes, from, to);
            return to;
        }
        keep(bytes, from, end + 1);
        if (lineLength == 0) {
            endMessage();
        }
        lineLength = 0;
        return end + 1;
    }

    private void endMessage() {
        String text = text();
        int data = text.startsWith(DATA) ? 0 : text.indexOf("\n" + DATA) + 1;
        if (data == 0 && !text.startsWith(DATA)) {
            forget();
        } else {
            tell(data + DATA.length());
        }
    }
}
