package dev.backupwatch.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.backupwatch.event.Comparison;
import dev.backupwatch.event.Comparison.Measure;
import dev.backupwatch.event.Failure;
import dev.backupwatch.event.Failure.ErrorCode;
import dev.backupwatch.event.Failure.Place;
import dev.backupwatch.event.Insight;
import dev.backupwatch.event.Overdue;
import dev.backupwatch.wire.Phases.Phase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members that say what a row means, beyond its columns. What is not known is absent. */
final class InsightMembers {

    private InsightMembers() {}

    static void write(JsonGenerator json, Insight insight) throws IOException {
        ProgressMembers.write(json, insight.progress());
        Comparison comparison = insight.comparison();
        if (comparison != null) {
            json.writeObjectFieldStart("comparison");
            write(json, comparison);
            json.writeEndObject();
        }
        Failure failure = insight.failure();
        if (failure != null) {
            json.writeObjectFieldStart("failure");
            write(json, failure);
            json.writeEndObject();
        }
    }

    static void phase(JsonGenerator json, String status) throws IOException {
        Optional<Phase> phase = Phases.of(status);
        if (phase.isPresent()) {
            words(json, "phase", phase.get().english(), phase.get().chinese());
        }
    }

    /** Members of an object that speaks of nothing else. */
    static void write(JsonGenerator json, Overdue overdue) throws IOException {
        json.writeStringField("kind", wireName(overdue.kind()));
        json.writeNumberField("limitSeconds", overdue.limit().toSeconds());
        Instant last = overdue.lastSuccess();
        if (last == null) {
            json.writeNullField("lastSuccess");
        } else {
            json.writeStringField("lastSuccess", Json.time(last));
        }
        json.writeStringField("since", Json.time(overdue.since()));
    }

    static String wireName(Overdue.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static void write(JsonGenerator json, Comparison comparison) throws IOException {
        json.writeNumberField("runs", comparison.runs());
        seconds(json, "durationSeconds", comparison.duration());
        bytes(json, "outputBytes", comparison.bytes());
        bytes(json, "outputBytesPerSecond", comparison.rate());
        json.writeBooleanField("unusual", comparison.isUnusual());
    }

    private static void seconds(JsonGenerator json, String name, Measure measure) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("value", measure.value());
        json.writeNumberField("usual", measure.usual());
        ratio(json, measure);
        json.writeEndObject();
    }

    private static void bytes(JsonGenerator json, String name, @Nullable Measure measure) throws IOException {
        if (measure == null) {
            return;
        }
        json.writeObjectFieldStart(name);
        json.writeNumberField("value", Math.round(measure.value()));
        json.writeNumberField("usual", Math.round(measure.usual()));
        ratio(json, measure);
        json.writeEndObject();
    }

    private static void ratio(JsonGenerator json, Measure measure) throws IOException {
        if (measure.usual() != 0) {
            json.writeNumberField("ratio", Math.round(measure.value() / measure.usual() * 100) / 100.0);
        }
    }

    private static void write(JsonGenerator json, Failure failure) throws IOException {
        json.writeNumberField("code", failure.result());
        ErrorCode error = failure.error();
        if (error != null) {
            json.writeStringField("name", error.name());
            words(json, "meaning", error.meaning(), error.meaningInChinese());
        }
        json.writeStringField("message", failure.message());
        Place place = failure.place();
        if (place != null) {
            Json.optional(json, "server", place.server());
            Json.optional(json, "logStream", place.logStream());
            Json.optional(json, "module", place.module());
            Json.optional(json, "traceId", place.traceId());
        }
    }

    private static void words(JsonGenerator json, String name, String english, String chinese) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("en", english);
        json.writeStringField("zh", chinese);
        json.writeEndObject();
    }
}
