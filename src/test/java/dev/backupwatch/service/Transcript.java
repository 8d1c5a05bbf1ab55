package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** All that one client got, in its order, and what must be true of it. */
public final class Transcript {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** How many messages a failure shows. */
    private static final int LAST_WORDS = 5;

    private final List<Received> messages = Collections.synchronizedList(new ArrayList<>());
    private final List<AssertionError> breaks = new CopyOnWriteArrayList<>();

    public void add(Received message) {
        messages.add(message);
    }

    /** What the client got is not what the contract says: whoever waits for more is told so. */
    void breakOff(AssertionError broken) {
        breaks.add(broken);
    }

    List<Received> messages() {
        if (!breaks.isEmpty()) {
            throw breaks.get(0);
        }
        return List.copyOf(messages);
    }

    List<Received> changes() {
        return messages().stream().filter(Received::isChange).toList();
    }

    List<String> types() {
        return changes().stream().map(Received::shortType).toList();
    }

    Received await(Predicate<Received> wanted) {
        return await("what was waited for", PATIENCE, wanted);
    }

    /** @param what is waited for, in words */
    Received await(String what, Duration patience, Predicate<Received> wanted) {
        try {
            return Awaitility.await()
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> messages().stream().filter(wanted).findFirst(), Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException never) {
            throw new AssertionError("%s never came, but last: %s".formatted(what, lastWords()), never);
        }
    }

    Received awaitType(String shortType) {
        return await(shortType, PATIENCE, message -> message.is(shortType));
    }

    private List<String> lastWords() {
        List<Received> all = messages();
        return all.subList(Math.max(0, all.size() - LAST_WORDS), all.size()).stream()
                .map(Received::text)
                .toList();
    }

    void awaitChanges(int count) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> changes().size() >= count);
    }

    public Fold fold() {
        var fold = new Fold();
        messages().forEach(fold::take);
        return fold;
    }

    /** The promises of a stream without a filter. Valid for a client that listened without a break. */
    public void assertGuarantees() {
        assertThat(messages()).isNotEmpty();
        assertOrderedUniqueAndReliable();
        assertAtomic();
        assertBookmarksAreTrue();
        assertNothingOfASourceWhileItIsDegraded();
    }

    /** Sequences rise one by one: ordered, unique and without a gap. Each id is a cursor of its own sequence. */
    private void assertOrderedUniqueAndReliable() {
        Set<String> ids = new HashSet<>();
        long last = -1;
        for (Received message : messages()) {
            assertThat(ids.add(message.json().get("id").asText()))
                    .as("an id of its own: %s", message.text())
                    .isTrue();
            if (message.isChange()) {
                assertThat(message.sequence()).as(message.text()).isEqualTo(last < 0 ? message.sequence() : last + 1);
                assertThat(message.json().get("sequence").asText()).isEqualTo("%020d".formatted(message.sequence()));
                last = message.sequence();
            } else if (message.is("stream.bookmark") && last < 0) {
                last = message.sequence();
            }
        }
    }

    /** The events of a poll stand together: one time, one end, and no bookmark among them. */
    private void assertAtomic() {
        long openUntil = -1;
        Map<Long, String> timeOfPoll = new HashMap<>();
        for (Received message : messages()) {
            if (message.isChange()) {
                long end = Received.sequence(message.json().get("pollend").asText());
                assertThat(end).isGreaterThanOrEqualTo(message.sequence());
                assertThat(openUntil == -1 || openUntil == end)
                        .as(message.text())
                        .isTrue();
                String time = message.json().get("time").asText();
                assertThat(timeOfPoll.computeIfAbsent(end, poll -> time)).isEqualTo(time);
                openUntil = message.sequence() == end ? -1 : end;
            } else if (message.is("stream.bookmark")) {
                assertThat(openUntil)
                        .as("a bookmark within a poll: %s", message.text())
                        .isEqualTo(-1);
            }
        }
    }

    /** A bookmark says exactly how far the stream is, and never goes back. */
    private void assertBookmarksAreTrue() {
        long reached = -1;
        for (Received message : messages()) {
            if (message.isChange()) {
                assertThat(message.sequence()).isGreaterThan(reached);
                reached = message.sequence();
            } else if (message.is("stream.bookmark")) {
                assertThat(message.sequence()).isGreaterThanOrEqualTo(reached);
                reached = message.sequence();
            }
        }
    }

    /** While polls are incomplete nothing is known, so nothing is told of rows. */
    private void assertNothingOfASourceWhileItIsDegraded() {
        Set<String> degraded = new HashSet<>();
        List<String> told = new ArrayList<>();
        for (Received message : changes()) {
            String source = message.json().get("source").asText();
            if (message.is("source.degraded")) {
                degraded.add(source);
            } else if (message.is("source.recovered")) {
                degraded.remove(source);
            } else if (degraded.contains(source) && message.shortType().startsWith("backup.")) {
                told.add(message.text());
            }
        }
        assertThat(told).isEmpty();
    }
}
