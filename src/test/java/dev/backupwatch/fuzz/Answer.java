package dev.backupwatch.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the service says to one request.
 *
 * @param headers by their names in small letters
 * @param body of a stream only its first part
 */
record Answer(int status, Map<String, String> headers, String body) {

    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    boolean isStream() {
        return headers.getOrDefault("transfer-encoding", "").equals("chunked");
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** @throws IOException also if the connection ends within it */
    static Answer read(InputStream in, boolean toHead) throws IOException {
        String begin = line(in);
        if (!begin.matches("HTTP/1\\.[01] \\d{3} .*")) {
            throw new IOException("this is no answer: " + begin);
        }
        int status = Integer.parseInt(begin.substring(9, 12));
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        boolean isEmpty = toHead || status < 200 || status == NO_CONTENT || status == NOT_MODIFIED;
        return new Answer(status, headers, isEmpty ? "" : body(in, headers));
    }

    private static String body(InputStream in, Map<String, String> headers) throws IOException {
        int length = headers.getOrDefault("transfer-encoding", "").equals("chunked")
                ? Integer.parseInt(line(in), 16)
                : Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("%d bytes of %d".formatted(body.length, length));
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("within a line: " + line.toString(StandardCharsets.UTF_8));
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
