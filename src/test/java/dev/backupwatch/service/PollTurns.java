package dev.backupwatch.service;

import dev.backupwatch.service.PollLog.Polled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When which replica had its turn to poll. */
record PollTurns(List<Turn> turns) {

    /** A replica's polls without a pause that would have been long enough for others to have theirs. */
    record Turn(String login, Instant first, Instant last) {

        Duration overlap(Turn other) {
            Instant begin = first.isAfter(other.first) ? first : other.first;
            Instant end = last.isBefore(other.last) ? last : other.last;
            return end.isAfter(begin) ? Duration.between(begin, end) : Duration.ZERO;
        }

        private Turn until(Instant later) {
            return new Turn(login, first, later);
        }
    }

    /** For how long two replicas polled both. */
    record Overlap(Turn one, Turn other) {

        Duration length() {
            return one.overlap(other);
        }
    }

    /** @param lease nobody else's turn can begin sooner after a replica's last sign, unless it gives its turn up */
    static PollTurns of(List<Polled> polls, Duration lease) {
        List<Turn> over = new ArrayList<>();
        Map<String, Turn> current = new HashMap<>();
        for (Polled poll : polls) {
            Turn before = current.get(poll.login());
            if (before != null && Duration.between(before.last(), poll.at()).compareTo(lease) <= 0) {
                current.put(poll.login(), before.until(poll.at()));
            } else {
                current.put(poll.login(), new Turn(poll.login(), poll.at(), poll.at()));
                if (before != null) {
                    over.add(before);
                }
            }
        }
        over.addAll(current.values());
        return new PollTurns(List.copyOf(over));
    }

    List<Overlap> overlaps() {
        List<Overlap> overlaps = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            for (Turn other : turns.subList(0, i)) {
                var overlap = new Overlap(turns.get(i), other);
                if (!other.login().equals(overlap.one().login())
                        && !overlap.length().isZero()) {
                    overlaps.add(overlap);
                }
            }
        }
        return overlaps;
    }

    Duration longestOverlap() {
        return overlaps().stream().map(Overlap::length).max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
