package dev.backupwatch.bench.readers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A server's frames of RFC 6455: not masked, and each message in one. */
final class SocketScanner extends Scanner {

    private static final byte[] ENDING = {'}'};
    private static final int FINAL = 0x80;
    private static final int OPCODE = 0x0f;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int LENGTH = 0x7f;
    private static final int SHORT_HEADER = 2;
    private static final int TWO_MORE_BYTES = 126;
    private static final int BYTE = 0xff;

    /** 0 until it is known. */
    private int headerLength;

    private long frameLength;

    SocketScanner(KnownEvents known, Audience audience) {
        super(known, audience, ENDING);
    }

    @Override
    int read(ByteBuffer bytes, int from, int to) {
        if (headerLength == 0 || length() < headerLength) {
            keep(bytes, from, from + 1);
            readHeader();
            return from + 1;
        }
        int end = (int) Math.min(to, from + frameLength - length());
        keep(bytes, from, end);
        endIfWhole();
        return end;
    }

    private void readHeader() {
        String header = text();
        if (headerLength == 0 && header.length() == SHORT_HEADER) {
            int size = header.charAt(1) & LENGTH;
            headerLength =
                    SHORT_HEADER + (size < TWO_MORE_BYTES ? 0 : size == TWO_MORE_BYTES ? Short.BYTES : Long.BYTES);
        }
        if (header.length() == headerLength) {
            frameLength = headerLength + payload(header);
            endIfWhole();
        }
    }

    private long payload(String header) {
        long size = header.charAt(1) & LENGTH;
        if (headerLength > SHORT_HEADER) {
            size = 0;
            for (int place = SHORT_HEADER; place < headerLength; place++) {
                size = (size << Byte.SIZE) | (header.charAt(place) & BYTE);
            }
        }
        return size;
    }

    private void endIfWhole() {
        if (length() == frameLength) {
            String frame = text();
            int header = headerLength;
            headerLength = 0;
            end(frame.charAt(0), frame.substring(header), header);
        }
    }

    private void end(int first, String payload, int header) {
        int opcode = first & OPCODE;
        if (opcode == TEXT && (first & FINAL) != 0) {
            tell(header);
        } else if (opcode == PING) {
            forget();
            audience().ping(payload.getBytes(StandardCharsets.ISO_8859_1));
        } else if (opcode == CLOSE) {
            throw new BrokenStreamException("the server closed the WebSocket: " + payload);
        } else {
            throw new BrokenStreamException("a frame of an unexpected kind: " + Integer.toHexString(first));
        }
    }
}
