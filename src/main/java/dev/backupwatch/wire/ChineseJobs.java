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

/** How far something is, and whether it moves at all, in Chinese. */
final class ChineseJobs {

    private ChineseJobs() {}

    static String predicate(JobEvent event) {
        Standstill standstill = event.standstill();
        if (standstill == null) {
            Progress progress = event.progress();
            return progress == null ? "继续进行" : progress(progress);
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
            parts.add("速率 " + Amounts.rate(rate));
        }
        TimeLeft left = progress.timeLeft();
        if (left != null) {
            parts.add("剩余 " + Spans.CHINESE.range(left));
        }
        return String.join("，", parts);
    }

    private static void addWork(List<String> parts, Work work) {
        String percent = percent(work);
        Tally tally = work.tenants();
        if (tally == null) {
            parts.add(percent.isEmpty() ? counted(work) : (isOfLogs(work) ? "日志文件" : "") + "已完成" + percent);
            return;
        }
        parts.add(counted(work));
        addUnlessNone(parts, tally.failed(), "失败");
        addUnlessNone(parts, tally.canceled(), "取消");
        if (!percent.isEmpty()) {
            parts.add("进度" + percent);
        }
    }

    private static void addUnlessNone(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add("%d 个%s".formatted(count, what));
        }
    }

    /** With a space before the number. */
    private static String percent(Work work) {
        Double percent = work.percent();
        if (percent == null) {
            return "";
        }
        return (work.basis() == Work.Basis.PREVIOUS ? "约 " : " ") + Amounts.percent(percent);
    }

    private static boolean isOfLogs(Work work) {
        return work.unit() == Work.Unit.LOG_FILES;
    }

    private static String counted(Work work) {
        return switch (work.unit()) {
            case MACRO_BLOCKS -> "已完成 %s 个宏块".formatted(countOf(work));
            case LOG_FILES -> "已完成 %s 个日志文件".formatted(countOf(work));
            case BYTES -> "已写出 " + Amounts.bytes(work.finished());
            case TENANTS -> "已完成 %s 个租户".formatted(countOf(work));
        };
    }

    private static String countOf(Work work) {
        return work.finished() + (work.total() == null ? "" : "/" + work.total());
    }

    private static String stalled(Standstill standstill) {
        Duration usual = standstill.usual();
        return "在 %s 阶段至少 %s没有进展%s"
                .formatted(
                        Phases.inChinese(standstill.phase()),
                        Spans.CHINESE.atLeast(standstill.patience()),
                        usual == null ? "" : "；该阶段通常最多停顿 " + Spans.CHINESE.atMost(usual));
    }

    /** A database's clock may have been set back in between. */
    private static String resumed(Standstill standstill) {
        Instant moved = standstill.moved();
        if (moved == null || moved.isBefore(standstill.lastMoved())) {
            return "在 %s 阶段恢复进展".formatted(Phases.inChinese(standstill.phase()));
        }
        Duration rest = Duration.between(standstill.lastMoved(), moved);
        return "在 %s 阶段停顿 %s后恢复进展".formatted(Phases.inChinese(standstill.phase()), Spans.CHINESE.atLeast(rest));
    }
}
