package dev.backupwatch.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every type of change event of the contract, also those that no room of this version tells yet: filters may name them. */
public enum EventType {
    JOB_STARTED,
    JOB_STATUS_CHANGED,
    JOB_PROGRESSED,
    JOB_UPDATED,
    JOB_COMPLETED,
    JOB_FAILED,
    JOB_CANCELED,
    JOB_LOST,
    JOB_STALLED,
    JOB_RESUMED,
    TASK_STARTED,
    TASK_STATUS_CHANGED,
    TASK_PROGRESSED,
    TASK_UPDATED,
    TASK_COMPLETED,
    TASK_FAILED,
    TASK_CANCELED,
    TASK_LOST,
    TENANT_SKIPPED,
    TENANT_OVERDUE,
    TENANT_CAUGHT_UP,
    SOURCE_ADDED,
    SOURCE_REMOVED,
    SOURCE_DEGRADED,
    SOURCE_RECOVERED,
    SOURCE_RECREATED;

    private static final String NAMESPACE = "dev.backupwatch.";

    private final String family;
    private static final Map<String, EventType> BY_SHORT_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(EventType::shortName, Function.identity()));

    private final String shortName;

    EventType() {
        int first = name().indexOf('_');
        String noun = name().substring(0, first).toLowerCase(Locale.ROOT);
        family = noun.equals("source") ? noun : "backup." + noun;
        shortName = family + "." + name().substring(first + 1).toLowerCase(Locale.ROOT);
    }

    /** For example {@code backup.task.progressed}. */
    public String shortName() {
        return shortName;
    }

    /** What the type speaks of: {@code backup.job}, {@code backup.task}, {@code backup.tenant} or {@code source}. */
    public String family() {
        return family;
    }

    /** The CloudEvents type. */
    public String fullName() {
        return NAMESPACE + shortName;
    }

    public static EventType of(RowKind kind, RowVerb verb) {
        return valueOf(kind.name() + "_" + verb.name());
    }

    /** @throws IllegalArgumentException if there is no such type, as in what a later version wrote */
    public static EventType ofShortName(String shortName) {
        EventType known = BY_SHORT_NAME.get(shortName);
        if (known == null) {
            throw new IllegalArgumentException("no such type of event: " + shortName);
        }
        return known;
    }

    public static Optional<EventType> ofFullName(String fullName) {
        return Arrays.stream(values())
                .filter(type -> type.fullName().equals(fullName))
                .findFirst();
    }

    /** Whether the row is no longer part of the state afterwards. */
    public boolean isRemoval() {
        return (family.equals("backup.job") || family.equals("backup.task"))
                && Arrays.stream(RowVerb.values())
                        .anyMatch(verb -> verb.isRemoval()
                                && shortName.endsWith("." + verb.name().toLowerCase(Locale.ROOT)));
    }

    public boolean isOfSource() {
        return family.equals("source");
    }
}
