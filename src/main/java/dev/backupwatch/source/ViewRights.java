package dev.backupwatch.source;

import dev.backupwatch.event.RowKind;
import dev.backupwatch.source.Finding.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What was found of the views: which there are, with which columns, and which of them may be read.
 *
 * @param refusals why a view cannot be read; without those that can
 */
record ViewRights(Diagnosis diagnosis, ViewColumns columns, Map<View, Throwable> refusals) {

    /** What rows are known by, ordered by and asked for by. All else may be absent, and is then not told. */
    private static final Map<RowKind, List<String>> NEEDED = Map.of(
            RowKind.JOB, List.of("JOB_ID", "BACKUP_TYPE", "START_TIMESTAMP", "END_TIMESTAMP", "STATUS"),
            RowKind.TASK, List.of("TASK_ID", "JOB_ID", "START_TIMESTAMP", "END_TIMESTAMP", "STATUS"));

    /** @param isSys whether every tenant's backups are to be read, or one tenant's */
    Findings of(boolean isSys, Findings sofar) {
        return privileges(isSys, columns(isSys, views(isSys, sofar)));
    }

    /** Where nothing says whose views these are, those that there are. */
    boolean isSysByItsViews() {
        Throwable refusal = refusals.get(View.CDB_OB_BACKUP_JOBS);
        return refusal == null || !Diagnosis.isAboutAMissingView(refusal);
    }

    private Findings views(boolean isSys, Findings sofar) {
        List<View> missing = refused(isSys, Diagnosis::isAboutAMissingView);
        if (!missing.isEmpty()) {
            return sofar.failed(
                    Step.VIEWS, missing.stream().map(this::why).distinct().collect(Collectors.joining("; ")));
        }
        return refused(isSys, refusal -> true).isEmpty()
                ? sofar.ok(Step.VIEWS, names(needed(isSys)))
                : sofar.notTried(Step.VIEWS, "what may not be read cannot be seen");
    }

    private Findings columns(boolean isSys, Findings sofar) {
        if (!refused(isSys, refusal -> true).isEmpty()) {
            return sofar;
        }
        String lacks = lacks(needed(isSys));
        return lacks.isEmpty()
                ? sofar.ok(Step.COLUMNS, "all that are needed; %d in all".formatted(count(needed(isSys))))
                : sofar.failed(
                        Step.COLUMNS,
                        lacks + "; every OceanBase since 4.0 has them, so see what it is that answers there");
    }

    private String lacks(List<View> views) {
        return views.stream()
                .filter(view -> !missing(view).isEmpty())
                .map(view -> "%s lacks %s".formatted(view.qualified(), String.join(", ", missing(view))))
                .collect(Collectors.joining("; "));
    }

    private int count(List<View> views) {
        return views.stream().mapToInt(view -> columns.of(view).names().size()).sum();
    }

    private Findings privileges(boolean isSys, Findings sofar) {
        List<View> denied = refused(isSys, refusal -> !Diagnosis.isAboutAMissingView(refusal));
        List<View> readable = new ArrayList<>(needed(isSys));
        readable.removeAll(refusals.keySet());
        String read = readable.isEmpty() ? "" : "may read %s; ".formatted(names(readable));
        if (!denied.isEmpty()) {
            return sofar.failed(
                    Step.PRIVILEGES,
                    read + denied.stream().map(this::why).distinct().collect(Collectors.joining("; ")));
        }
        Throwable tenants = refusals.get(View.DBA_OB_TENANTS);
        return tenants == null
                ? sofar.ok(Step.PRIVILEGES, read + "and " + View.DBA_OB_TENANTS.qualified())
                : sofar.note(
                        Step.PRIVILEGES,
                        "%stenants are told by their ids alone: %s".formatted(read, why(View.DBA_OB_TENANTS)));
    }

    private String why(View view) {
        Throwable refusal = Objects.requireNonNull(refusals.get(view));
        return diagnosis.withoutName(diagnosis.of(refusal).trouble());
    }

    private List<View> refused(boolean isSys, Predicate<Throwable> kind) {
        return needed(isSys).stream()
                .filter(view -> {
                    Throwable refusal = refusals.get(view);
                    return refusal != null && kind.test(refusal);
                })
                .toList();
    }

    private List<String> missing(View view) {
        List<String> names = columns.of(view).names();
        RowKind kind = view.name().contains("_TASK") ? RowKind.TASK : RowKind.JOB;
        List<String> missing = new ArrayList<>(NEEDED.getOrDefault(kind, List.of()));
        missing.add(0, Viewpoint.TENANT_COLUMN);
        missing.removeAll(names);
        return missing;
    }

    private static List<View> needed(boolean isSys) {
        return RowKind.OF_VIEWS.stream()
                .flatMap(kind -> List.of(View.live(kind, isSys), View.history(kind, isSys)).stream())
                .sorted()
                .toList();
    }

    private static String names(List<View> views) {
        return views.stream().map(View::name).collect(Collectors.joining(", "));
    }
}
