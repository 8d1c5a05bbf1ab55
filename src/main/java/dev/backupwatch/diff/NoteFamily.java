package dev.backupwatch.diff;

import java.util.List;
import java.util.Map;

/**
 * Notes about the entries of one map of the lives, one each.
 *
 * @param <K> names an entry
 * @param <V> what is noted of it
 */
abstract class NoteFamily<K, V> {

    private final String prefix;

    /** @param prefix of each note's name, with a slash at its end */
    NoteFamily(String prefix) {
        this.prefix = prefix;
    }

    abstract Map<K, V> of(Lives lives);

    /** Unique within the family. */
    abstract String name(K key);

    abstract Object note(V value);

    /** @param name as {@link #name} made it */
    abstract void recall(String name, NoteTree note, Recalled recalled);

    final void noteChanges(Lives before, Lives after, Map<String, Object> put, List<String> removed) {
        Map<K, V> was = of(before);
        Map<K, V> is = of(after);
        if (was == is) {
            return;
        }
        is.forEach((key, value) -> {
            V old = was.get(key);
            if (old != value && !value.equals(old)) {
                put.put(prefix + name(key), note(value));
            }
        });
        was.keySet().stream()
                .filter(key -> !is.containsKey(key))
                .map(key -> prefix + name(key))
                .forEach(removed::add);
    }

    final void recall(Map<String, Object> notes, Recalled recalled) {
        notes.forEach((name, note) -> {
            if (name.startsWith(prefix)) {
                recall(name.substring(prefix.length()), new NoteTree(note), recalled);
            }
        });
    }
}
