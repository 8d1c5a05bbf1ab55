package dev.backupwatch.ops;

import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Trouble;
import dev.backupwatch.source.PollCost;
import dev.backupwatch.watch.WatchListener;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Why each cluster cannot be read, in words that anybody may see: the messages of the polls name logins, and so tenants. Only a
 * process that polls knows of any.
 */
@Typed(Troubles.class)
@Singleton
class Troubles implements WatchListener {

    private static final String ELSE = "see the event source.degraded, or the service's log";

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("unreachable", "nothing answers there; check url, port and network"),
            Map.entry("wrong_password", "the login was refused; check username and password"),
            Map.entry("missing_grant", "a view may not be read; grant SELECT on oceanbase.*"),
            Map.entry("missing_view", "a view is not there; check username and scope"),
            Map.entry("oracle_mode", "the login is one of a tenant in Oracle mode; log into the sys tenant"),
            Map.entry("unknown_tenant", "the login does not say which tenant it belongs to"),
            Map.entry("tenants_unread", "some tenants do not answer; all others were read"),
            Map.entry("no_tenants", "no tenant is known that could be read by itself"),
            Map.entry("timeout", "no answer came in time"),
            Map.entry("connection_lost", "the connection broke"),
            Map.entry("wrong_answer", "what came back is not the answer; a proxy may mix up connections"),
            Map.entry("columns_changed", "the views have changed meanwhile, as in an upgrade"),
            Map.entry("torn_reading", "the answers do not fit together"),
            Map.entry("wrong_time_zone", "a proxy has changed the session meanwhile"));

    private final Map<ClusterName, Trouble> troubles = new ConcurrentHashMap<>();

    @Override
    public Attempt polls(ClusterName cluster) {
        return new Attempt() {
            @Override
            public void read(PollOutcome outcome, PollCost cost) {
                take(cluster, outcome);
            }
        };
    }

    /** What the last poll of that cluster ran into; empty where it read all, and where none is known. */
    Optional<String> of(ClusterName cluster) {
        return Optional.ofNullable(troubles.get(cluster))
                .map(trouble -> "%s: %s".formatted(trouble.code(), WORDS.getOrDefault(trouble.code(), ELSE)));
    }

    private void take(ClusterName cluster, PollOutcome outcome) {
        WatchFigures.trouble(outcome)
                .ifPresentOrElse(trouble -> troubles.put(cluster, trouble), () -> troubles.remove(cluster));
    }
}
