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
record NoteTree(@Nullable Object value) {

    /** A member of an object; absent and null are the same. */
    NoteTree member(String name) {
        return new NoteTree(object().get(name));
    }

    Map<String, NoteTree> members() {
        Map<String, NoteTree> members = new LinkedHashMap<>();
        object().forEach((name, member) -> members.put(String.valueOf(name), new NoteTree(member)));
        return members;
    }

    List<NoteTree> items() {
        List<NoteTree> items = new ArrayList<>();
        ((List<?>) as(List.class)).forEach(item -> items.add(new NoteTree(item)));
        return items;
    }

    boolean isNothing() {
        return value == null;
    }

    boolean isNumber() {
        return value instanceof Number;
    }

    boolean isText() {
        return value instanceof String;
    }

    String text() {
        return as(String.class);
    }

    @Nullable
    String textIfAny() {
        return value == null ? null : text();
    }

    long number() {
        return as(Number.class).longValue();
    }

    Instant time() {
        return Instant.parse(text());
    }

    @Nullable
    Instant timeIfAny() {
        return value == null ? null : time();
    }

    /** From tenant and job. */
    @Nullable
    JobKey jobIfAny() {
        return value == null
                ? null
                : new JobKey(
                        new TenantId(items().get(0).number()), items().get(1).number());
    }

    static @Nullable Object of(@Nullable JobKey job) {
        return job == null ? null : List.of(job.tenant().value(), job.job());
    }

    static @Nullable Object of(@Nullable Instant time) {
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
