package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.eventlog.LogConfig;
import dev.backupwatch.source.SourceConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's table of keys and the code's must not drift apart. */
class ReadmeTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(backupwatch\\.[^`]+)` \\|(?: `([^`]*)`| [a-z]+)? \\|");

    @Test
    void theTableOfKeysIsTheCodes() throws Exception {
        Map<String, String> code = new TreeMap<>();
        for (String mapping : new String[] {
            SourceConfig.class.getName(),
            LogConfig.class.getName(),
            "dev.backupwatch.stream.StreamConfig",
            "dev.backupwatch.watch.WatchConfig",
            "dev.backupwatch.ops.ClockConfig",
            "dev.backupwatch.demo.DemoConfig"
        }) {
            Class<?> type = Class.forName(mapping);
            collect(type, type.getAnnotation(ConfigMapping.class).prefix(), code);
        }

        assertThat(table()).isEqualTo(code);
    }

    private static String name(Method method) {
        WithName given = method.getAnnotation(WithName.class);
        return given == null ? method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT) : given.value();
    }

    private static Map<String, String> table() throws IOException {
        return ROW.matcher(Readme.text())
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        (MatchResult row) -> Optional.ofNullable(row.group(2)).orElse(""),
                        (a, b) -> a,
                        TreeMap::new));
    }

    private static void collect(Class<?> mapping, String prefix, Map<String, String> keys) {
        for (Method method : mapping.getDeclaredMethods()) {
            String key = prefix + "." + name(method);
            Class<?> type = method.getReturnType();
            WithDefault value = method.getAnnotation(WithDefault.class);
            if (type == Map.class) {
                collect(SourceConfig.Cluster.class, key + ".\"<name>\"", keys);
            } else if (type.isInterface() && type.getName().startsWith("dev.backupwatch.")) {
                collect(type, key, keys);
            } else if (!method.isSynthetic()) {
                keys.put(key, value == null ? "" : value.value());
            }
        }
    }
}
