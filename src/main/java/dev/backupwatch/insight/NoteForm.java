package dev.backupwatch.insight;

import dev.backupwatch.diff.NoteTree;
import dev.backupwatch.event.Progress;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Speed;
import dev.backupwatch.event.Standstill.Movement;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.event.TenantSummary.Run;
import dev.backupwatch.event.TimeLeft;
import dev.backupwatch.event.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the smaller values look in a note. Durations are ISO 8601. */
final class NoteForm {

    private NoteForm() {}

    /** @param name {@code <tenant>/<id>} */
    static RowKey row(RowKind kind, String name) {
        String[] parts = name.split("/", -1);
        return new RowKey(kind, new TenantId(Long.parseLong(parts[0])), Long.parseLong(parts[1]));
    }

    static Object of(RowKey row) {
        return List.of(row.kind().name().toLowerCase(Locale.ROOT), row.tenant().value(), row.id());
    }

    static RowKey row(NoteTree note) {
        List<NoteTree> items = note.items();
        RowKind kind = RowKind.valueOf(items.get(0).text().toUpperCase(Locale.ROOT));
        return new RowKey(
                kind, new TenantId(items.get(1).number()), items.get(2).number());
    }

    static Map<String, Object> of(Map<String, Duration> durations) {
        Map<String, Object> note = new LinkedHashMap<>();
        durations.forEach((name, duration) -> note.put(name, duration.toString()));
        return note;
    }

    static Map<String, Duration> durations(NoteTree note) {
        Map<String, Duration> durations = new HashMap<>();
        note.members().forEach((name, duration) -> durations.put(name, duration(duration)));
        return durations;
    }

    static Duration duration(NoteTree note) {
        return Duration.parse(note.text());
    }

    static @Nullable Object ofMovement(@Nullable Movement movement) {
        return movement == null ? null : List.of(of(movement.row()), movement.column());
    }

    static @Nullable Movement movement(NoteTree note) {
        return note.isNothing()
                ? null
                : new Movement(row(note.items().get(0)), note.items().get(1).text());
    }

    static Object of(Run run) {
        Map<String, @Nullable Object> note = new LinkedHashMap<>();
        note.put("job", run.job());
        note.put("type", run.type());
        note.put("start", NoteTree.of(run.start()));
        note.put("end", NoteTree.of(run.end()));
        note.put("result", run.result());
        note.put("bytes", run.outputBytes());
        return note;
    }

    static Run run(NoteTree note) {
        return new Run(
                note.member("job").number(),
                note.member("type").text(),
                note.member("start").time(),
                note.member("end").time(),
                note.member("result").number(),
                numberIfAny(note.member("bytes")));
    }

    static @Nullable Long numberIfAny(NoteTree note) {
        return note.isNothing() ? null : Long.valueOf(note.number());
    }

    static Object of(Curve curve) {
        return curve.tenths().stream().map(Duration::toString).toList();
    }

    static Curve curve(NoteTree note) {
        return new Curve(note.items().stream().map(NoteForm::duration).toList());
    }

    /** Short, for there are many. The database's clock has microseconds. */
    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    static Object of(List<Point> points) {
        return points.stream()
                .map(point -> List.of(micros(point.at()), point.output(), point.input(), point.blocks()))
                .toList();
    }

    static List<Point> points(NoteTree note) {
        List<Point> points = new ArrayList<>();
        for (NoteTree point : note.items()) {
            List<NoteTree> parts = point.items();
            points.add(new Point(
                    Instant.EPOCH.plus(parts.get(0).number(), ChronoUnit.MICROS),
                    parts.get(1).number(),
                    parts.get(2).number(),
                    parts.get(3).number()));
        }
        return points;
    }

    static @Nullable Object of(@Nullable Progress progress) {
        if (progress == null) {
            return null;
        }
        Map<String, @Nullable Object> note = new LinkedHashMap<>();
        Work work = progress.work();
        note.put("unit", work.unit().name());
        note.put("finished", work.finished());
        note.put("total", work.total());
        note.put("percent", work.percent() == null ? null : work.percent().toString());
        note.put("basis", work.basis().name());
        Work.Tally tally = work.tenants();
        if (tally != null) {
            note.put("tenants", List.of(tally.running(), tally.completed(), tally.failed(), tally.canceled()));
        }
        note.put("output", progress.speed().outputBytesPerSecond());
        note.put("input", progress.speed().inputBytesPerSecond());
        TimeLeft left = progress.timeLeft();
        if (left != null) {
            note.put("left", List.of(left.low().toString(), left.high().toString()));
        }
        return note;
    }

    static @Nullable Progress progress(NoteTree note) {
        if (note.isNothing()) {
            return null;
        }
        NoteTree percent = note.member("percent");
        var work = new Work(
                Work.Unit.valueOf(note.member("unit").text()),
                note.member("finished").number(),
                numberIfAny(note.member("total")),
                percent.isNothing() ? null : Double.valueOf(percent.text()),
                Work.Basis.valueOf(note.member("basis").text()),
                tally(note.member("tenants")));
        var speed = new Speed(numberIfAny(note.member("output")), numberIfAny(note.member("input")));
        NoteTree left = note.member("left");
        TimeLeft timeLeft = left.isNothing()
                ? null
                : new TimeLeft(
                        duration(left.items().get(0)), duration(left.items().get(1)));
        return new Progress(work, speed, timeLeft);
    }

    private static Work.@Nullable Tally tally(NoteTree note) {
        if (note.isNothing()) {
            return null;
        }
        List<Integer> counts =
                note.items().stream().map(count -> (int) count.number()).toList();
        return new Work.Tally(counts.get(0), counts.get(1), counts.get(2), counts.get(3));
    }
}
