package dev.backupwatch.stream;

import static dev.backupwatch.stream.FilterTest.filter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.WrittenLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PastPagesTest {

    private static final Backup BACKUP = Backup.of(1002, 1);
    private static final Optional<String> NEWEST = Optional.empty();

    private final WrittenLog log = new WrittenLog(64L << 20);
    private final PastPages pages = new PastPages(log.reader());

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20, 40, 41, 1000})
    void goingFromPageToPageGivesEachEventOnceNewestFirst(int limit) {
        List<Encoded> written = new ArrayList<>(write(20));
        log.reopen();
        written.addAll(write(20));
        Collections.reverse(written);

        List<Encoded> read = new ArrayList<>();
        PastPages.Page page = read(NEWEST, Filter.ALL, limit);
        while (true) {
            assertThat(page.events()).hasSizeBetween(1, limit);
            read.addAll(page.events());
            if (page.next().isEmpty()) {
                break;
            }
            page = read(page.next().map(Cursor::toString), Filter.ALL, limit);
        }
        assertThat(read).isEqualTo(written);
    }

    @Test
    void aPageEndsRightBeforeItsCursor() {
        List<Encoded> written = write(10);

        PastPages.Page page = read(before(5), Filter.ALL, 2);
        assertThat(page.events()).containsExactly(written.get(3), written.get(2));
        assertThat(page.next()).map(Cursor::toString).isEqualTo(before(3));
    }

    @Test
    void whatComesInMeanwhileIsOnNoLaterPage() {
        List<Encoded> written = write(10);
        Optional<String> next = read(NEWEST, Filter.ALL, 4).next().map(Cursor::toString);
        write(10);

        assertThat(read(next, Filter.ALL, 1).events()).containsExactly(written.get(5));
    }

    @Test
    void anEmptyLogHasAnEmptyPageAndNoneBeforeIt() {
        assertThat(read(NEWEST, Filter.ALL, 5)).isEqualTo(new PastPages.Page(List.of(), Optional.empty()));
    }

    @Test
    void oneRequestDoesNotScanTheWholeLogAndItsNextGoesOnWhereItEnded() {
        write(25_000);
        PastPages.Page page = read(NEWEST, filter("tenant=9999"), 5);
        assertThat(page.events()).isEmpty();
        assertThat(page.next().orElseThrow().sequence().value()).isBetween(10_000L, 20_000L);

        int requests = 1;
        while (page.next().isPresent()) {
            page = read(page.next().map(Cursor::toString), filter("tenant=9999"), 5);
            requests++;
        }
        assertThat(requests).isEqualTo(3);
    }

    @Test
    void aCursorThatTheLogCannotVouchForIsGoneAndAMalformedOneIsAMistake() {
        write(3);
        String ahead = log.bounds().newestEpoch().value() + "-99";

        assertThatThrownBy(() -> read(Optional.of("another1-2"), Filter.ALL, 5)).isInstanceOf(GoneException.class);
        assertThatThrownBy(() -> read(Optional.of(ahead), Filter.ALL, 5)).isInstanceOf(GoneException.class);
        for (String noCursor : List.of("nonsense", "oldest", "")) {
            assertThatThrownBy(() -> read(Optional.of(noCursor), Filter.ALL, 5))
                    .isInstanceOfSatisfying(
                            BadRequestException.class,
                            mistake -> assertThat(mistake.kind()).isEqualTo("bad-cursor"))
                    .hasMessageContaining("before=" + noCursor);
        }
    }

    @Test
    void whereTheBeginningWasRemovedThePastEndsThereAndACursorFromBeforeIsGone() {
        var small = new WrittenLog(4_000);
        small.poll(BACKUP.started());
        Cursor removed = small.bounds().headCursor();
        for (int i = 0; i < 30; i++) {
            small.poll(BACKUP.turns("S" + i));
        }
        var past = new PastPages(small.reader());

        PastPages.Page page = past.read(NEWEST, Filter.ALL, 100).await().indefinitely();
        assertThat(page.events()).hasSize(small.events().size());
        assertThat(page.next()).isEmpty();
        String oldest = small.events().get(0).cursor().toString();
        assertThat(past.read(Optional.of(oldest), Filter.ALL, 100).await().indefinitely())
                .isEqualTo(new PastPages.Page(List.of(), Optional.empty()));
        assertThatThrownBy(() -> past.read(Optional.of(removed.toString()), Filter.ALL, 100)
                        .await()
                        .indefinitely())
                .isInstanceOf(GoneException.class)
                .hasMessageContaining("compacted");
    }

    @Test
    void aPageThatRetentionOvertookIsGone() {
        var small = new WrittenLog(4_000);
        small.poll(BACKUP.started(), BACKUP.turns("S"), BACKUP.turns("T"));
        Optional<String> last = Optional.of(small.bounds().headCursor().toString());
        var overtaken = new PastPages(new OvertakenLog(small.reader(), () -> {
            for (int i = 0; i < 30; i++) {
                small.poll(BACKUP.turns("S" + i));
            }
        }));

        assertThatThrownBy(() -> overtaken.read(last, Filter.ALL, 100).await().indefinitely())
                .isInstanceOf(GoneException.class);
    }

    @Test
    void eventsOfAnotherLogThatBeganMeanwhileAreNotTakenForThePast() {
        write(10);
        var replaced = new ReplacedLog(log);
        var another = new WrittenLog(64L << 20, 8);
        another.poll(List.of(BACKUP.turns("A"), BACKUP.turns("B"), BACKUP.turns("C"), BACKUP.turns("D")));
        var past = new PastPages(new OvertakenLog(replaced, () -> replaced.becomes(another)));

        assertThatThrownBy(() -> past.read(before(4), Filter.ALL, 5).await().indefinitely())
                .isInstanceOf(GoneException.class);
    }

    @Test
    void theNewestOfALogThatWasReplacedMeanwhileCannotBeReadJustNow() {
        write(4);
        var replaced = new ReplacedLog(log);
        var another = new WrittenLog(64L << 20, 8);
        another.poll(List.of(BACKUP.turns("A"), BACKUP.turns("B"), BACKUP.turns("C"), BACKUP.turns("D")));
        var past = new PastPages(new OvertakenLog(replaced, () -> replaced.becomes(another)));

        assertThatThrownBy(() -> past.read(NEWEST, Filter.ALL, 5).await().indefinitely())
                .isInstanceOf(UnreadableException.class);
    }

    private PastPages.Page read(Optional<String> before, Filter filter, int limit) {
        return pages.read(before, filter, limit).await().indefinitely();
    }

    private Optional<String> before(long sequence) {
        return Optional.of(log.bounds().cursorOf(new Sequence(sequence)).toString());
    }

    private List<Encoded> write(int events) {
        Sequence before = log.bounds().head();
        List<ChangeEvent> poll = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            poll.add(BACKUP.turns("S" + i));
        }
        log.poll(poll);
        return log.reader().readAfter(before, events).await().indefinitely().stream()
                .map(event -> event.json())
                .toList();
    }
}
