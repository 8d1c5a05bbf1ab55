package dev.backupwatch.diff;

import dev.backupwatch.event.Life;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The ids of one tenant's history rows that were dealt with. The newest keep their start, so that a rebuilt cluster's
 * rows are told apart; older ones shrink into ranges, which for a counter are few.
 */
final class ReadIds {

    static final int NEWEST_KEPT = 64;
    static final ReadIds NONE = new ReadIds(new TreeMap<>(), new TreeMap<>());

    private final SortedMap<Long, Instant> newest;
    private final NavigableMap<Long, Long> olderRanges;
    /** Of the newest; what runs has a higher one, and is most of what is asked for. */
    private final long highest;

    /** @param olderRanges from first to last id, both inclusive */
    ReadIds(SortedMap<Long, Instant> newest, NavigableMap<Long, Long> olderRanges) {
        this.newest = newest;
        this.olderRanges = olderRanges;
        this.highest = newest.isEmpty() ? Long.MIN_VALUE : newest.lastKey();
    }

    SortedMap<Long, Instant> newest() {
        return Collections.unmodifiableSortedMap(newest);
    }

    NavigableMap<Long, Long> olderRanges() {
        return Collections.unmodifiableNavigableMap(olderRanges);
    }

    ReadIds plus(Map<Long, Instant> starts) {
        var all = new TreeMap<>(newest);
        all.putAll(starts);
        var ranges = new TreeMap<>(olderRanges);
        while (all.size() > NEWEST_KEPT) {
            addTo(ranges, all.pollFirstEntry().getKey());
        }
        return new ReadIds(all, ranges);
    }

    boolean contains(Life life) {
        long id = life.key().id();
        return id <= highest && (life.start().equals(newest.get(id)) || isOlder(id));
    }

    /** Whether this id was read with another start: then another cluster answers. */
    boolean contradicts(Life life) {
        long id = life.key().id();
        Instant start = id <= highest ? newest.get(id) : null;
        return start != null && !start.equals(life.start());
    }

    private boolean isOlder(long id) {
        var range = olderRanges.floorEntry(id);
        return range != null && id <= range.getValue();
    }

    private static void addTo(NavigableMap<Long, Long> ranges, long id) {
        var below = ranges.floorEntry(id);
        if (below != null && id <= below.getValue()) {
            return;
        }
        long from = below != null && below.getValue() == id - 1 ? below.getKey() : id;
        Long joined = ranges.remove(id + 1);
        ranges.put(from, joined == null ? id : joined);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReadIds that && newest.equals(that.newest) && olderRanges.equals(that.olderRanges);
    }

    @Override
    public int hashCode() {
        return Objects.hash(newest, olderRanges);
    }

    @Override
    public String toString() {
        return "newest " + newest.keySet() + ", older " + olderRanges;
    }
}
