package dev.backupwatch.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.Progress;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Standstill;
import dev.backupwatch.event.TimeLeft;
import dev.backupwatch.event.Work;
import dev.backupwatch.event.Work.Tally;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The members that say how far something is and whether it moves. What is not known is absent. */
final class ProgressMembers {

    private ProgressMembers() {}

    static void write(JsonGenerator json, @Nullable Progress progress) throws IOException {
        if (progress == null) {
            return;
        }
        json.writeObjectFieldStart("progress");
        write(json, progress.work());
        Json.optional(json, "outputBytesPerSecond", progress.speed().outputBytesPerSecond());
        Json.optional(json, "inputBytesPerSecond", progress.speed().inputBytesPerSecond());
        TimeLeft left = progress.timeLeft();
        if (left != null) {
            json.writeObjectFieldStart("etaSeconds");
            json.writeNumberField("low", left.low().toSeconds());
            json.writeNumberField("high", Spans.roundedUp(left.high()));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Work work) throws IOException {
        json.writeStringField("unit", work.unit().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("finished", work.finished());
        Json.optional(json, "total", work.total());
        Double percent = work.percent();
        if (percent != null) {
            json.writeNumberField("percent", percent);
        }
        if (work.basis() == Work.Basis.PREVIOUS) {
            json.writeStringField("basis", "previous");
        }
        Tally tenants = work.tenants();
        if (tenants != null) {
            json.writeNumberField("running", tenants.running());
            json.writeNumberField("completed", tenants.completed());
            json.writeNumberField("failed", tenants.failed());
            json.writeNumberField("canceled", tenants.canceled());
        }
    }

    /**
     * The evidence of a stall, or of its end.
     *
     * @param job of which it is told
     */
    static void stall(JsonGenerator json, Identity job, @Nullable Standstill standstill) throws IOException {
        if (standstill == null) {
            return;
        }
        json.writeObjectFieldStart("stall");
        json.writeStringField("lastMoved", Json.time(standstill.lastMoved()));
        Instant moved = standstill.moved();
        Json.optional(json, "moved", moved == null ? null : Json.time(moved));
        Standstill.Movement what = standstill.what();
        if (what != null) {
            row(json, job, what.row());
            json.writeStringField("column", what.column());
        }
        json.writeStringField("phase", standstill.phase());
        json.writeNumberField("patienceSeconds", standstill.patience().toSeconds());
        Duration usual = standstill.usual();
        Json.optional(json, "usualPauseSeconds", usual == null ? null : Spans.roundedUp(usual));
        json.writeEndObject();
    }

    /** A task of another tenant is told by its numbers: which job it belongs to, and so its subject, is not known here. */
    private static void row(JsonGenerator json, Identity job, RowKey row) throws IOException {
        if (row.kind() == RowKind.JOB) {
            json.writeStringField(
                    "subject", "backup/%d/%d".formatted(row.tenant().value(), row.id()));
        } else if (row.tenant().equals(job.key().tenant())) {
            json.writeStringField("subject", job.subject() + "/tasks/" + row.id());
        } else {
            json.writeNumberField("tenantId", row.tenant().value());
            json.writeNumberField("taskId", row.id());
        }
    }
}
