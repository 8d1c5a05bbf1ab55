package dev.backupwatch.settings;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks for every mistake there is, rather than for the first. */
final class Examination {

    private final Collection<Mapping> mappings;
    private final Values values;
    private final Origin origin;
    private final Map<String, Mistake> mistakes = new TreeMap<>();

    private Examination(SmallRyeConfig config, Collection<Mapping> mappings) {
        this.mappings = mappings;
        this.values = new Values(config);
        this.origin = new Origin(config);
    }

    /**
     * In the order of their keys.
     *
     * @param config in which the mappings need not be registered
     */
    static List<Mistake> mistakes(SmallRyeConfig config, Collection<Mapping> mappings) {
        var examination = new Examination(config, mappings);
        mappings.forEach(mapping -> examination.read(mapping.type(), mapping.prefix(), mapping.prefix()));
        examination.lookForUnknownKeys();
        Set<String> unreadable = Set.copyOf(examination.mistakes.keySet());
        mappings.forEach(mapping -> examination.applyRules(mapping, unreadable));
        return List.copyOf(examination.mistakes.values());
    }

    private void read(Class<?> group, String path, String pattern) {
        for (Member member : Member.of(group)) {
            String below = KeyName.below(path, member.name());
            String patternBelow = KeyName.below(pattern, member.name());
            if (member.isNamed()) {
                values.namesBelow(below)
                        .forEach(name -> readOne(
                                member,
                                KeyName.canonical("%s.\"%s\"".formatted(below, name)),
                                KeyName.below(patternBelow, KeyName.ANY)));
            } else {
                readOne(member, below, patternBelow);
            }
        }
    }

    private void readOne(Member member, String key, String pattern) {
        if (member.isGroup()) {
            if (!member.isOptional() || values.isAnySetBelow(key)) {
                read(member.type(), key, pattern);
            }
            return;
        }
        try {
            if (values.read(key, member) == null && member.isNeeded()) {
                complain(
                        key,
                        "is needed; as a variable of the environment, "
                                + KeyName.asVariable(pattern, KeyName.parts(key)));
            }
        } catch (IllegalArgumentException refused) {
            complain(key, String.valueOf(refused.getMessage()));
        }
    }

    private void lookForUnknownKeys() {
        List<Key> keys =
                mappings.stream().flatMap(mapping -> mapping.keys().stream()).toList();
        var unknown = new UnknownKeys(keys, origin);
        values.names().stream()
                .filter(name -> !unknown.isKnown(name))
                .forEach(name ->
                        unknown.mistake(name, values.at(name)).ifPresent(mistake -> mistakes.put(name, mistake)));
    }

    @SuppressWarnings("unchecked") // the annotation stands on the mapping that the rules are for
    private void applyRules(Mapping mapping, Set<String> unreadable) {
        CheckedBy given = mapping.type().getAnnotation(CheckedBy.class);
        if (given == null) {
            return;
        }
        try {
            var constructor = given.value().getDeclaredConstructor();
            constructor.setAccessible(true);
            Object view = View.of(mapping.type(), new View(mapping.prefix(), values, unreadable));
            ((Rules<Object>) constructor.newInstance()).check(view, new Findings(mapping.prefix(), this::complain));
        } catch (ReflectiveOperationException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private void complain(String key, String complaint) {
        ConfigValue value = values.at(key);
        mistakes.putIfAbsent(
                key,
                new Mistake(origin.nameOf(key, value), shown(key, value.getValue()), complaint, origin.placeOf(value)));
    }

    private static Optional<String> shown(String key, @Nullable String value) {
        return Optional.ofNullable(value).map(text -> Masking.isSecret(key) ? Masking.MASK : Masking.withoutUser(text));
    }
}
