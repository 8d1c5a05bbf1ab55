package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The next page is read while one is written, but no subscriber keeps one for a socket that does not take it. */
class ReadingAheadTest {

    private static final int PAGE = 256;
    private static final int PAGES = 6;

    private final AtomicInteger read = new AtomicInteger();
    private final WrittenLog log = new WrittenLog(1 << 23);
    private Streaming stream;

    @BeforeEach
    void begin() {
        Backup backup = Backup.of(1002, 1);
        log.poll(backup.started());
        for (int event = 2; event <= PAGES * PAGE; event++) {
            log.poll(backup.turns("S" + event));
        }
        stream = new Streaming(new CountedLog(log.reader(), read), Streaming.from("oldest"), new ManualClock());
    }

    @Test
    void aSocketThatTakesAllIsWrittenToWhileTheNextPageIsRead() {
        stepUntilWritten(2);
        assertThat(read).hasValue(3);

        stream.thread.run();

        assertThat(stream.told()).isEqualTo(all());
        assertThat(read).hasValue(PAGES);
    }

    @Test
    void forASocketThatTakesOnePageAtATimeNoneIsReadInVain() {
        stream.outlet.stallAfterEachWrite();
        stream.thread.run();
        for (int page = 1; page < PAGES; page++) {
            assertThat(read).hasValue(page);
            assertThat(stream.told()).hasSize(page * PAGE);
            stream.goOn();
        }
        assertThat(stream.told()).isEqualTo(all());
        assertThat(read).hasValue(PAGES);
    }

    @Test
    void whatWasReadForASocketThatFillsUpMeanwhileIsStillAmongTheSharedPagesWhenItGoesOn() {
        stepUntilWritten(2);
        stream.outlet.stall();
        stream.thread.run();
        assertThat(stream.told()).hasSize(2 * PAGE);

        stream.goOn();

        assertThat(stream.told()).isEqualTo(all());
        assertThat(read).hasValue(PAGES);
    }

    @Test
    void aBookmarkThatFallsDueComesBeforeAllIsRead() {
        stepUntilWritten(3);
        stream.advance(Subscription.SLOWEST_BOOKMARKS);

        List<String> told = stream.told();
        assertThat(told.indexOf("bookmark")).isBetween(3 * PAGE, 4 * PAGE);
        assertThat(told.stream().filter(message -> !message.equals("bookmark"))).containsExactlyElementsOf(all());
    }

    private void stepUntilWritten(int pages) {
        while (stream.messages().size() < pages * PAGE) {
            stream.thread.step();
        }
    }

    private static List<String> all() {
        return LongStream.rangeClosed(1, PAGES * PAGE).mapToObj(Long::toString).toList();
    }
}
