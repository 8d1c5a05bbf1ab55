package dev.backupwatch.bench.delivery;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is asked for.
 *
 * @param peer the workers of nchan, which the same loads are run against; empty for nobody
 * @param seconds how long events happen in a run
 * @param rounds how often those are run that are compared with the peer
 */
record Settings(Set<String> scenarios, Optional<String> peer, int seconds, int rounds) {

    /** With a second one on two processors it takes no less of them, and is later. */
    private static final String WORKERS_OF_NCHAN = "1";

    private static final List<String> ALL =
            List.of("steady", "burst", "fast", "websocket", "idle", "stalled", "filters", "storm", "storm-fresh");

    static Settings ofProperties() {
        Set<String> scenarios = Arrays.stream(
                        System.getProperty("bench.delivery", "all").split(",", -1))
                .map(String::strip)
                .collect(Collectors.toSet());
        if (scenarios.equals(Set.of("all"))) {
            scenarios = Set.copyOf(ALL);
        }
        if (!ALL.containsAll(scenarios)) {
            throw new IllegalArgumentException("scenarios are " + ALL + ", not " + scenarios);
        }
        return new Settings(
                scenarios,
                peer(System.getProperty("bench.peer", "")),
                Integer.getInteger("bench.delivery.seconds", 10),
                Integer.getInteger("bench.delivery.rounds", 3));
    }

    private static Optional<String> peer(String name) {
        if (!name.isEmpty() && !name.equals("nchan")) {
            throw new IllegalArgumentException("there is no peer but nchan: " + name);
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(WORKERS_OF_NCHAN);
    }

    boolean isAskedFor(String... any) {
        return Arrays.stream(any).anyMatch(scenarios::contains);
    }
}
