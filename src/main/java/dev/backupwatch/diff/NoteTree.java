package dev.backupwatch.diff;

import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a note, of which only the shape of JSON is known. Its methods throw IllegalArgumentException where it has another
 * shape than was asked for.
 */
public record NoteTree(@Nullable Object value) {

    /** A member of an object; absent and null are the same. */
    public NoteTree member(String name) {
        return new NoteTree(object().get(name));
    }

    public Map<String, NoteTree> members() {
        Map<String, NoteTree> members = new LinkedHashMap<>();
        object().forEach((name, member) -> members.put(String.valueOf(name), new NoteTree(member)));
        return members;
    }

    public List<NoteTree> items() {
        List<NoteTree> items = new ArrayList<>();
        ((List<?>) as(List.class)).forEach(item -> items.add(new NoteTree(item)));
        return items;
    }

    public boolean isNothing() {
        return value == null;
    }

    public boolean isNumber() {
        return value instanceof Number;
    }

    public boolean isTrue() {
        return as(Boolean.class);
    }

    public boolean isText() {
        return value instanceof String;
    }

    public String text() {
        return as(String.class);
    }

    @Nullable
    public String textIfAny() {
        return value == null ? null : text();
    }

    public long number() {
        return as(Number.class).longValue();
    }

    public Instant time() {
        return Instant.parse(text());
    }

    @Nullable
    public Instant timeIfAny() {
        return value == null ? null : time();
    }

    /** From tenant and job. */
    @Nullable
    public JobKey jobIfAny() {
        return value == null
                ? null
                : new JobKey(
                        new TenantId(items().get(0).number()), items().get(1).number());
    }

    public static @Nullable Object of(@Nullable JobKey job) {
        return job == null ? null : List.of(job.tenant().value(), job.job());
    }

    public static @Nullable Object of(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private Map<?, ?> object() {
        return as(Map.class);
    }

    private <T> T as(Class<T> type) {
        return Optional.ofNullable(value)
                .filter(type::isInstance)
                .map(type::cast)
                .orElseThrow(() -> new IllegalArgumentException(
                        "a note holds %s where it should hold %s".formatted(value, type.getSimpleName())));
    }
}
