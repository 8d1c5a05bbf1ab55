package dev.backupwatch.insight;

import dev.backupwatch.diff.NoteTree;
import dev.backupwatch.event.Standstill;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is remembered of jobs and tasks that run. */
final class RunningNotes {

    private RunningNotes() {}

    static Object of(TaskMemory task) {
        Map<String, @Nullable Object> note = new LinkedHashMap<>();
        note.put("start", NoteTree.of(task.start()));
        note.put("entered", NoteForm.of(List.of(task.entered())));
        note.put("rest", of(task.rest()));
        note.put("trail", NoteForm.of(task.trail().points()));
        note.put("total", task.totals().total());
        note.put("isReal", task.totals().areReal());
        note.put("held", NoteTree.of(task.totals().held()));
        note.put("raises", task.totals().raises());
        note.put("shown", NoteForm.of(task.shown()));
        return note;
    }

    /** @param milestones which have a note of their own, for they change seldom */
    static TaskMemory task(NoteTree note, Milestones milestones) {
        return new TaskMemory(
                note.member("start").time(),
                NoteForm.points(note.member("entered")).get(0),
                rest(note.member("rest")),
                new Trail(NoteForm.points(note.member("trail"))),
                new Totals(
                        note.member("total").number(),
                        note.member("isReal").isTrue(),
                        note.member("held").time(),
                        (int) note.member("raises").number()),
                milestones,
                NoteForm.progress(note.member("shown")));
    }

    static Object of(JobMemory job) {
        Map<String, @Nullable Object> note = new LinkedHashMap<>();
        note.put("start", NoteTree.of(job.start()));
        note.put("rest", of(job.rest()));
        JobMemory.Written written = job.written();
        if (written != null) {
            note.put("bytes", written.bytes());
            note.put("pauses", NoteForm.of(written.pauses()));
            note.put("curve", written.curve() == null ? null : NoteForm.of(written.curve()));
        }
        note.put("shown", NoteForm.of(job.shown()));
        note.put("standstill", of(job.standstill()));
        note.put("longestStall", job.longestStall().toString());
        return note;
    }

    static JobMemory job(NoteTree note) {
        NoteTree curve = note.member("curve");
        JobMemory.Written written = note.member("bytes").isNothing()
                ? null
                : new JobMemory.Written(
                        note.member("bytes").number(),
                        NoteForm.durations(note.member("pauses")),
                        curve.isNothing() ? null : NoteForm.curve(curve));
        return new JobMemory(
                note.member("start").time(),
                rest(note.member("rest")),
                written,
                NoteForm.progress(note.member("shown")),
                standstill(note.member("standstill")),
                NoteForm.duration(note.member("longestStall")));
    }

    private static Object of(Rest rest) {
        Map<String, @Nullable Object> note = new LinkedHashMap<>();
        note.put("moved", NoteTree.of(rest.moved()));
        note.put("what", NoteForm.ofMovement(rest.what()));
        note.put("phase", rest.phase());
        note.put("pauses", NoteForm.of(rest.pauses()));
        return note;
    }

    private static Rest rest(NoteTree note) {
        return new Rest(
                note.member("moved").time(),
                NoteForm.movement(note.member("what")),
                note.member("phase").text(),
                NoteForm.durations(note.member("pauses")));
    }

    /** One that has not ended. */
    private static @Nullable Object of(@Nullable Standstill standstill) {
        if (standstill == null) {
            return null;
        }
        Map<String, @Nullable Object> note = new LinkedHashMap<>();
        note.put("lastMoved", NoteTree.of(standstill.lastMoved()));
        note.put("what", NoteForm.ofMovement(standstill.what()));
        note.put("phase", standstill.phase());
        note.put("patience", standstill.patience().toString());
        note.put("usual", standstill.usual() == null ? null : standstill.usual().toString());
        return note;
    }

    private static @Nullable Standstill standstill(NoteTree note) {
        if (note.isNothing()) {
            return null;
        }
        NoteTree usual = note.member("usual");
        return new Standstill(
                note.member("lastMoved").time(),
                NoteForm.movement(note.member("what")),
                note.member("phase").text(),
                NoteForm.duration(note.member("patience")),
                usual.isNothing() ? null : NoteForm.duration(usual),
                null);
    }
}
