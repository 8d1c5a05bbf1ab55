package dev.backupwatch.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** What tests ask of a plan. */
record Planned(List<PlannedStep> steps) {

    /** What a row is set to, at first or later. */
    record Write(Instant at, Map<String, ?> columns) {

        long number(String column) {
            return ((Number) Objects.requireNonNull(columns.get(column), column)).longValue();
        }

        BigDecimal decimal(String column) {
            return (BigDecimal) Objects.requireNonNull(columns.get(column), column);
        }
    }

    List<Write> writes(View view, long tenant) {
        List<Write> writes = new ArrayList<>();
        for (PlannedStep step : steps) {
            if (step.change() instanceof ViewChange.Inserted inserted
                    && inserted.view() == view
                    && Objects.equals(inserted.columns().get("TENANT_ID"), tenant)) {
                writes.add(new Write(step.at(), inserted.columns()));
            }
            if (step.change() instanceof ViewChange.Updated updated
                    && updated.view() == view
                    && updated.key().tenantId() == tenant) {
                writes.add(new Write(step.at(), updated.columns()));
            }
        }
        return writes;
    }

    List<String> statuses(View view, long tenant) {
        return writes(view, tenant).stream()
                .filter(write -> write.columns().containsKey("STATUS"))
                .map(write -> String.valueOf(write.columns().get("STATUS")))
                .toList();
    }

    /** FULL or INC. */
    String type(long tenant) {
        return String.valueOf(writes(View.JOBS, tenant).get(0).columns().get("BACKUP_TYPE"));
    }

    /** When the row first says so. */
    Instant when(View view, long tenant, String status) {
        return writes(view, tenant).stream()
                .filter(write -> status.equals(write.columns().get("STATUS")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(view + " of " + tenant + " is never " + status))
                .at();
    }

    /** From the row's first moment to its end. */
    Duration duration(View view, long tenant) {
        List<Write> writes = writes(view, tenant);
        Write end = writes.get(writes.size() - 1);
        return Duration.between(writes.get(0).at(), (Instant)
                Objects.requireNonNull(end.columns().get("END_TIMESTAMP")));
    }

    /** Those of the task's writes that count. */
    List<Write> counts(long tenant) {
        return writes(View.TASKS, tenant).stream()
                .filter(write -> write.columns().containsKey("OUTPUT_BYTES"))
                .toList();
    }

    /** The longest time in which nothing of the task's row moves. */
    Duration longestRest(long tenant) {
        List<Write> writes = writes(View.TASKS, tenant);
        Duration longest = Duration.ZERO;
        for (int i = 1; i < writes.size(); i++) {
            Duration rest =
                    Duration.between(writes.get(i - 1).at(), writes.get(i).at());
            longest = rest.compareTo(longest) > 0 ? rest : longest;
        }
        return longest;
    }

    /** The one tenant of which this is true. */
    long tenant(Predicate<Long> isSo) {
        List<Long> tenants = Tenant.ALL.stream().map(Tenant::id).filter(isSo).toList();
        if (tenants.size() != 1) {
            throw new AssertionError("not one tenant: " + tenants);
        }
        return tenants.get(0);
    }

    Instant end() {
        return steps.get(steps.size() - 1).at();
    }
}
