package dev.backupwatch.web;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** One file of the page, as it is and compressed: it is made once, and asked for by everybody. */
record PageFile(String mediaType, Buffer plain, Buffer compressed) {

    static PageFile of(String name, byte[] content) {
        return new PageFile(mediaType(name), Buffer.buffer(content), Buffer.buffer(gzip(content)));
    }

    private static String mediaType(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html;charset=UTF-8";
            case "css" -> "text/css;charset=UTF-8";
            case "js" -> "text/javascript;charset=UTF-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException("the page has a file of an unknown kind: " + name);
        };
    }

    private static byte[] gzip(byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new Tight(bytes)) {
            gzip.write(content);
        } catch (IOException bug) {
            throw new UncheckedIOException(bug);
        }
        return bytes.toByteArray();
    }

    private static final class Tight extends GZIPOutputStream {
        Tight(ByteArrayOutputStream into) throws IOException {
            super(into);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
