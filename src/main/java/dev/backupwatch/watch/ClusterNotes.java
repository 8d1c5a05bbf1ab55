package dev.backupwatch.watch;

import dev.backupwatch.diff.LivesNotes;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.eventlog.Note;
import dev.backupwatch.eventlog.NoteChange;
import dev.backupwatch.eventlog.NoteKey;
import dev.backupwatch.insight.InsightNotes;
import dev.backupwatch.wire.NoteEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the watch over one cluster notes for its successor: its lives, what they mean, and whether it was told as degraded. */
final class ClusterNotes {

    private static final String SOURCE = "source";
    private static final String DEGRADED = "degraded";

    private ClusterNotes() {}

    /** A cluster that is watched from now on. */
    static Note added(ClusterName cluster) {
        return source(cluster, false);
    }

    static NoteChange between(WatchState before, WatchState after) {
        ClusterName cluster = after.lives().cluster();
        List<Note> put = new ArrayList<>();
        List<NoteKey> removed = new ArrayList<>();
        for (LivesNotes.Change change : List.of(
                LivesNotes.between(before.lives(), after.lives()),
                InsightNotes.between(
                        before.picture().insights(), after.picture().insights()))) {
            change.put().forEach((name, note) -> put.add(new Note(key(cluster, name), NoteEncoder.encode(note))));
            change.removed().forEach(name -> removed.add(key(cluster, name)));
        }
        if (isDegraded(before) != isDegraded(after)) {
            put.add(source(cluster, isDegraded(after)));
        }
        return put.isEmpty() && removed.isEmpty() ? NoteChange.NONE : new NoteChange(put, removed);
    }

    /**
     * The state to go on with.
     *
     * @param notes of this cluster
     */
    static WatchState recall(WatchState state, List<Note> notes) {
        Map<String, Object> read = new HashMap<>();
        notes.forEach(note -> read.put(note.key().name(), NoteEncoder.decode(note.value())));
        boolean isDegraded =
                read.remove(SOURCE) instanceof Map<?, ?> source && Boolean.TRUE.equals(source.get(DEGRADED));
        var lives = LivesNotes.recall(state.lives().cluster(), state.lives().policy(), read);
        var insights =
                InsightNotes.recall(lives.cluster(), state.picture().insights().policy(), read);
        return state.recalled(new Picture(lives, insights), isDegraded);
    }

    private static Note source(ClusterName cluster, boolean isDegraded) {
        return new Note(key(cluster, SOURCE), NoteEncoder.encode(Map.of(DEGRADED, isDegraded)));
    }

    private static NoteKey key(ClusterName cluster, String name) {
        return new NoteKey(cluster, name);
    }

    private static boolean isDegraded(WatchState state) {
        return state.source() == SourceState.DEGRADED;
    }
}
