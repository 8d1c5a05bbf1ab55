package dev.backupwatch.stream;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.event.Visibility;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.wire.AnswerEncoder;
import dev.backupwatch.wire.SourceFreshness;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asking instead of listening: answers about the state and about what has ended, each at one cursor. All fail with {@link
 * UnreadableException} while the log cannot be read.
 */
public final class Questions {

    private final EventLogReader log;
    private final InstantSource clock;
    private final Endings endings;
    private final BackupDays days;

    public Questions(EventLogReader log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
        this.endings = new Endings(log);
        this.days = new BackupDays(log);
    }

    public Uni<Encoded> clusters(Visibility visibility) {
        return state().map(state -> {
            Instant now = clock.instant();
            return AnswerEncoder.clusters(
                    state.cursor(),
                    state.attested().sources().values().stream()
                            .filter(source -> visibility.permits(source.cluster()))
                            .map(source -> cluster(source, RowCounts.of(source, state, visibility), now))
                            .toList());
        });
    }

    /** Live rows in key order, then ended ones newest first. Fails with {@link BadRequestException}. */
    public Uni<Encoded> rows(RowsQuestion question) {
        return state().invoke(state -> new Existence(state).check(question.filter()))
                .chain(state -> UnreadableException.where(page(state, question)));
    }

    /** In the order of clusters and ids. Fails with {@link BadRequestException}. */
    public Uni<Encoded> tenants(TenantsQuestion question) {
        return state().invoke(state -> new Existence(state).check(question.filter()))
                .map(state -> KnownTenants.answer(state, question));
    }

    /** The same tenants, with the days on which jobs of theirs ended. Fails with {@link BadRequestException}. */
    public Uni<Encoded> days(DaysQuestion question) {
        return state().invoke(
                        state -> new Existence(state).check(question.tenants().filter()))
                .chain(state -> UnreadableException.where(days.answer(state, question, clock.instant())));
    }

    /** One job with its tasks and children, running or ended; empty if neither the state nor the log knows one to be seen. */
    public Uni<Optional<Encoded>> job(ClusterName cluster, RowKey job, Visibility visibility) {
        var key = new JobKey(job.tenant(), job.id());
        return state().chain(state -> UnreadableException.where(endings.of(cluster, key, state))
                .map(ended -> {
                    List<Found> known = visible(running(state), ended, visibility);
                    return known.stream()
                            .filter(row -> row.isIn(cluster) && row.key().equals(job))
                            .findFirst()
                            .map(row -> AnswerEncoder.job(
                                    state.cursor(), row.item(), tasksOf(row, known), childrenOf(row, known)));
                }));
    }

    private Uni<LogState> state() {
        return UnreadableException.where(log.state());
    }

    private Uni<Encoded> page(LogState state, RowsQuestion question) {
        Sequence before = question.endedBefore(state.cursor().sequence());
        int oneMore = question.limit() + 1;
        List<Found> live = question.wants(RowsQuestion.State.RUNNING)
                ? running(state).filter(question::wants).limit(oneMore).toList()
                : List.of();
        boolean isFull = live.size() == oneMore || !question.wants(RowsQuestion.State.ENDED);
        Uni<List<Found>> ended = isFull
                ? Uni.createFrom().item(List.of())
                : endings.before(before, state, question, oneMore - live.size());
        return ended.map(rest -> Stream.concat(live.stream(), rest.stream()).toList())
                .chain(found -> answer(state, question, found));
    }

    /** @param found one more than is answered, if there is more */
    private Uni<Encoded> answer(LogState state, RowsQuestion question, List<Found> found) {
        List<Found> page = found.subList(0, Math.min(found.size(), question.limit()));
        String next =
                page.size() < found.size() ? page.get(page.size() - 1).place().token() : null;
        return Multi.createFrom()
                .iterable(page)
                .onItem()
                .transformToUniAndConcatenate(
                        row -> listed(row, state, question.filter().visibility()))
                .collect()
                .asList()
                .map(items ->
                        AnswerEncoder.rows(question.arrayName(), new AnswerEncoder.Page(state.cursor(), items, next)));
    }

    /** Only a job of the system tenant can be another's parent. */
    private Uni<Encoded> listed(Found row, LogState state, Visibility visibility) {
        if (row.key().kind() == RowKind.TASK || !row.key().tenant().equals(TenantId.SYS)) {
            return Uni.createFrom().item(row.item());
        }
        return endings.of(row.identity().cluster(), row.identity().job(), state).map(ended -> {
            List<Encoded> children = childrenOf(row, visible(running(state), ended, visibility));
            return children.isEmpty() ? row.item() : AnswerEncoder.withChildren(row.item(), children);
        });
    }

    private static List<Found> visible(Stream<Found> running, List<Found> ended, Visibility visibility) {
        return Stream.concat(running, ended.stream())
                .filter(row -> visibility.permits(row.identity()))
                .toList();
    }

    private static Stream<Found> running(LogState state) {
        return state.entries().stream()
                .filter(entry -> entry.identity().key().kind() != RowKind.TENANT)
                .map(Found::running);
    }

    private static List<Encoded> tasksOf(Found job, List<Found> known) {
        return known.stream()
                .filter(row -> row.key().kind() == RowKind.TASK)
                .filter(row -> row.isIn(job.identity().cluster())
                        && row.identity().job().equals(job.identity().job()))
                .map(Found::item)
                .toList();
    }

    private static List<Encoded> childrenOf(Found job, List<Found> known) {
        return known.stream()
                .filter(row -> row.key().kind() == RowKind.JOB)
                .filter(row -> row.isIn(job.identity().cluster()))
                .filter(row -> job.identity().job().equals(row.identity().parent()))
                .map(Found::item)
                .toList();
    }

    private static AnswerEncoder.Cluster cluster(SourceAttestation source, RowCounts live, Instant now) {
        Instant asOf = source.asOf();
        return new AnswerEncoder.Cluster(
                source.cluster(),
                new SourceFreshness(source.state(), asOf),
                source.facts().version(),
                source.facts().scope(),
                asOf == null ? null : Duration.between(asOf, now),
                source.facts().pollInterval(),
                live.jobs(),
                live.tasks());
    }
}
