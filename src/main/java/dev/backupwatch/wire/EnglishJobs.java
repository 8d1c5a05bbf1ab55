package dev.backupwatch.wire;

import dev.backupwatch.event.EventType;
import dev.backupwatch.event.JobEvent;
import dev.backupwatch.event.Progress;
import dev.backupwatch.event.Standstill;
import dev.backupwatch.event.TimeLeft;
import dev.backupwatch.event.Work;
import dev.backupwatch.event.Work.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How far something is, and whether it moves at all, in English. */
final class EnglishJobs {

    private EnglishJobs() {}

    static String predicate(JobEvent event) {
        Standstill standstill = event.standstill();
        if (standstill == null) {
            Progress progress = event.progress();
            return progress == null ? "goes on" : progress(progress);
        }
        return event.type() == EventType.JOB_STALLED ? stalled(standstill) : resumed(standstill);
    }

    static String progress(Progress progress) {
        return progress(progress, List.of());
    }

    /** @param counters that say more than the share does */
    static String progress(Progress progress, List<String> counters) {
        List<String> parts = new ArrayList<>();
        addWork(parts, progress.work());
        parts.addAll(counters);
        Long rate = progress.speed().outputBytesPerSecond();
        if (rate != null) {
            parts.add(Amounts.rate(rate));
        }
        TimeLeft left = progress.timeLeft();
        if (left != null) {
            parts.add(Spans.ENGLISH.range(left) + " left");
        }
        return String.join(", ", parts);
    }

    private static void addWork(List<String> parts, Work work) {
        String percent = percent(work);
        Tally tally = work.tenants();
        if (tally == null) {
            parts.add(percent.isEmpty() ? counted(work) : percent + (isOfLogs(work) ? " of log files done" : " done"));
            return;
        }
        parts.add(counted(work));
        addUnlessNone(parts, tally.failed(), "failed");
        addUnlessNone(parts, tally.canceled(), "canceled");
        if (!percent.isEmpty()) {
            parts.add(percent);
        }
    }

    private static void addUnlessNone(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    private static String percent(Work work) {
        Double percent = work.percent();
        if (percent == null) {
            return "";
        }
        return (work.basis() == Work.Basis.PREVIOUS ? "about " : "") + Amounts.percent(percent);
    }

    private static boolean isOfLogs(Work work) {
        return work.unit() == Work.Unit.LOG_FILES;
    }

    private static String counted(Work work) {
        return switch (work.unit()) {
            case MACRO_BLOCKS -> countOf(work) + " macro blocks done";
            case LOG_FILES -> countOf(work) + " log files done";
            case BYTES -> Amounts.bytes(work.finished()) + " written";
            case TENANTS -> countOf(work) + " tenants done";
        };
    }

    private static String countOf(Work work) {
        return work.finished() + (work.total() == null ? "" : " of " + work.total());
    }

    private static String stalled(Standstill standstill) {
        Duration usual = standstill.usual();
        return "has not moved for at least %s in %s%s"
                .formatted(
                        Spans.ENGLISH.atLeast(standstill.patience()),
                        Phases.inEnglish(standstill.phase()),
                        usual == null ? "" : "; usual there: at most " + Spans.ENGLISH.atMost(usual));
    }

    /** A database's clock may have been set back in between. */
    private static String resumed(Standstill standstill) {
        Instant moved = standstill.moved();
        if (moved == null || moved.isBefore(standstill.lastMoved())) {
            return "moves again in " + Phases.inEnglish(standstill.phase());
        }
        Duration rest = Duration.between(standstill.lastMoved(), moved);
        return "moves again, after %s in %s"
                .formatted(Spans.ENGLISH.atLeast(rest), Phases.inEnglish(standstill.phase()));
    }
}
