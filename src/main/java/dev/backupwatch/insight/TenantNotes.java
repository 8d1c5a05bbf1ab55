package dev.backupwatch.insight;

import dev.backupwatch.diff.NoteTree;
import dev.backupwatch.event.Overdue;
import dev.backupwatch.event.TenantSummary.LastSuccess;
import dev.backupwatch.event.TenantSummary.Run;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is remembered of tenants. */
final class TenantNotes {

    private TenantNotes() {}

    static Object of(TenantMemory tenant) {
        Map<String, @Nullable Object> note = new LinkedHashMap<>();
        note.put("isRead", tenant.isRead());
        note.put("seen", NoteTree.of(tenant.seen()));
        note.put("runs", tenant.runs().stream().map(TenantNotes::of).toList());
        Map<String, @Nullable Object> successes = new LinkedHashMap<>();
        tenant.lastSuccess().forEach((type, success) -> successes.put(type, of(success)));
        note.put("lastSuccess", successes);
        Run failure = tenant.lastFailure();
        note.put("lastFailure", failure == null ? null : NoteForm.of(failure));
        note.put("failures", tenant.failures());
        note.put(
                "overdue",
                tenant.overdue().values().stream().map(TenantNotes::of).toList());
        return note;
    }

    static TenantMemory tenant(NoteTree note) {
        List<PastRun> runs = new ArrayList<>();
        note.member("runs").items().forEach(run -> runs.add(pastRun(run)));
        Map<String, LastSuccess> lastSuccess = new HashMap<>();
        note.member("lastSuccess").members().forEach((type, success) -> lastSuccess.put(type, success(success)));
        NoteTree failure = note.member("lastFailure");
        Map<Overdue.Kind, Overdue> overdue = new EnumMap<>(Overdue.Kind.class);
        note.member("overdue").items().stream()
                .map(TenantNotes::overdue)
                .forEach(lacks -> overdue.put(lacks.kind(), lacks));
        return new TenantMemory(
                note.member("isRead").isTrue(),
                note.member("seen").time(),
                runs,
                lastSuccess,
                failure.isNothing() ? null : NoteForm.run(failure),
                note.member("failures").number(),
                overdue);
    }

    private static Object of(LastSuccess success) {
        Run run = success.run();
        Object end = success.end().toString();
        return run == null ? end : NoteForm.of(run);
    }

    private static LastSuccess success(NoteTree note) {
        if (note.isText()) {
            return new LastSuccess(note.time(), null);
        }
        Run run = NoteForm.run(note);
        return new LastSuccess(run.end(), run);
    }

    private static Object of(PastRun run) {
        Map<String, @Nullable Object> note = new LinkedHashMap<>();
        note.put("job", run.job());
        note.put("type", run.type());
        note.put("start", NoteTree.of(run.start()));
        note.put("end", NoteTree.of(run.end()));
        note.put("bytes", run.bytes());
        note.put("pauses", NoteForm.of(run.pauses()));
        Curve curve = run.curve();
        note.put("curve", curve == null ? null : NoteForm.of(curve));
        return note;
    }

    private static PastRun pastRun(NoteTree note) {
        NoteTree curve = note.member("curve");
        return new PastRun(
                note.member("job").number(),
                note.member("type").text(),
                note.member("start").time(),
                note.member("end").time(),
                NoteForm.numberIfAny(note.member("bytes")),
                NoteForm.durations(note.member("pauses")),
                curve.isNothing() ? null : NoteForm.curve(curve));
    }

    private static Object of(Overdue overdue) {
        Map<String, @Nullable Object> note = new LinkedHashMap<>();
        note.put("kind", overdue.kind().name());
        note.put("limit", overdue.limit().toString());
        note.put("lastSuccess", NoteTree.of(overdue.lastSuccess()));
        note.put("since", NoteTree.of(overdue.since()));
        return note;
    }

    private static Overdue overdue(NoteTree note) {
        return new Overdue(
                Overdue.Kind.valueOf(note.member("kind").text()),
                NoteForm.duration(note.member("limit")),
                note.member("lastSuccess").timeIfAny(),
                note.member("since").time());
    }
}
