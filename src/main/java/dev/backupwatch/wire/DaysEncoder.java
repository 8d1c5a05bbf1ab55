package dev.backupwatch.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.RowVerb;
import dev.backupwatch.event.TenantId;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes the bytes of the answer that says on which days tenants' jobs ended. */
public final class DaysEncoder {

    private static final List<RowVerb> RESULTS =
            List.of(RowVerb.COMPLETED, RowVerb.FAILED, RowVerb.CANCELED, RowVerb.LOST);

    private DaysEncoder() {}

    /** @param from and {@code to}: the first day and the last one, at that offset from UTC */
    public record Stretch(Cursor cursor, LocalDate from, LocalDate to, ZoneOffset offset) {}

    /** Between which times all that ended is told; both absent where that can be said of none. */
    public record Known(@Nullable Instant since, @Nullable Instant until) {}

    /** @param days only those on which any of its jobs ended */
    public record Tenant(
            ClusterName cluster, TenantId id, @Nullable String name, SortedMap<LocalDate, Day> days) {}

    /** What ended on one day. */
    public static final class Day {

        private final Map<RowVerb, Integer> results = new EnumMap<>(RowVerb.class);
        private final SortedSet<String> types = new TreeSet<>();
        private final SortedSet<Long> jobs = new TreeSet<>();

        /** @param type its BACKUP_TYPE, if that is known; told of those that completed, for only they are backups to restore from */
        public void add(long job, RowVerb result, @Nullable String type) {
            results.merge(result, 1, Integer::sum);
            jobs.add(job);
            if (type != null && result == RowVerb.COMPLETED) {
                types.add(type);
            }
        }
    }

    /** @param next where the next page of tenants goes on; absent on the last */
    public static Encoded encode(Stretch stretch, Known known, List<Tenant> tenants, @Nullable String next) {
        return new Encoded(Json.object(json -> {
            json.writeStringField("cursor", stretch.cursor().toString());
            json.writeStringField("from", stretch.from().toString());
            json.writeStringField("to", stretch.to().toString());
            json.writeStringField("offset", stretch.offset().getId());
            time(json, "knownSince", known.since());
            time(json, "knownUntil", known.until());
            json.writeArrayFieldStart("tenants");
            for (Tenant tenant : tenants) {
                write(json, tenant);
            }
            json.writeEndArray();
            Json.optional(json, "next", next);
        }));
    }

    private static void write(JsonGenerator json, Tenant tenant) throws IOException {
        json.writeStartObject();
        json.writeStringField("cluster", tenant.cluster().value());
        json.writeNumberField("tenantId", tenant.id().value());
        Json.optional(json, "tenantName", tenant.name());
        json.writeArrayFieldStart("days");
        for (Map.Entry<LocalDate, Day> day : tenant.days().entrySet()) {
            write(json, day.getKey(), day.getValue());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, LocalDate date, Day day) throws IOException {
        json.writeStartObject();
        json.writeStringField("date", date.toString());
        for (RowVerb result : RESULTS) {
            json.writeNumberField(result.name().toLowerCase(Locale.ROOT), day.results.getOrDefault(result, 0));
        }
        json.writeArrayFieldStart("types");
        for (String type : day.types) {
            json.writeString(type);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("jobs");
        for (long job : day.jobs) {
            json.writeNumber(job);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void time(JsonGenerator json, String name, @Nullable Instant time) throws IOException {
        Json.optional(json, name, time == null ? null : Json.time(time));
    }
}
