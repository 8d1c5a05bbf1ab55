package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Sequence;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.WrittenLog;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagesTest {

    private static final int PAGE = 256;
    private static final int FULL = 8;
    private static final int LAST = FULL * PAGE + 10;

    private final AtomicInteger read = new AtomicInteger();
    private final WrittenLog log = new WrittenLog(1 << 26);
    private final HeldLog held = new HeldLog(log.reader());
    private final CountedLog counted = new CountedLog(held, read);
    private final Pages pages = new Pages(counted, 1 << 26);

    @BeforeEach
    void write() {
        log.poll(Collections.nCopies(LAST, Backup.of(1002, 1).taskProgressed(1, 4)));
    }

    @Test
    void twoReadersAtTheSamePlaceCauseOneRead() {
        var first = ask(pages, 0);
        var second = ask(pages, 0);
        assertThat(read).hasValue(1);
        held.answerAll();

        assertThat(second.getItem().orElseThrow()).isSameAs(first.getItem().orElseThrow());
        assertThat(first.getItem().orElseThrow().isShared()).isTrue();
    }

    @Test
    void whatWasReadIsKeptForTheNext() {
        Batch first = get(pages, 0);
        Batch second = get(pages, 0);

        assertThat(second).isSameAs(first);
        assertThat(read).hasValue(1);
    }

    @Test
    void readersAtDifferentPlacesSoonReadTheSamePages() {
        long one = 0;
        long another = 100;
        for (int page = 0; page < FULL; page++) {
            one = get(pages, one).end().sequence().value();
            another = get(pages, another).end().sequence().value();
            assertThat(another).isEqualTo(one);
        }
        assertThat(read).as("only the first page twice").hasValue(FULL + 1);
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepeat() {
        long at = 3;
        while (at < LAST) {
            Batch next = get(pages, at);
            assertThat(next.first()).isEqualTo(new Sequence(at + 1));
            assertThat(next.events()).hasSizeLessThanOrEqualTo(PAGE);
            at = next.end().sequence().value();
        }
        assertThat(at).isEqualTo(LAST);
    }

    @Test
    void moreThanTheBoundIsNotKeptAndTheOneThatWasUsedLongestAgoGoesFirst() {
        long onePage = get(new Pages(log.reader(), 1), 0).bytes() + PAGE;
        var few = new Pages(counted, 3 * onePage);
        get(few, 0);
        get(few, PAGE);
        get(few, 2 * PAGE);
        get(few, 0);
        get(few, 3 * PAGE);
        assertThat(read).hasValue(4);

        get(few, 0);
        get(few, 2 * PAGE);
        get(few, 3 * PAGE);
        assertThat(read).as("those used last are kept").hasValue(4);
        get(few, PAGE);
        assertThat(read).as("it gave way").hasValue(5);
    }

    @Test
    void whereOnePageIsMoreThanTheBoundItIsKeptUntilTheNext() {
        var one = new Pages(counted, 1);
        get(one, 0);
        get(one, 0);
        assertThat(read).hasValue(1);

        get(one, PAGE);
        get(one, 0);
        assertThat(read).hasValue(3);
    }

    @Test
    void aPageThatIsNotFullIsNotKeptForMoreMayFollow() {
        assertThat(get(pages, FULL * PAGE).end().sequence()).isEqualTo(new Sequence(LAST));
        log.poll(Backup.of(1002, 1).completed());

        assertThat(get(pages, FULL * PAGE).end().sequence()).isEqualTo(new Sequence(LAST + 1));
    }

    @Test
    void whereNothingFollowsItIsEmptyUntilSomethingDoes() {
        assertThat(answered(pages, LAST)).isEmpty();
        log.poll(Backup.of(1002, 1).completed());

        assertThat(answered(pages, LAST)).isPresent();
    }

    @Test
    void aFailureIsToldToAllWhoWaitedAndNotKept() {
        var first = ask(pages, 0);
        var second = ask(pages, 0);
        held.fail();
        first.assertFailedWith(IllegalStateException.class);
        second.assertFailedWith(IllegalStateException.class);

        assertThat(get(pages, 0).first()).isEqualTo(new Sequence(1));
        assertThat(read).hasValue(2);
    }

    @Test
    void afterAnotherOpeningOfTheLogAllIsReadAnew() {
        get(pages, 0);
        log.reopen();
        get(pages, 0);

        assertThat(read).hasValue(2);
    }

    @Test
    void aPageThatWasReadAcrossAnOpeningOfTheLogIsNotKept() {
        var across = ask(pages, 0);
        log.reopen();
        var since = ask(pages, 0);
        held.answerAll();

        assertThat(read).as("who asks since does not share it").hasValue(2);
        assertThat(since.getItem().orElseThrow()).isNotSameAs(across.getItem().orElseThrow());
    }

    @Test
    void whereTheNextOnesWereRemovedItStartsLater() {
        var small = new WrittenLog(2_000);
        for (int i = 0; i < 20; i++) {
            small.poll(Backup.of(1002, 1).turns("S" + i));
        }
        Batch page = get(new Pages(small.reader(), 1), 0);

        assertThat(page.first()).isEqualTo(small.bounds().compacted().next());
    }

    private UniAssertSubscriber<Optional<Batch>> ask(Pages from, long after) {
        return from.after(new Sequence(after)).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private Optional<Batch> answered(Pages from, long after) {
        var asked = ask(from, after);
        held.answerAll();
        return asked.assertCompleted().getItem();
    }

    private Batch get(Pages from, long after) {
        return answered(from, after).orElseThrow();
    }
}
