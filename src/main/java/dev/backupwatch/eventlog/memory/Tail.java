package dev.backupwatch.eventlog.memory;

import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.LoggedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The newest events without a gap. Not safe for threads: its log's lock guards it. */
final class Tail {

    /** How many removed events may lie at the front before the list is copied; keeps removal cheap. */
    private static final int SLACK = 1024;

    private final ArrayList<LoggedEvent> events = new ArrayList<>();
    private int removed;
    private long bytes;
    private Sequence compacted = Sequence.NONE;
    private Sequence head = Sequence.NONE;

    Sequence head() {
        return head;
    }

    Sequence compacted() {
        return compacted;
    }

    long bytes() {
        return bytes;
    }

    /** @param added what follows the head one by one */
    void add(List<LoggedEvent> added) {
        events.addAll(added);
        added.forEach(event -> bytes += event.json().size());
        head = head.plus(added.size());
    }

    /** Removes whole polls, oldest first, until the rest fits; never the newest poll. */
    void trimTo(long mostBytes) {
        while (bytes > mostBytes && events.get(removed).pollEnd().isBefore(head)) {
            Sequence end = events.get(removed).pollEnd();
            while (!compacted.equals(end)) {
                bytes -= events.get(removed).json().size();
                compacted = events.get(removed).sequence();
                removed++;
            }
        }
        if (removed > SLACK && removed > events.size() / 2) {
            events.subList(0, removed).clear();
            removed = 0;
        }
    }

    List<LoggedEvent> after(Sequence after, int limit) {
        int from = index(Sequence.later(after, compacted).next());
        return List.copyOf(
                events.subList(Math.min(from, events.size()), (int) Math.min(events.size(), (long) from + limit)));
    }

    List<LoggedEvent> before(Sequence before, int limit) {
        int to = Math.min(index(Sequence.later(before, compacted.next())), events.size());
        return IntStream.iterate(to - 1, i -> i >= removed, i -> i - 1)
                .limit(limit)
                .mapToObj(events::get)
                .toList();
    }

    Stream<LoggedEvent> newestFirst() {
        return IntStream.iterate(events.size() - 1, i -> i >= removed, i -> i - 1)
                .mapToObj(events::get);
    }

    private int index(Sequence sequence) {
        long first = compacted.value() + 1;
        return (int) Math.min(Integer.MAX_VALUE / 2, removed + sequence.value() - first);
    }
}
