package dev.backupwatch.settings;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/** What is set, key by key: where a mapping is read as a whole, its first mistake would hide the others. */
final class Values {

    private final SmallRyeConfig config;
    private final Set<String> names;

    Values(SmallRyeConfig config) {
        this.config = config;
        this.names =
                new TreeSet<>(StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                        .filter(name -> name.startsWith(KeyName.OURS) && !name.contains(KeyName.ANY))
                        .filter(name -> config.getConfigValue(name).getValue() != null
                                || config.getConfigValue(name).hasProblems())
                        .map(KeyName::canonical)
                        .toList());
    }

    /** All keys of ours. */
    Set<String> names() {
        return names;
    }

    /** The names of the user's that follow. */
    Set<String> namesBelow(String path) {
        int depth = KeyName.parts(path).size();
        Set<String> found = new TreeSet<>();
        names.stream()
                .filter(name -> name.startsWith(path + "."))
                .forEach(name -> found.add(KeyName.parts(name).get(depth)));
        return found;
    }

    boolean isAnySetBelow(String path) {
        return names.stream().anyMatch(name -> name.startsWith(path + "."));
    }

    ConfigValue at(String key) {
        return config.getConfigValue(key);
    }

    SmallRyeConfig config() {
        return config;
    }

    /**
     * Null where nothing is set.
     *
     * @throws IllegalArgumentException that says what is allowed
     */
    @Nullable
    Object read(String key, Member member) {
        ConfigValue set = at(key);
        if (set.hasProblems()) {
            throw new IllegalArgumentException(
                    "must not name another key, as ${…}, that is not set; a $ that is meant as such is written \\$");
        }
        try {
            return member.isList() ? list(key, member) : one(set.getValue(), member);
        } catch (IllegalArgumentException | NoSuchElementException refused) {
            throw new IllegalArgumentException("must be " + allowed(member, refused), refused);
        }
    }

    private @Nullable Object list(String key, Member member) {
        if (config.getIndexedProperties(key).isEmpty() && at(key).getValue() == null) {
            return null;
        }
        IntFunction<List<Object>> empty = ArrayList::new;
        return config.getOptionalValues(key, converter(member), empty).orElse(List.of());
    }

    private @Nullable Object one(@Nullable String text, Member member) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (member.type() == Boolean.class && !Kind.isFlag(text)) {
            throw new IllegalArgumentException();
        }
        return converter(member).convert(text);
    }

    /** A type of ours says itself what it takes. */
    private static String allowed(Member member, RuntimeException refused) {
        boolean isOurs = member.type().getName().startsWith(KeyName.HOUSE)
                && !member.type().isEnum();
        String said = refused.getMessage();
        String allowed = isOurs && said != null ? said : Kind.allowed(member.type());
        return member.isList() ? "a list, with commas between, of which each is " + allowed : allowed;
    }

    @SuppressWarnings("unchecked") // a converter of the type that the method returns
    private Converter<Object> converter(Member member) {
        return (Converter<Object>) member.converter()
                .orElseGet(() -> config.getConverter(member.type())
                        .orElseThrow(() -> new IllegalStateException("no converter for " + member.method())));
    }
}
