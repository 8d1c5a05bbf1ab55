package dev.backupwatch.wire;

import dev.backupwatch.event.ColumnChange;
import dev.backupwatch.event.Comparison;
import dev.backupwatch.event.Comparison.Measure;
import dev.backupwatch.event.Failure;
import dev.backupwatch.event.Failure.ErrorCode;
import dev.backupwatch.event.Observed;
import dev.backupwatch.event.Progress;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happened to a row, in English. */
final class EnglishRows {

    private EnglishRows() {}

    static String predicate(RowEvent event) {
        Row row = event.row();
        return switch (event.verb()) {
            case STARTED -> (event.observed() == Observed.FOUND ? "found running" : "started") + kindOfBackup(row);
            case STATUS_CHANGED ->
                "now " + row.status() + failure(event.insight().failure());
            case PROGRESSED -> progress(event);
            case UPDATED -> "changed " + names(event.changed());
            case COMPLETED -> "completed" + comparison(event.insight().comparison());
            case FAILED -> "failed" + failure(event);
            case CANCELED -> "canceled";
            case LOST -> "no longer known: " + reason(event);
        };
    }

    private static String kindOfBackup(Row row) {
        String type = row.text("BACKUP_TYPE");
        return type.isEmpty() ? "" : ", type " + type;
    }

    private static String progress(RowEvent event) {
        Progress progress = event.insight().progress();
        return progress == null
                ? String.join(", ", counters(event.row()))
                : EnglishJobs.progress(progress, isCounted(progress) ? counters(event.row()) : List.of());
    }

    /** Where the share is of blocks, tablets and bytes say more; where it is of bytes, tablets are no measure. */
    private static boolean isCounted(Progress progress) {
        return progress.work().unit() == Work.Unit.MACRO_BLOCKS;
    }

    private static List<String> counters(Row row) {
        List<String> counters = new ArrayList<>();
        long tablets = row.numberOr("TABLET_COUNT", 0);
        if (tablets > 0) {
            counters.add("%d of %d tablets".formatted(row.numberOr("FINISH_TABLET_COUNT", 0), tablets));
        }
        long written = row.numberOr("OUTPUT_BYTES", 0);
        counters.add(Amounts.bytes(written) + " written");
        return counters;
    }

    private static String names(List<ColumnChange> changes) {
        return changes.stream().map(ColumnChange::column).collect(Collectors.joining(", "));
    }

    private static String failure(RowEvent event) {
        Failure failure = event.insight().failure();
        if (failure != null) {
            return failure(failure);
        }
        Row row = event.row();
        return " with " + row.numberOr("RESULT", 0) + afterColon(row.text("COMMENT"));
    }

    private static String failure(@Nullable Failure failure) {
        if (failure == null) {
            return "";
        }
        ErrorCode error = failure.error();
        String meaning = error == null ? "" : " %s (%s)".formatted(error.name(), error.meaning());
        return " with " + failure.result() + meaning + afterColon(failure.message());
    }

    private static String afterColon(String text) {
        return text.isEmpty() ? "" : ": " + text;
    }

    private static String comparison(@Nullable Comparison comparison) {
        if (comparison == null || !comparison.isUnusual()) {
            return "";
        }
        List<String> parts = new ArrayList<>(List.of(""));
        if (isOff(comparison.duration())) {
            parts.add("took " + times(comparison.duration(), "as long as usual", "longer than usual"));
        }
        if (isOff(comparison.bytes())) {
            parts.add("wrote " + times(comparison.bytes(), "as much as usual", "more than usual"));
        }
        if (isOff(comparison.rate())) {
            parts.add("ran " + times(comparison.rate(), "as fast as usual", "faster than usual"));
        }
        return String.join(", ", parts);
    }

    private static boolean isOff(@Nullable Measure measure) {
        return measure != null && measure.isOff();
    }

    private static String times(@Nullable Measure measure, String asUsual, String moreThanNothing) {
        if (measure == null || measure.usual() == 0) {
            return moreThanNothing;
        }
        double ratio = measure.value() / measure.usual();
        return (ratio < 0.1 ? "less than 0.1" : Amounts.oneDecimal(ratio)) + " times " + asUsual;
    }

    private static String reason(RowEvent event) {
        var reason = event.reason();
        return reason == null ? "" : reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
