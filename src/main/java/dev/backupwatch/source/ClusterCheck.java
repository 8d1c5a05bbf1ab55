package dev.backupwatch.source;

import dev.backupwatch.diff.PollOutcome;
import dev.backupwatch.event.Trouble;
import dev.backupwatch.source.Finding.Step;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries out one by one what it takes to watch a cluster, with the connections and the statements of the watch itself. */
public final class ClusterCheck {

    /** From there on it is told: what happens there and here is hard to compare. */
    private static final Duration OFFSET_OF_NOTE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final ClusterTarget target;
    private final InstantSource clock;
    private final Statements statements;
    private final Diagnosis diagnosis;

    public ClusterCheck(Vertx vertx, ClusterTarget target, InstantSource clock) {
        this.vertx = vertx;
        this.target = target;
        this.clock = clock;
        this.statements = new Statements(target.pace().timeout());
        this.diagnosis = new Diagnosis(target);
    }

    /** What watches as the service itself does, off the threads that it serves with. To be closed by whoever asks. */
    public static Vertx ownVertx() {
        return SourceBeans.vertx();
    }

    /** One of each step, in their order. Takes as long as the statements' time-outs at most, and never fails. */
    public Uni<List<Finding>> findings() {
        Endpoint endpoint = Endpoint.of(vertx, target, statements);
        Instant begun = clock.instant();
        return endpoint.session(new PollTally())
                .chain(session -> loggedIn(session, begun).eventually(session::release))
                .onFailure()
                .recoverWithItem(this::notLoggedIn)
                .eventually(endpoint::close)
                .chain(sofar ->
                        sofar.areWell() ? polled(sofar) : Uni.createFrom().item(sofar))
                .map(Findings::whole);
    }

    private Findings notLoggedIn(Throwable failure) {
        Trouble trouble = diagnosis.of(failure).trouble();
        return trouble.code().equals("unreachable")
                ? Findings.NONE.failed(Step.CONNECT, diagnosis.withoutName(trouble))
                : Findings.NONE
                        .ok(Step.CONNECT, target.address().toString())
                        .failed(Step.LOGIN, diagnosis.withoutName(trouble));
    }

    private Uni<Findings> loggedIn(Session session, Instant begun) {
        Findings first = Findings.NONE
                .ok(Step.CONNECT, target.address().toString())
                .ok(
                        Step.LOGIN,
                        "as %s, in %s with the connection"
                                .formatted(
                                        target.login().username(), seconds(Duration.between(begun, clock.instant()))));
        return databaseClock(session, first)
                .chain(sofar -> version(session, sofar))
                .chain(sofar -> views(session, sofar)
                        .onFailure()
                        .recoverWithItem(failure -> sofar.failed(Step.VIEWS, words(failure))));
    }

    private Uni<Findings> databaseClock(Session session, Findings sofar) {
        Instant asked = clock.instant();
        return session.databaseTime()
                .map(time -> {
                    Duration trip = Duration.between(asked, clock.instant());
                    return offset(Duration.between(asked.plus(trip.dividedBy(2)), time), trip, sofar);
                })
                .onFailure()
                .recoverWithItem(failure -> sofar.failed(Step.CLOCK, words(failure)));
    }

    /** It cannot be known more exactly than the answer took. */
    private static Findings offset(Duration offset, Duration trip, Findings sofar) {
        String words = offset.abs().compareTo(trip) <= 0
                ? "the database's is as ours, within %s".formatted(seconds(trip))
                : "the database's is %s %s ours"
                        .formatted(seconds(offset.abs()), offset.isNegative() ? "behind" : "ahead of");
        return offset.abs().compareTo(OFFSET_OF_NOTE) < 0
                ? sofar.ok(Step.CLOCK, words)
                : sofar.note(Step.CLOCK, words + "; times are told by each one's own, so let both follow NTP");
    }

    private Uni<Findings> version(Session session, Findings sofar) {
        return session.query(null, Statements.VERSION)
                .map(result -> sofar.ok(Step.VERSION, "OceanBase " + RowDecoder.version(result)))
                .onFailure(Diagnosis::isRefusedByTheServer)
                .recoverWithItem(refused -> sofar.note(
                        Step.VERSION, "unknown, for OB_VERSION() was refused; is it OceanBase that answers there?"))
                .onFailure()
                .recoverWithItem(failure -> sofar.failed(Step.VERSION, words(failure)));
    }

    private Uni<Findings> views(Session session, Findings sofar) {
        return session.query(null, statements.columns())
                .map(result -> new ViewColumns(RowDecoder.columnNames(result)))
                .chain(columns -> refusals(session)
                        .map(refusals -> new ViewRights(diagnosis, columns, refusals))
                        .chain(rights -> viewpoint(session, rights, sofar)));
    }

    /** Where the reason is no view's, as in a tenant in Oracle mode, no view is worth a word. */
    private Uni<Findings> viewpoint(Session session, ViewRights rights, Findings sofar) {
        return new Survey(session, statements, target.login().scope())
                .viewpoint(rights.columns())
                .map(viewpoint -> rights.of(viewpoint.isSys(), sofar))
                .onFailure()
                .recoverWithItem(failure -> Diagnosis.isAboutRightsOrViews(failure)
                        ? rights.of(isSys(rights), sofar)
                        : sofar.failed(Step.VIEWS, words(failure)));
    }

    private boolean isSys(ViewRights rights) {
        return switch (target.login().scope()) {
            case SYS -> true;
            case TENANT -> false;
            case AUTO -> rights.isSysByItsViews();
        };
    }

    private record Refusal(View view, Optional<Throwable> reason) {}

    private Uni<Map<View, Throwable>> refusals(Session session) {
        return Multi.createFrom()
                .items(View.values())
                .onItem()
                .transformToUniAndConcatenate(view -> refusal(session, view))
                .collect()
                .asList()
                .map(ClusterCheck::byView);
    }

    private Uni<Refusal> refusal(Session session, View view) {
        return session.query(view, statements.reasonNotToRead(view))
                .map(readable -> new Refusal(view, Optional.empty()))
                .onFailure(Diagnosis::isAboutRightsOrViews)
                .recoverWithItem(refused -> new Refusal(view, Optional.of(refused)));
    }

    private static Map<View, Throwable> byView(List<Refusal> refusals) {
        Map<View, Throwable> byView = new EnumMap<>(View.class);
        refusals.forEach(refusal -> refusal.reason().ifPresent(reason -> byView.put(refusal.view(), reason)));
        return byView;
    }

    private Uni<Findings> polled(Findings sofar) {
        var source = new MySqlSource(vertx, target, clock);
        Instant begun = clock.instant();
        return source.poll(new WholeLook())
                .map(outcome -> outcome instanceof PollOutcome.Incomplete incomplete
                        ? sofar.failed(Step.POLL, diagnosis.withoutName(incomplete.trouble()))
                        : polled(Duration.between(begun, clock.instant()), source.cost(), sofar))
                .eventually(source::close);
    }

    private Findings polled(Duration time, PollCost cost, Findings sofar) {
        String words =
                "complete in %s: %d statements, %d rows".formatted(seconds(time), cost.statements(), cost.rows());
        return time.compareTo(target.pace().active()) <= 0
                ? sofar.ok(Step.POLL, words)
                : sofar.note(
                        Step.POLL,
                        "%s; longer than poll.active=%s, so it is polled as often as it answers"
                                .formatted(words, target.pace().active()));
    }

    private String words(Throwable failure) {
        return diagnosis.withoutName(diagnosis.of(failure).trouble());
    }

    private static String seconds(Duration time) {
        return "%.3f s".formatted(time.toNanos() / 1e9);
    }
}
