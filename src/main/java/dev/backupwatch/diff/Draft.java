package dev.backupwatch.diff;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map that is about to change. It is copied at its first change only: in most polls most of what is known stays as it is. */
public final class Draft<K, V> {

    private Map<K, V> map;
    private boolean isCopied;

    /** @param map which stays as it is */
    public Draft(Map<K, V> map) {
        this.map = map;
    }

    @Nullable
    public V get(K key) {
        return map.get(key);
    }

    public boolean has(K key) {
        return map.containsKey(key);
    }

    public void put(K key, V value) {
        if (!value.equals(map.get(key))) {
            copied().put(key, value);
        }
    }

    /** @return what was there */
    @Nullable
    public V remove(K key) {
        return map.containsKey(key) ? copied().remove(key) : null;
    }

    /** As it is now; the map that the draft began with if nothing has changed. */
    public Map<K, V> now() {
        return Collections.unmodifiableMap(map);
    }

    private Map<K, V> copied() {
        if (!isCopied) {
            map = new HashMap<>(map);
            isCopied = true;
        }
        return map;
    }
}
