package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.KnownTenant;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import org.junit.jupiter.api.Test;

class NewestStateTest {

    private final WrittenLog log = new WrittenLog();
    private final HeldLog held = new HeldLog(log.reader());
    private final NewestState states = new NewestState(held);
    private final Backup backup = Backup.of(1002, 1);

    @Test
    void itIsReadOnceForAllWhoAskWhileItIsRead() {
        log.poll(backup.started());
        var first = ask(states);
        var second = ask(states);
        assertThat(held.asked()).isEqualTo(1);
        held.answer();

        assertThat(second.getItem()).isSameAs(first.getItem());
        assertThat(first.getItem().entries()).hasSize(1);
    }

    @Test
    void itIsNotReadAgainWhileItHolds() {
        Backup another = Backup.of(1002, 2);
        log.poll(backup.started());
        LogState first = answered(states);
        assertThat(ask(states).getItem()).isEqualTo(first);

        log.poll(another.started());
        assertThat(answered(states).entries()).hasSize(2);
    }

    /** What is known of a tenant changes with its history too, of which no event tells. */
    @Test
    void aStateThatChangedWithoutAnEventIsReadAnew() {
        log.poll(backup.started());
        answered(states);
        log.know(KnownTenant.of(1002).summary());

        LogState state = answered(states);
        assertThat(state.entries()).hasSize(2);
        assertThat(ask(states).getItem()).isEqualTo(state);
    }

    @Test
    void whatIsVouchedForIsOfTheMomentAlsoWhereTheRowsAreKnown() {
        answered(states);
        log.attest("prod", SourceState.OK, ManualClock.START);

        assertThat(ask(states).getItem().attested().sources()).containsKey(new ClusterName("prod"));
    }

    @Test
    void afterAnotherOpeningOfTheLogItIsReadAnew() {
        log.poll(backup.started());
        answered(states);
        log.reopen();
        ask(states);

        assertThat(held.asked()).isEqualTo(1);
    }

    /** Who asks in the new log has held its place against that one already, and would go on in it from the old one's state. */
    @Test
    void aStateThatIsStillBeingReadOfAnotherLogIsNotToldOfThisOne() {
        var another = new WrittenLog(1 << 20, 8);
        another.poll(Backup.of(1004, 1).started());
        var replaced = new ReplacedLog(log);
        var heldToo = new HeldLog(replaced);
        var ofBoth = new NewestState(heldToo);
        log.poll(backup.started(), backup.taskStarted(1));
        ask(ofBoth);
        replaced.becomes(another);
        var since = ask(ofBoth);
        heldToo.answerAll();

        assertThat(since.getItem().cursor()).isEqualTo(another.bounds().headCursor());
        assertThat(ask(ofBoth).getItem().cursor()).isEqualTo(another.bounds().headCursor());
    }

    @Test
    void aFailureIsToldToAllWhoWaitedAndTheNextReadsAnew() {
        var first = ask(states);
        var second = ask(states);
        held.fail();
        first.assertFailedWith(IllegalStateException.class);
        second.assertFailedWith(IllegalStateException.class);

        assertThat(answered(states).entries()).isEmpty();
    }

    @Test
    void whileItIsReadTheLogMayGoOnAndWhatItGainedFollowsTheStatesCursor() {
        log.poll(backup.started());
        var asked = ask(states);
        log.poll(backup.completed());
        held.answer();
        assertThat(asked.getItem().cursor().sequence().value()).isEqualTo(1);

        assertThat(answered(states).cursor().sequence().value()).isEqualTo(2);
    }

    private LogState answered(NewestState of) {
        var asked = ask(of);
        held.answerAll();
        return asked.assertCompleted().getItem();
    }

    private static UniAssertSubscriber<LogState> ask(NewestState of) {
        return of.now().subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
