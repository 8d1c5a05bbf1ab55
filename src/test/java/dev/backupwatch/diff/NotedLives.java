package dev.backupwatch.diff;

import dev.backupwatch.event.Encoded;
import dev.backupwatch.wire.NoteEncoder;
import java.util.HashMap;
import java.util.Map;

/** Notes about lives, kept as the bytes that a log keeps. */
final class NotedLives {

    private final Map<String, Encoded> notes = new HashMap<>();

    void write(Lives before, Lives after) {
        LivesNotes.Change change = LivesNotes.between(before, after);
        change.put().forEach((name, note) -> notes.put(name, NoteEncoder.encode(note)));
        notes.keySet().removeAll(change.removed());
    }

    Lives recall(LifePolicy policy) {
        Map<String, Object> read = new HashMap<>();
        notes.forEach((name, note) -> read.put(name, NoteEncoder.decode(note)));
        return LivesNotes.recall(Watching.CLUSTER, policy, read);
    }
}
