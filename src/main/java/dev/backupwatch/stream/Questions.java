package dev.backupwatch.stream;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.StateEntry;
import dev.backupwatch.wire.AnswerEncoder;
import dev.backupwatch.wire.ItemEncoder;
import dev.backupwatch.wire.SourceFreshness;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Asking instead of listening: answers about the state and about what has ended, each at one cursor. */
public final class Questions {

    private final EventLogReader log;
    private final InstantSource clock;
    private final Endings endings;

    public Questions(EventLogReader log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
        this.endings = new Endings(log);
    }

    public Uni<Encoded> clusters() {
        return log.state().map(state -> {
            Instant now = clock.instant();
            return AnswerEncoder.clusters(
                    state.cursor(),
                    state.attested().sources().values().stream()
                            .map(source -> cluster(source, now))
                            .toList());
        });
    }

    /** Live rows in key order, then ended ones newest first. Fails with {@link BadRequestException}. */
    public Uni<Encoded> rows(RowsQuestion question) {
        return log.state()
                .invoke(state -> new Existence(state).check(question.filter()))
                .chain(state -> endings.since(state).map(ended -> page(state, question, ended)));
    }

    /** One job with its tasks and children, running or ended; empty if neither the state nor the log knows it. */
    public Uni<Optional<Encoded>> job(ClusterName cluster, RowKey job) {
        return log.state()
                .chain(state -> endings.since(state).map(ended -> {
                    List<Found> known = known(state, ended).toList();
                    return known.stream()
                            .filter(row ->
                                    isIn(cluster, row) && row.identity().key().equals(job))
                            .findFirst()
                            .map(row -> AnswerEncoder.job(
                                    state.cursor(), row.item(), tasksOf(row, known), childrenOf(row, known)));
                }));
    }

    private static Encoded page(LogState state, RowsQuestion question, List<Found> ended) {
        List<Found> all = Stream.concat(
                        question.wants(RowsQuestion.State.RUNNING) ? running(state) : Stream.of(),
                        question.wants(RowsQuestion.State.ENDED) ? ended.stream() : Stream.of())
                .filter(row -> row.identity().key().kind() == question.kind())
                .filter(row -> question.filter().acceptsRow(row.identity()))
                .toList();
        List<Found> rest = question.after(all);
        List<Found> page = rest.subList(0, Math.min(rest.size(), question.limit()));
        String next =
                page.size() < rest.size() ? page.get(page.size() - 1).place().token() : null;
        List<Found> known = known(state, ended).toList();
        List<Encoded> items = page.stream().map(row -> listed(row, known)).toList();
        return AnswerEncoder.rows(question.arrayName(), new AnswerEncoder.Page(state.cursor(), items, next));
    }

    private static Encoded listed(Found row, List<Found> known) {
        List<Encoded> children = childrenOf(row, known);
        return children.isEmpty() ? row.item() : AnswerEncoder.withChildren(row.item(), children);
    }

    /** Of each row the newest, which is the live one where there is one. */
    private static Stream<Found> known(LogState state, List<Found> ended) {
        return Stream.concat(running(state), ended.stream());
    }

    private static Stream<Found> running(LogState state) {
        return state.entries().stream().map(Found::running);
    }

    private static List<Encoded> tasksOf(Found job, List<Found> known) {
        return known.stream()
                .filter(row -> row.identity().key().kind() == RowKind.TASK)
                .filter(row -> isIn(job.identity().cluster(), row)
                        && row.identity().job().equals(job.identity().job()))
                .map(Found::item)
                .toList();
    }

    private static List<Encoded> childrenOf(Found job, List<Found> known) {
        return known.stream()
                .filter(row -> row.identity().key().kind() == RowKind.JOB)
                .filter(row -> isIn(job.identity().cluster(), row))
                .filter(row -> job.identity().job().equals(row.identity().parent()))
                .map(Found::item)
                .toList();
    }

    private static boolean isIn(ClusterName cluster, Found row) {
        return row.identity().cluster().equals(cluster);
    }

    private static AnswerEncoder.Cluster cluster(SourceAttestation source, Instant now) {
        Instant asOf = source.asOf();
        return new AnswerEncoder.Cluster(
                source.cluster(),
                new SourceFreshness(source.state(), asOf),
                source.facts().version(),
                source.facts().scope(),
                asOf == null ? null : Duration.between(asOf, now),
                source.facts().pollInterval(),
                source.facts().jobs(),
                source.facts().tasks());
    }

    /**
     * A row that an answer speaks of.
     *
     * @param json an item of the state, or the event that told the row's ending
     * @param place where a next page goes on
     */
    record Found(Identity identity, Encoded json, RowsPlace place) {

        static Found running(StateEntry row) {
            return new Found(row.identity(), row.item(), new RowsPlace.Running(row.key()));
        }

        static Found ended(Identity identity, LoggedEvent ending) {
            return new Found(identity, ending.json(), new RowsPlace.Ended(ending.sequence()));
        }

        Encoded item() {
            return place instanceof RowsPlace.Ended ? new Encoded(ItemEncoder.fromEnding(json.shared())) : json;
        }
    }
}
