package dev.backupwatch.watch;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.source.ClusterTarget;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the clusters to watch differ from those before. Each is in one of the sets, which are in the order of the names.
 *
 * @param changed of the same name, but to be read elsewhere, as somebody else, or at another pace
 */
public record ClusterChange(
        Set<ClusterName> added, Set<ClusterName> changed, Set<ClusterName> removed, Set<ClusterName> unchanged) {

    public ClusterChange {
        added = sorted(added);
        changed = sorted(changed);
        removed = sorted(removed);
        unchanged = sorted(unchanged);
    }

    static ClusterChange between(Collection<ClusterTarget> before, Collection<ClusterTarget> after) {
        Map<ClusterName, ClusterTarget> old = byName(before);
        Map<ClusterName, ClusterTarget> next = byName(after);
        Set<ClusterName> kept = new TreeSet<>(old.keySet());
        kept.retainAll(next.keySet());
        Set<ClusterName> unchanged = kept.stream()
                .filter(name -> Objects.equals(next.get(name), old.get(name)))
                .collect(Collectors.toSet());
        return new ClusterChange(
                without(next.keySet(), old.keySet()),
                without(kept, unchanged),
                without(old.keySet(), next.keySet()),
                unchanged);
    }

    private static Map<ClusterName, ClusterTarget> byName(Collection<ClusterTarget> targets) {
        return targets.stream()
                .collect(Collectors.toMap(ClusterTarget::name, Function.identity(), (one, same) -> same, TreeMap::new));
    }

    private static Set<ClusterName> without(Set<ClusterName> some, Set<ClusterName> others) {
        Set<ClusterName> rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    private static Set<ClusterName> sorted(Set<ClusterName> names) {
        return Collections.unmodifiableSet(new TreeSet<>(names));
    }
}
