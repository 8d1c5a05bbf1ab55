package dev.backupwatch.web;

import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.Visibility;
import dev.backupwatch.stream.BadRequestException;
import dev.backupwatch.stream.DaysQuestion;
import dev.backupwatch.stream.FilterText;
import dev.backupwatch.stream.RowTraits;
import dev.backupwatch.stream.RowsQuestion;
import dev.backupwatch.stream.TenantsQuestion;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a question for jobs, tasks or tenants from a query. */
final class RowsParameters {

    private static final Set<String> OF_ROWS =
            Set.of("cluster", "tenant", "job", "root", "backup", "result", "since", "until", "state", "limit", "after");
    private static final Set<String> OF_TENANTS = Set.of("cluster", "tenant", "limit", "after");
    private static final Set<String> OF_DAYS = Set.of("cluster", "tenant", "days", "offset", "limit", "after");
    private static final Set<String> BACKUPS = Set.of("FULL", "INC");
    private static final int MOST_ROWS = 1000;
    private static final int DEFAULT_ROWS = 100;

    private RowsParameters() {}

    /** @throws BadRequestException for what cannot be read, and for a parameter that nobody knows */
    static RowsQuestion read(RowKind kind, @Nullable String query, Visibility visibility) {
        Map<String, List<String>> parameters = parameters(query, OF_ROWS);
        return new RowsQuestion(
                kind,
                FilterText.read(parameters, visibility),
                traits(parameters),
                state(parameters),
                limit(parameters),
                last(parameters, "after"));
    }

    /** @throws BadRequestException as {@link #read} */
    static TenantsQuestion readTenants(@Nullable String query, Visibility visibility) {
        Map<String, List<String>> parameters = parameters(query, OF_TENANTS);
        return new TenantsQuestion(
                FilterText.read(parameters, visibility), limit(parameters), last(parameters, "after"));
    }

    /** @throws BadRequestException as {@link #read} */
    static DaysQuestion readDays(@Nullable String query, Visibility visibility) {
        Map<String, List<String>> parameters = parameters(query, OF_DAYS);
        var tenants = new TenantsQuestion(
                FilterText.read(parameters, visibility), limit(parameters), last(parameters, "after"));
        return new DaysQuestion(
                tenants,
                last(parameters, "days").map(RowsParameters::days).orElse(DaysQuestion.DEFAULT_DAYS),
                last(parameters, "offset").map(TimeText::offset).orElse(ZoneOffset.UTC));
    }

    private static int days(String text) {
        if (!text.matches("\\d{1,4}")) {
            throw bad("days=%s is no number of days".formatted(text));
        }
        return Integer.parseInt(text);
    }

    private static Map<String, List<String>> parameters(@Nullable String query, Set<String> known) {
        Map<String, List<String>> parameters = QueryText.parse(query);
        for (String name : parameters.keySet()) {
            if (!known.contains(name)) {
                throw bad("%s is not a parameter; there are %s"
                        .formatted(name, known.stream().sorted().toList()));
            }
        }
        return parameters;
    }

    private static RowTraits traits(Map<String, List<String>> parameters) {
        return new RowTraits(
                FilterText.values(parameters, "backup").stream()
                        .map(RowsParameters::backup)
                        .collect(Collectors.toSet()),
                FilterText.values(parameters, "result").stream()
                        .map(RowsParameters::result)
                        .collect(Collectors.toSet()),
                last(parameters, "since").map(text -> TimeText.instant("since", text)),
                last(parameters, "until").map(text -> TimeText.instant("until", text)));
    }

    private static String backup(String text) {
        String type = text.toUpperCase(Locale.ROOT);
        if (!BACKUPS.contains(type)) {
            throw bad("backup=%s is neither FULL nor INC".formatted(text));
        }
        return type;
    }

    private static RowVerb result(String text) {
        return Arrays.stream(RowVerb.values())
                .filter(RowVerb::isRemoval)
                .filter(verb -> verb.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> bad("result=%s is none of completed, failed, canceled, lost".formatted(text)));
    }

    private static Optional<RowsQuestion.State> state(Map<String, List<String>> parameters) {
        return last(parameters, "state").map(text -> switch (text) {
            case "running" -> RowsQuestion.State.RUNNING;
            case "ended" -> RowsQuestion.State.ENDED;
            default -> throw bad("state=%s is neither running nor ended".formatted(text));
        });
    }

    private static int limit(Map<String, List<String>> parameters) {
        String text = last(parameters, "limit").orElse(Integer.toString(DEFAULT_ROWS));
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_ROWS) {
            throw bad("limit=%s is not between 1 and %d".formatted(text, MOST_ROWS));
        }
        return Integer.parseInt(text);
    }

    private static Optional<String> last(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    private static BadRequestException bad(String detail) {
        return new BadRequestException("bad-filter", detail);
    }
}
