package dev.backupwatch.eventlog;

import dev.backupwatch.event.ClusterName;
import java.util.Comparator;

/**
 * Names one note.
 *
 * @param name unique among those of its cluster; who writes notes chooses
 */
public record NoteKey(ClusterName cluster, String name) implements Comparable<NoteKey> {

    private static final Comparator<NoteKey> ORDER =
            Comparator.comparing(NoteKey::cluster).thenComparing(NoteKey::name);

    @Override
    public int compareTo(NoteKey other) {
        return ORDER.compare(this, other);
    }
}
