package dev.backupwatch.bench.readers;

import java.nio.ByteBuffer;

/** The chunked transfer coding of HTTP/1.1 taken off. */
final class ChunkedBody implements Sink {

    private static final int RADIX = 16;

    private final Sink content;
    private State state = State.SIZE;
    private long left;

    private enum State {
        SIZE,
        /** An extension, or the end of the line that bears the size. */
        AFTER_THE_SIZE,
        CONTENT,
        AFTER_THE_CONTENT
    }

    ChunkedBody(Sink content) {
        this.content = content;
    }

    @Override
    public void take(ByteBuffer bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (state == State.CONTENT) {
                int end = (int) Math.min(to, at + left);
                content.take(bytes, at, end);
                left -= end - at;
                at = end;
                state = left == 0 ? State.AFTER_THE_CONTENT : State.CONTENT;
            } else {
                takeFraming(bytes.get(at));
                at++;
            }
        }
    }

    private void takeFraming(byte one) {
        if (one == '\n') {
            endLine();
        } else if (state == State.SIZE) {
            int digit = Character.digit(one, RADIX);
            if (digit < 0) {
                state = State.AFTER_THE_SIZE;
            } else {
                left = left * RADIX + digit;
            }
        } else if (state == State.AFTER_THE_CONTENT && one != '\r') {
            throw new BrokenStreamException("a chunk is longer than it says");
        }
    }

    private void endLine() {
        if (state == State.AFTER_THE_CONTENT) {
            state = State.SIZE;
        } else if (left == 0) {
            throw new BrokenStreamException("the server ended the stream");
        } else {
            state = State.CONTENT;
        }
    }
}
