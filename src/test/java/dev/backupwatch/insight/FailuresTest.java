package dev.backupwatch.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.backupwatch.event.Cell;
import dev.backupwatch.event.Columns;
import dev.backupwatch.event.Failure;
import dev.backupwatch.event.Failure.ErrorCode;
import dev.backupwatch.event.Failure.Place;
import dev.backupwatch.event.Row;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

    private static final Columns COLUMNS = Columns.of("STATUS", "RESULT", "COMMENT");
    private static final String TRACE = "YB42AC110002-0005F8B5C4F5B5B5-0-0";
    private static final String BY_ROOTSERVICE =
            "(ROOTSERVICE)addr: 10.0.0.1:2882, result: -4009(IO error), trace_id: " + TRACE;
    private static final String BY_SERVER =
            "(SERVER)ls_id: 1001, addr: 10.0.0.2:2882, module: BACKUP_DATA, result: -4184(Server out of disk space)"
                    + ", trace_id: " + TRACE;

    @Test
    void theRootServiceSaysWhereAndWhy() {
        Failure failure = failed(-4009, BY_ROOTSERVICE);

        assertThat(failure.result()).isEqualTo(-4009);
        assertThat(failure.message()).isEqualTo("IO error");
        assertThat(failure.place()).isEqualTo(new Place("10.0.0.1:2882", null, null, TRACE));
    }

    @Test
    void aServerAlsoNamesTheLogStreamAndTheModule() {
        Failure failure = failed(-4184, BY_SERVER);

        assertThat(failure.message()).isEqualTo("Server out of disk space");
        assertThat(failure.place()).isEqualTo(new Place("10.0.0.2:2882", 1001L, "BACKUP_DATA", TRACE));
    }

    @Test
    void aNumberThatWeKnowHasItsNameAndMeaning() {
        assertThat(failed(-4012, "Timeout").error())
                .isEqualTo(ErrorCodes.of(-4012).orElseThrow());
        assertThat(failed(-4070, "Invalid data").error())
                .extracting(ErrorCode::name)
                .isEqualTo("OB_INVALID_DATA");
    }

    @Test
    void aNumberThatWeDoNotKnowIsToldAsItIs() {
        Failure failure = failed(-65000, "something new");

        assertThat(failure).isEqualTo(new Failure(-65000, null, "something new", null));
    }

    @Test
    void aTaskHasOnlyText() {
        assertThat(failed(-4009, "IO error").message()).isEqualTo("IO error");
        assertThat(failed(-4009, "IO error").place()).isNull();
    }

    @Test
    void theParentOfACommentlessFailureHasNoMessage() {
        Failure failure = failed(-4009, "");

        assertThat(failure.message()).isEmpty();
        assertThat(failure.place()).isNull();
        assertThat(Failures.of(new Row(Columns.of("RESULT"), List.of(Cell.of(-4009)))))
                .contains(failure);
    }

    @Test
    void aRowThatHasNotFailedHasNoFailure() {
        assertThat(Failures.of(row("COMPLETED", 0, ""))).isEmpty();
        assertThat(Failures.of(row("DOING", 0, BY_ROOTSERVICE))).isEmpty();
        assertThat(Failures.of(new Row(Columns.of("STATUS"), List.of(Cell.of("FAILED")))))
                .isEmpty();
        assertThat(Failures.of(new Row(COLUMNS, List.of(Cell.of("DOING"), Cell.NOTHING, Cell.NOTHING))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"CANCELED,-4072", "CANCELING,-4072", "FAILED,-4072", "CANCELED,-4012", "CANCELING,-4009"})
    void whatWasCanceledHasNotFailed(String status, long result) {
        assertThat(Failures.of(row(status, result, BY_ROOTSERVICE))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.1:2882|10.0.0.1:2882",
                "\"10.0.0.1:2882\"|10.0.0.1:2882",
                "[2001:db8:0:0:0:0:0:1]:2882|[2001:db8:0:0:0:0:0:1]:2882",
                "\"[fe80:0:0:0:0:0:0:1]:2882\"|[fe80:0:0:0:0:0:0:1]:2882"
            })
    void anAddressIsReadInEachOfItsForms(String printed, String server) {
        assertThat(placeOf(BY_ROOTSERVICE.replace("10.0.0.1:2882", printed)).server())
                .isEqualTo(server);
        assertThat(placeOf(BY_SERVER.replace("10.0.0.2:2882", printed)).server())
                .isEqualTo(server);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cannot write (disk full), 3 of 5 tried",
                "two\nlines\r\nand a third",
                "读写失败（磁盘）",
                "says result: -1(no), trace_id: Y1, addr: x",
                "ends)",
                "(begins",
                ""
            })
    void theTextMayHoldAnything(String text) {
        for (String form : List.of(BY_ROOTSERVICE.replace("IO error", text), BY_SERVER.replace("-4184", "-4009"))) {
            Failure failure = failed(-4009, form.replace("Server out of disk space", text));

            assertThat(failure.message()).isEqualTo(text);
            assertThat(failure.place()).extracting(Place::traceId).isEqualTo(TRACE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "备份失败",
                "addr: 10.0.0.1:2882, result: -4009(IO error), trace_id: Y1",
                "(ROOTSERVICE)",
                "(ROOTSERVICE)addr: , result: -4009(IO error), trace_id: Y1",
                "(ROOTSERVICE)addr: 10.0.0.1:2882, result: (IO error), trace_id: Y1",
                "(ROOTSERVICE)addr: 10.0.0.1:2882, result: -4009(IO error), trace_id: ",
                "(ROOTSERVICE)addr: 10.0.0.1:2882, result: -4009(IO error), trace_id: Y1, more",
                "(ROOTSERVICE)addr: \"10.0.0.1:2882, result: -4009(IO error), trace_id: Y1",
                "(SERVER)addr: 10.0.0.1:2882, module: BACKUP_DATA, result: -4009(IO error), trace_id: Y1",
                "(SERVER)ls_id: x, addr: 10.0.0.1:2882, module: A, result: -4009(IO error), trace_id: Y1",
                "（ROOTSERVICE）地址：10.0.0.1:2882，结果：-4009（IO 错误）"
            })
    void whatHasAnotherFormIsTheMessageAsItIs(String comment) {
        assertThat(failed(-4009, comment))
                .isEqualTo(new Failure(-4009, ErrorCodes.of(-4009).orElseThrow(), comment, null));
    }

    @Test
    void aCommentThatWasCutIsTheMessageAsItIs() {
        for (String whole : List.of(BY_ROOTSERVICE, BY_SERVER)) {
            for (int length = 0; length < whole.length() - TRACE.length(); length++) {
                String cut = whole.substring(0, length);
                assertThat(failed(-4009, cut).message()).isEqualTo(cut);
                assertThat(failed(-4009, cut).place()).isNull();
            }
        }
    }

    @Test
    void anotherErrorsCommentIsKeptWhole() {
        Failure failure = failed(-4012, BY_ROOTSERVICE);

        assertThat(failure.result()).isEqualTo(-4012);
        assertThat(failure.message()).isEqualTo(BY_ROOTSERVICE);
        assertThat(failure.place()).extracting(Place::server).isEqualTo("10.0.0.1:2882");
    }

    @Test
    void aLogStreamThatIsNotValidIsAbsent() {
        Place place = placeOf(BY_SERVER.replace("1001", "18446744073709551615"));

        assertThat(place.logStream()).isNull();
        assertThat(place.server()).isEqualTo("10.0.0.2:2882");
    }

    @RepeatedTest(20)
    void noCommentIsTooOddToBeRead() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String comment = mutated(random.nextBoolean() ? BY_ROOTSERVICE : BY_SERVER, random);
            Failure failure = failed(-4009, comment);
            assertThat(comment).as("seed %d", seed).contains(failure.message());
            if (failure.place() == null) {
                assertThat(failure.message()).as("seed %d", seed).isEqualTo(comment);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"), trace_id: ", "(ROOTSERVICE)addr: ", "result: -4009(", "9", ")", "\"", ", ", " ", "a"})
    void aHugeCommentIsReadInNoTime(String repeated) {
        String many = repeated.repeat(1_000_000 / repeated.length());
        for (String start :
                List.of("", "(ROOTSERVICE)addr: ", "(SERVER)ls_id: ", "(ROOTSERVICE)addr: a, result: -1(")) {
            Failure failure = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> failed(-4009, start + many));
            assertThat(failure.place()).isNull();
        }
    }

    private static String mutated(String comment, Random random) {
        var text = new StringBuilder(comment);
        for (int changes = random.nextInt(6); changes >= 0; changes--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.setLength(at);
                case 1 -> text.insert(at, (char) random.nextInt(0x3000));
                case 2 -> text.delete(at, Math.min(text.length(), at + random.nextInt(8)));
                default -> text.insert(at, comment, random.nextInt(20), 20 + random.nextInt(40));
            }
        }
        return text.toString();
    }

    private static Place placeOf(String comment) {
        return Objects.requireNonNull(failed(-4009, comment).place(), comment);
    }

    private static Failure failed(long result, String comment) {
        return Failures.of(row("FAILED", result, comment)).orElseThrow();
    }

    private static Row row(String status, long result, String comment) {
        return new Row(COLUMNS, List.of(Cell.of(status), Cell.of(result), Cell.of(comment)));
    }
}
