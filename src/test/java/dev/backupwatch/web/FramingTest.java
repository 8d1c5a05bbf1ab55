package dev.backupwatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.EventType;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import dev.backupwatch.stream.Message;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {

    private static final HttpFraming SSE = new ServerSentEvents(false);

    private final WrittenLog log = new WrittenLog();
    private final Message.Event change = change(Backup.of(1002, 1));

    @Test
    void aChangeHasItsCursorAsIdAndNoEventLineSoThatOnmessageSeesIt() {
        assertThat(framed(SSE, change)).isEqualTo("id: " + change.place() + "\ndata: " + change.json() + "\n\n");
    }

    @Test
    void aChangeIsNamedForThoseWhoAskForIt() {
        assertThat(framed(new ServerSentEvents(true), change))
                .startsWith("id: " + change.place() + "\nevent: backup.job.started\ndata: {");
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshot", "reset", "problem"})
    void aMessageThatCannotBeResumedFromHasNoId(String name) {
        assertThat(framed(SSE, control(name, Optional.empty()))).isEqualTo("event: " + name + "\ndata: {\"x\":1}\n\n");
    }

    @Test
    void aBookmarkHasItsCursorAsId() {
        assertThat(framed(SSE, control("bookmark", change.cursor())))
                .isEqualTo("id: " + change.place() + "\nevent: bookmark\ndata: {\"x\":1}\n\n");
    }

    @Test
    void theFirstLineSaysWhenToReconnect() {
        assertThat(SSE.opening()).isEqualTo("retry: 2000\n\n");
        assertThat(new Lines().opening()).isEmpty();
    }

    @Test
    void ndjsonIsOneCloudEventALine() {
        assertThat(framed(new Lines(), change)).isEqualTo(change.json() + "\n");
        assertThat(framed(new Lines(), control("bookmark", Optional.empty()))).isEqualTo("{\"x\":1}\n");
    }

    @Test
    void aPersonReadsOneLineAnEventInTheirLanguage() {
        String english = framed(new HumanLines("en"), change);
        String chinese = framed(new HumanLines("zh"), change);

        assertThat(english)
                .startsWith("2026-03-01T18:00:01.000000Z info    prod: ")
                .endsWith("\n");
        assertThat(chinese).contains("租户");
        assertThat(english.lines()).hasSize(1);
    }

    @Test
    void whatComesFromElsewhereSteersNoTerminal() {
        String evil = "a\nb\rc\u001b[31md\u0007e\u009b2Jf\u0085g\u007fh\u2028i";
        String json = """
                {"time":"t","severity":"info","data":{"cluster":"prod","text":{"en":"%s"}}}""".formatted(evil.replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\u001b", "\\u001b")
                .replace("\u0007", "\\u0007"));
        var event = new Message.Event(change.place(), EventType.JOB_STARTED, encoded(json));

        assertThat(framed(new HumanLines("en"), event)).isEqualTo("t info    prod: a b c [31md e 2Jf g h i\n");
    }

    @Test
    void aRowOfTheSnapshotSteersNoTerminalEither() {
        String json = """
                {"type":"dev.backupwatch.stream.snapshot","data":{"jobs":[
                {"cluster":"prod","subject":"backup/1/1","status":"DO\\nING\u009b","since":"t"}],"tasks":[]}}""";

        assertThat(framed(new HumanLines("en"), new Message.Control("snapshot", encoded(json), Optional.empty())))
                .isEqualTo("# prod backup/1/1 DO ING  since t\n");
    }

    @Test
    void noDataLineIsBrokenByTheTextOfARow() {
        Message evil =
                change(new Backup(Backup.of(1, 1).cluster(), 1002, "a\nid: 9\n\r\n", 2, null, ManualClock.START));

        assertThat(framed(SSE, evil).strip().lines()).hasSize(2);
        assertThat(framed(new Lines(), evil).lines()).hasSize(1);
    }

    private Message.Event change(Backup backup) {
        log.poll(backup.started());
        LoggedEvent event = log.events().get(log.events().size() - 1);
        return new Message.Event(event.cursor(), event.facets().type(), event.json());
    }

    private static Message control(String name, Optional<Cursor> cursor) {
        return new Message.Control(name, encoded("{\"x\":1}"), cursor);
    }

    private static Encoded encoded(String json) {
        return new Encoded(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String framed(HttpFraming framing, Message message) {
        return read(framing.frame(List.of(message)));
    }

    private static String read(ByteBuf bytes) {
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.release();
        return text;
    }
}
