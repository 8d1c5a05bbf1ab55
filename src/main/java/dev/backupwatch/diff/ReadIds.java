package dev.backupwatch.diff;

import dev.backupwatch.event.Life;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
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

    private ReadIds(SortedMap<Long, Instant> newest, NavigableMap<Long, Long> olderRanges) {
        this.newest = newest;
        this.olderRanges = olderRanges;
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
        return life.start().equals(newest.get(life.key().id()))
                || isOlder(life.key().id());
    }

    /** Whether this id was read with another start: then another cluster answers. */
    boolean contradicts(Life life) {
        Instant start = newest.get(life.key().id());
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
        return newest.hashCode() * 31 + olderRanges.hashCode();
    }

    @Override
    public String toString() {
        return "newest " + newest.keySet() + ", older " + olderRanges;
    }
}
