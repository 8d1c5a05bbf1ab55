package dev.backupwatch.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.event.Encoded;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowGlanceTest {

    private static final RowGlance FULL =
            new RowGlance("FULL", Instant.parse("2026-11-23T03:00:00Z"), Instant.parse("2026-11-23T04:00:00.000001Z"));

    @Test
    void theRowIsFoundInAnEventAndInAnItem() {
        String row =
                "\"row\":{\"JOB_ID\":4,\"BACKUP_TYPE\":\"FULL\",\"START_TIMESTAMP\":\"2026-11-23T03:00:00.000000Z\","
                        + "\"END_TIMESTAMP\":\"2026-11-23T04:00:00.000001Z\",\"X\":[1]}";

        assertThat(glance("{\"source\":\"/clusters/prod\",\"data\":{\"text\":{\"en\":\"x\"}," + row
                        + ",\"z\":1},\"y\":1}"))
                .isEqualTo(FULL);
        assertThat(glance("{\"parent\":{\"jobId\":7}," + row + ",\"conditions\":[]}"))
                .isEqualTo(FULL);
    }

    @Test
    void whatChangedIsNotTheRow() {
        assertThat(glance("{\"data\":{\"changed\":{\"BACKUP_TYPE\":{\"from\":\"FULL\",\"to\":\"INC\"},"
                        + "\"row\":{\"BACKUP_TYPE\":\"OTHER\"}},\"row\":{\"BACKUP_TYPE\":\"INC\"}}}"))
                .isEqualTo(new RowGlance("INC", null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"data\":{}}",
                "{\"data\":7,\"row\":null}",
                "{\"row\":{}}",
                "{\"row\":{\"BACKUP_TYPE\":null,\"END_TIMESTAMP\":null}}",
                "{\"row\":{\"END_TIMESTAMP\":\"\"}}",
                "{\"row\":{\"END_TIMESTAMP\":\"soon\"}}"
            })
    void whatIsNotThereIsAbsent(String json) {
        assertThat(glance(json)).isEqualTo(new RowGlance(null, null, null));
    }

    @Test
    void whatIsNoJsonIsABug() {
        assertThatThrownBy(() -> glance("{\"data\":{\"row\"")).isInstanceOf(UncheckedIOException.class);
    }

    private static RowGlance glance(String json) {
        return RowGlance.at(new Encoded(json.getBytes(StandardCharsets.UTF_8)));
    }
}
