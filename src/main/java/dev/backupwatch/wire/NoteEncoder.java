package dev.backupwatch.wire;

import dev.backupwatch.event.Encoded;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Makes the bytes of a note, which is JSON for a human to read in the log's file, and reads them again. */
public final class NoteEncoder {

    private NoteEncoder() {}

    /** @param tree of texts, numbers, lists, maps by text, and nulls */
    public static Encoded encode(Object tree) {
        try {
            return new Encoded(Json.MAPPER.writeValueAsBytes(tree));
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing JSON into memory", impossible);
        }
    }

    /**
     * The same tree; integers may be {@code Integer}s or {@code Long}s.
     *
     * @throws IllegalArgumentException if the bytes are no JSON
     */
    public static Object decode(Encoded note) {
        try {
            return Json.MAPPER.readValue(note.shared(), Object.class);
        } catch (IOException broken) {
            throw new IllegalArgumentException("a note that is no JSON: " + note, broken);
        }
    }
}
