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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogPagesTest {

    private static final Backup BACKUP = Backup.of(1002, 1);

    private final WrittenLog log = new WrittenLog(64L << 20);
    private final LogPages pages = new LogPages(log.reader());

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 1000})
    void goingFromPageToPageGivesEachEventOnceInOrder(int limit) {
        List<Encoded> written = write(40);

        List<Encoded> read = new ArrayList<>();
        String cursor = "oldest";
        LogPages.Page page = read(cursor, Filter.ALL, limit);
        while (!page.events().isEmpty()) {
            assertThat(page.events()).hasSizeLessThanOrEqualTo(limit);
            read.addAll(page.events());
            cursor = page.scanned().toString();
            page = read(cursor, Filter.ALL, limit);
        }
        assertThat(read).isEqualTo(written);
        assertThat(cursor).isEqualTo(log.bounds().headCursor().toString());
    }

    @Test
    void theNextCursorIsWhereTheScanEndedNotWhereTheLastMatchWas() {
        write(10);
        LogPages.Page page = read("oldest", filter("tenant=9999"), 5);

        assertThat(page.events()).isEmpty();
        assertThat(page.scanned()).isEqualTo(log.bounds().headCursor());
    }

    @Test
    void oneRequestDoesNotScanTheWholeLog() {
        write(25_000);
        LogPages.Page page = read("oldest", filter("tenant=9999"), 5);

        assertThat(page.events()).isEmpty();
        assertThat(page.scanned().sequence().value()).isBetween(5_000L, 15_000L);
    }

    @Test
    void aPageStartsRightAfterItsCursor() {
        List<Encoded> written = write(10);
        var cursor = new Cursor(log.bounds().newestEpoch(), new Sequence(4));

        assertThat(read(cursor.toString(), Filter.ALL, 2).events()).isEqualTo(written.subList(4, 6));
    }

    @Test
    void aCursorThatTheLogCannotVouchForIsGoneAndAMalformedOneIsAMistake() {
        write(3);
        String ahead = log.bounds().newestEpoch().value() + "-99";

        assertThatThrownBy(() -> read("another1-2", Filter.ALL, 5))
                .isInstanceOf(GoneException.class)
                .hasMessageContaining("another1-2");
        assertThatThrownBy(() -> read(ahead, Filter.ALL, 5)).isInstanceOf(GoneException.class);
        assertThatThrownBy(() -> read("nonsense", Filter.ALL, 5))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        mistake -> assertThat(mistake.kind()).isEqualTo("bad-cursor"))
                .hasMessageContaining("nonsense");
    }

    @Test
    void aPageThatRetentionOvertookIsGoneAndHasNoHole() {
        var small = new WrittenLog(4_000);
        small.poll(BACKUP.started());
        String cursor = small.bounds().headCursor().toString();
        var overtaken = new LogPages(new OvertakenLog(small.reader(), () -> {
            for (int i = 0; i < 30; i++) {
                small.poll(BACKUP.turns("S" + i));
            }
        }));

        assertThatThrownBy(() -> overtaken.read(cursor, Filter.ALL, 100).await().indefinitely())
                .isInstanceOf(GoneException.class);
    }

    private LogPages.Page read(String cursor, Filter filter, int limit) {
        return pages.read(cursor, filter, limit).await().indefinitely();
    }

    private List<Encoded> write(int events) {
        List<ChangeEvent> poll = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            poll.add(BACKUP.turns("S" + i));
        }
        log.poll(poll);
        return log.events().stream().map(event -> event.json()).toList();
    }
}
