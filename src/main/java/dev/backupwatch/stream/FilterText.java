package dev.backupwatch.stream;

import dev.backupwatch.event.EventType;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.Severity;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.event.Visibility;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a filter from parameters, the same on every transport. */
public final class FilterText {

    /** The parameters that make up a filter. */
    public static final Set<String> PARAMETERS = Set.of("cluster", "tenant", "job", "root", "type", "severity");

    private static final Pattern ROOT = Pattern.compile("(\\d{1,18})/(\\d{1,18})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private FilterText() {}

    /**
     * @param parameters by name; a value may hold several, separated by commas
     * @param visibility of who asks
     * @throws BadRequestException if a value cannot be read
     */
    public static Filter read(Map<String, List<String>> parameters, Visibility visibility) {
        return new Filter(
                values(parameters, "cluster"),
                values(parameters, "tenant"),
                values(parameters, "job").stream().map(FilterText::job).collect(Collectors.toSet()),
                values(parameters, "root").stream().map(FilterText::root).collect(Collectors.toSet()),
                values(parameters, "type").stream().map(FilterText::type).collect(Collectors.toSet()),
                severity(values(parameters, "severity")),
                visibility);
    }

    /**
     * A parameter's values, in their order; empty where it is not given.
     *
     * @throws BadRequestException if one of them is blank
     */
    public static Set<String> values(Map<String, List<String>> parameters, String name) {
        Set<String> values = new LinkedHashSet<>();
        for (String value : parameters.getOrDefault(name, List.of())) {
            for (String part : value.split(",", -1)) {
                if (part.isBlank()) {
                    throw BadRequestException.filter("%s has an empty value".formatted(name));
                }
                values.add(part.strip());
            }
        }
        return values;
    }

    private static Long job(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw BadRequestException.filter("job=%s is no number".formatted(text));
        }
        return Long.valueOf(text);
    }

    private static JobKey root(String text) {
        Matcher root = ROOT.matcher(text);
        if (!root.matches()) {
            throw BadRequestException.filter("root=%s is not <tenant>/<job>, as in root=1/7".formatted(text));
        }
        return new JobKey(new TenantId(Long.parseLong(root.group(1))), Long.parseLong(root.group(2)));
    }

    private static String type(String text) {
        if (Arrays.stream(EventType.values()).noneMatch(type -> Filter.isPrefix(text, type.shortName()))) {
            throw BadRequestException.filter(
                    "type=%s is no type, as backup.job.started is, nor the beginning of one, as backup.job is"
                            .formatted(text));
        }
        return text;
    }

    private static Severity severity(Set<String> texts) {
        if (texts.isEmpty()) {
            return Severity.INFO;
        }
        return texts.stream().map(FilterText::severity).min(Severity::compareTo).orElse(Severity.INFO);
    }

    private static Severity severity(String text) {
        return Arrays.stream(Severity.values())
                .filter(severity -> severity.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        BadRequestException.filter("severity=%s is none of info, warning, error".formatted(text)));
    }
}
