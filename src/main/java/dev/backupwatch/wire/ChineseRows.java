package dev.backupwatch.wire;

import dev.backupwatch.event.ColumnChange;
import dev.backupwatch.event.Comparison;
import dev.backupwatch.event.Comparison.Measure;
import dev.backupwatch.event.Failure;
import dev.backupwatch.event.Failure.ErrorCode;
import dev.backupwatch.event.LostReason;
import dev.backupwatch.event.Observed;
import dev.backupwatch.event.Progress;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happened to a row, in Chinese. */
final class ChineseRows {

    private ChineseRows() {}

    static String predicate(RowEvent event) {
        Row row = event.row();
        return switch (event.verb()) {
            case STARTED -> (event.observed() == Observed.FOUND ? "发现正在运行" : "已开始") + kindOfBackup(row);
            case STATUS_CHANGED ->
                "状态变为 " + row.status() + failure(event.insight().failure());
            case PROGRESSED -> progress(event);
            case UPDATED -> "已更新 " + names(event.changed());
            case COMPLETED -> "已完成" + comparison(event.insight().comparison());
            case FAILED -> "失败" + failure(event);
            case CANCELED -> "已取消";
            case LOST -> "不再可见：" + reason(event.reason());
        };
    }

    private static String kindOfBackup(Row row) {
        String type = row.text("BACKUP_TYPE");
        return type.isEmpty() ? "" : "，类型 " + type;
    }

    private static String progress(RowEvent event) {
        Progress progress = event.insight().progress();
        return progress == null
                ? String.join("，", counters(event.row()))
                : ChineseJobs.progress(progress, isCounted(progress) ? counters(event.row()) : List.of());
    }

    /** Where the share is of blocks, tablets and bytes say more; where it is of bytes, tablets are no measure. */
    private static boolean isCounted(Progress progress) {
        return progress.work().unit() == Work.Unit.MACRO_BLOCKS;
    }

    private static List<String> counters(Row row) {
        List<String> counters = new ArrayList<>();
        long tablets = row.numberOr("TABLET_COUNT", 0);
        if (tablets > 0) {
            counters.add("tablet %d/%d".formatted(row.numberOr("FINISH_TABLET_COUNT", 0), tablets));
        }
        long written = row.numberOr("OUTPUT_BYTES", 0);
        counters.add("已写出 " + Amounts.bytes(written));
        return counters;
    }

    private static String names(List<ColumnChange> changes) {
        return changes.stream().map(ColumnChange::column).collect(Collectors.joining("、"));
    }

    private static String failure(RowEvent event) {
        Failure failure = event.insight().failure();
        if (failure != null) {
            return failure(failure);
        }
        Row row = event.row();
        return "，错误码 " + row.numberOr("RESULT", 0) + afterColon(row.text("COMMENT"));
    }

    private static String failure(@Nullable Failure failure) {
        if (failure == null) {
            return "";
        }
        ErrorCode error = failure.error();
        String meaning = error == null ? "" : " %s（%s）".formatted(error.name(), error.meaningInChinese());
        return "，错误码 " + failure.result() + meaning + afterColon(failure.message());
    }

    private static String afterColon(String text) {
        return text.isEmpty() ? "" : "：" + text;
    }

    private static String comparison(@Nullable Comparison comparison) {
        if (comparison == null || !comparison.isUnusual()) {
            return "";
        }
        List<String> parts = new ArrayList<>(List.of(""));
        if (isOff(comparison.duration())) {
            parts.add("耗时" + times(comparison.duration(), "比平时长"));
        }
        if (isOff(comparison.bytes())) {
            parts.add("写出量" + times(comparison.bytes(), "比平时多"));
        }
        if (isOff(comparison.rate())) {
            parts.add("速率" + times(comparison.rate(), "比平时快"));
        }
        return String.join("，", parts);
    }

    private static boolean isOff(@Nullable Measure measure) {
        return measure != null && measure.isOff();
    }

    private static String times(@Nullable Measure measure, String moreThanNothing) {
        if (measure == null || measure.usual() == 0) {
            return moreThanNothing;
        }
        double ratio = measure.value() / measure.usual();
        return ratio < 0.1 ? "不到平时的 0.1 倍" : "是平时的 %s 倍".formatted(Amounts.oneDecimal(ratio));
    }

    private static String reason(@Nullable LostReason reason) {
        if (reason == null) {
            return "";
        }
        return switch (reason) {
            case TENANT_DROPPED -> "租户已删除";
            case VANISHED -> "在实时视图和历史视图中都已消失";
            case RECREATED -> "集群已重建";
        };
    }
}
