package dev.backupwatch.wirefault;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One packet of MySQL's protocol. Packets of 16 MB and more, which are split, are not known here.
 *
 * @param number counts the packets of one exchange, from 0 in the one that begins it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Packet(int number, byte[] payload) {

    private static final int QUERY = 0x03;
    private static final int OK = 0x00;
    private static final int EOF = 0xfe;
    private static final int ERROR = 0xff;
    private static final int LONGEST_EOF = 8;
    private static final int UTF8MB4_BIN = 46;
    private static final int VARCHAR = 0xfd;

    /** @throws EOFException when the other side has closed */
    static Packet read(InputStream in) throws IOException {
        byte[] head = new DataInputStream(in).readNBytes(4);
        if (head.length < 4) {
            throw new EOFException();
        }
        int length = (head[0] & 0xff) | (head[1] & 0xff) << 8 | (head[2] & 0xff) << 16;
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new EOFException();
        }
        return new Packet(head[3] & 0xff, payload);
    }

    byte[] bytes() {
        byte[] bytes = new byte[payload.length + 4];
        bytes[0] = (byte) payload.length;
        bytes[1] = (byte) (payload.length >> 8);
        bytes[2] = (byte) (payload.length >> 16);
        bytes[3] = (byte) number;
        System.arraycopy(payload, 0, bytes, 4, payload.length);
        return bytes;
    }

    static Packet query(String sql) {
        return new Packet(0, joined(new byte[] {QUERY}, sql.getBytes(StandardCharsets.UTF_8)));
    }

    boolean isQuery() {
        return number == 0 && first() == QUERY;
    }

    /** Of a query. */
    String sql() {
        return new String(payload, 1, payload.length - 1, StandardCharsets.UTF_8);
    }

    static Packet ok() {
        return new Packet(1, new byte[] {OK, 0, 0, 2, 0, 0, 0});
    }

    static Packet error(int code, String message) {
        byte[] head = {(byte) ERROR, (byte) code, (byte) (code >> 8)};
        return new Packet(1, joined(head, ("#HY000" + message).getBytes(StandardCharsets.UTF_8)));
    }

    /** A result of one row and one column, with EOF packets, as a server sends it that cannot leave them out. */
    static List<Packet> row(String column, String value) {
        byte[] fixed = {12, UTF8MB4_BIN, 0, 0, 1, 0, 0, (byte) VARCHAR, 0, 0, 0, 0, 0};
        byte[] definition = joined(text("def"), text(""), text(""), text(""), text(column), text(""), fixed);
        List<Packet> packets = new ArrayList<>();
        for (byte[] payload : List.of(new byte[] {1}, definition, eof(), text(value), eof())) {
            packets.add(new Packet(packets.size() + 1, payload));
        }
        return packets;
    }

    private static byte[] eof() {
        return new byte[] {(byte) EOF, 0, 0, 2, 0};
    }

    boolean isEof() {
        return first() == EOF && payload.length <= LONGEST_EOF;
    }

    /** How many columns follow, by the first packet of an answer; none where it is no result of rows. */
    int columns() {
        int first = first();
        return first == ERROR || first == EOF || first < 0 ? 0 : first;
    }

    private int first() {
        return payload.length == 0 ? -1 : payload[0] & 0xff;
    }

    private static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return joined(new byte[] {(byte) bytes.length}, bytes);
    }

    static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
