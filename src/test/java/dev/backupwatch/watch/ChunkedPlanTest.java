package dev.backupwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.diff.HistoryQuery;
import dev.backupwatch.diff.HistoryReading;
import dev.backupwatch.diff.LiveRows;
import dev.backupwatch.diff.PollPlan;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.story.ManualClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedPlanTest {

    private static final LiveRows LIVE = LiveRows.of(ManualClock.START, List.of(), List.of());
    private static final HistoryReading NOTHING = new HistoryReading(Map.of(), List.of());

    /** Answers every question the same way. */
    private record Always(boolean yes) implements PollPlan {

        @Override
        public boolean readsTasks(List<Row> jobs) {
            return yes;
        }

        @Override
        public boolean doubts(LiveRows live) {
            return yes;
        }

        @Override
        public boolean probesHistory(LiveRows live) {
            return yes;
        }

        @Override
        public Optional<Instant> tellsHistorySince(Instant databaseTime) {
            return yes ? Optional.of(databaseTime) : Optional.empty();
        }

        @Override
        public List<HistoryQuery> historyQueries(LiveRows live, HistoryReading probe) {
            return of(RowKind.JOB);
        }

        @Override
        public List<HistoryQuery> historyQueriesAgain(LiveRows live, HistoryReading read) {
            return of(RowKind.TASK);
        }

        @Override
        public boolean readsTenants(LiveRows live) {
            return yes;
        }

        private static List<HistoryQuery> of(RowKind kind) {
            return List.of(new HistoryQuery.AboveId(kind, List.of(TenantId.SYS), 7));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachGroupIsAskedWhatThePlanAsksOfAll(boolean yes) {
        var plan = new Always(yes);
        var chunked = new ChunkedPlan(plan, tenants -> List.of(List.of(TenantId.SYS)));

        assertThat(chunked.chunks()).isPresent();
        assertThat(chunked.readsTasks(List.of())).isEqualTo(yes);
        assertThat(chunked.doubts(LIVE)).isEqualTo(yes);
        assertThat(chunked.probesHistory(LIVE)).isEqualTo(yes);
        assertThat(chunked.readsTenants(LIVE)).isEqualTo(yes);
        assertThat(chunked.tellsHistorySince(Instant.EPOCH)).isEqualTo(plan.tellsHistorySince(Instant.EPOCH));
        assertThat(chunked.historyQueries(LIVE, NOTHING)).isEqualTo(plan.historyQueries(LIVE, NOTHING));
        assertThat(chunked.historyQueriesAgain(LIVE, NOTHING)).isEqualTo(plan.historyQueriesAgain(LIVE, NOTHING));
    }
}
