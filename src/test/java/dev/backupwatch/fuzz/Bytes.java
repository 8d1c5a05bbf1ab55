package dev.backupwatch.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes as they go over a socket. */
final class Bytes {

    private Bytes() {}

    static byte[] of(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** As {@code printf} of a shell reads it. */
    static String escaped(byte[] bytes) {
        var text = new StringBuilder();
        for (byte one : bytes) {
            boolean isPlain = one >= ' ' && one <= '~' && one != '\\' && one != '%' && one != '\'';
            text.append(isPlain ? Character.toString((char) one) : "\\x%02x".formatted(one));
        }
        return text.toString();
    }
}
