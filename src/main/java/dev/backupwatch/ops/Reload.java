package dev.backupwatch.ops;

import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Reads the configuration anew, and has every part of the service that can follow it do so: all of them, or none. */
@Singleton
class Reload {

    private static final Logger LOG = Logger.getLogger(Reload.class);
    /** For what is told to be told, before the answer says that it is remembered. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Iterable<Reloadable> parts;
    private final Config atTheStart;

    @Inject
    Reload(Instance<Reloadable> parts, Config atTheStart) {
        this((Iterable<Reloadable>) parts, atTheStart);
    }

    Reload(Iterable<Reloadable> parts, Config atTheStart) {
        this.parts = parts;
        this.atTheStart = atTheStart;
    }

    sealed interface Outcome {}

    /** @param mistakes of the configuration that was read, of which nothing came into force */
    record Refused(List<String> mistakes) implements Outcome {}

    /**
     * It came into force.
     *
     * @param told names by what becomes of them
     * @param needsRestart keys that say something else than at the start, which comes into force at the next
     * @param isPerformed false where some of it waits until it can be done
     */
    record Accepted(Map<String, List<String>> told, Set<String> needsRestart, boolean isPerformed) implements Outcome {}

    /** Blocks for some seconds at most. One after another, in whatever thread they come. */
    synchronized Outcome now() {
        try {
            return take(ConfigurationFiles.read());
        } catch (MistakenConfigurationException mistaken) {
            return refused(mistaken.mistakes());
        }
    }

    Outcome take(SmallRyeConfig fresh) {
        List<String> mistakes = new ArrayList<>();
        List<Prepared.Change> changes = new ArrayList<>();
        for (Reloadable part : parts) {
            Prepared prepared = part.prepare(fresh);
            if (prepared instanceof Prepared.Mistakes wrong) {
                mistakes.addAll(wrong.all());
            } else {
                changes.add((Prepared.Change) prepared);
            }
        }
        return mistakes.isEmpty() ? accepted(changes, needsRestart(fresh)) : refused(mistakes);
    }

    private static Refused refused(List<String> mistakes) {
        LOG.warn("the configuration was read anew and cannot be used, so all stays as it is");
        mistakes.forEach(mistake -> LOG.warnf("in the new configuration: %s", mistake));
        return new Refused(List.copyOf(mistakes));
    }

    private static Accepted accepted(List<Prepared.Change> changes, Set<String> needsRestart) {
        Map<String, List<String>> told = new TreeMap<>();
        boolean isPerformed = true;
        for (Prepared.Change change : changes) {
            told.putAll(change.told());
            isPerformed &= perform(change);
        }
        LOG.infof(
                "the configuration was read anew: %s%s",
                told, isPerformed ? "" : ", of which some is still to be done");
        if (!needsRestart.isEmpty()) {
            LOG.warnf("changed, but in force only after a restart: %s", String.join(", ", needsRestart));
        }
        return new Accepted(told, needsRestart, isPerformed);
    }

    private static boolean perform(Prepared.Change change) {
        return change.performance()
                .get()
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(false)
                .subscribeAsCompletionStage()
                .join();
    }

    private Set<String> needsRestart(SmallRyeConfig fresh) {
        Set<String> keys = new TreeSet<>();
        atTheStart.getPropertyNames().forEach(keys::add);
        fresh.getPropertyNames().forEach(keys::add);
        keys.removeIf(key -> !key.startsWith("backupwatch.") && !key.startsWith("quarkus."));
        parts.forEach(part -> keys.removeIf(part::reads));
        keys.removeIf(key ->
                atTheStart.getOptionalValue(key, String.class).equals(fresh.getOptionalValue(key, String.class)));
        return keys;
    }
}
