package dev.backupwatch.diff;

import dev.backupwatch.event.ClusterName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lives of a cluster as named notes, so that whoever goes on after a restart goes on as if nothing had happened. A note
 * is a tree of texts, {@code Long}s, lists, maps by text, and nulls: JSON in all but bytes. For any lives it holds that
 * the notes that lead to them from nothing recall equal lives.
 */
public final class LivesNotes {

    private static final List<NoteFamily<?, ?>> FAMILIES = List.of(
            new ToldNotes(),
            new LostNotes(),
            new MarkNotes(),
            new TenantNotes(),
            new HighestJobNotes(),
            new EndedJobNotes(),
            new LookNotes());

    private LivesNotes() {}

    /**
     * @param put new or replaced, by name
     * @param removed their names
     */
    public record Change(Map<String, Object> put, List<String> removed) {

        public Change {
            put = Collections.unmodifiableMap(put);
            removed = List.copyOf(removed);
        }
    }

    /** What to note once the world knows {@code after}, where the notes say {@code before}. */
    public static Change between(Lives before, Lives after) {
        Map<String, Object> put = new LinkedHashMap<>();
        List<String> removed = new ArrayList<>();
        FAMILIES.forEach(family -> family.noteChanges(before, after, put, removed));
        return new Change(put, removed);
    }

    /**
     * The lives that those notes speak of.
     *
     * @param notes by name; of others than these nothing is read
     * @throws IllegalArgumentException if one cannot be read
     */
    public static Lives recall(ClusterName cluster, LifePolicy policy, Map<String, Object> notes) {
        var recalled = new Recalled(cluster, policy);
        FAMILIES.forEach(family -> family.recall(notes, recalled));
        return recalled.lives();
    }
}
