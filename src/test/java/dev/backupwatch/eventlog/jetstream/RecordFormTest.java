package dev.backupwatch.eventlog.jetstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.eventlog.Checkpoint;
import dev.backupwatch.eventlog.LogBounds.EpochStart;
import dev.backupwatch.eventlog.LogFixture;
import dev.backupwatch.eventlog.LogPlace;
import dev.backupwatch.eventlog.LogRecord;
import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.NoteChange;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.SourceFacts;
import dev.backupwatch.eventlog.StateChange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordFormTest {

    private static final Epoch EPOCH = new Epoch("one");
    private static final Sequence FIRST = new Sequence(7);

    @Test
    void aFenceIsReadAsItWasWritten() throws IOException {
        var fence = new LogRecord.Fence(EPOCH, FIRST);
        assertThat(RecordForm.record(RecordForm.pack(fence))).isEqualTo(fence);
    }

    @Test
    void aStepIsReadAsItWasWrittenWithAllItsParts() throws IOException {
        var step = new LogStep(
                LogFixture.ended(EPOCH, 7, 9).events(),
                new StateChange(
                        List.of(LogFixture.entry(1, "row")),
                        List.of(LogFixture.entry(2, "").key())),
                new NoteChange(
                        List.of(LogFixture.note("a", "备注")),
                        List.of(LogFixture.note("b", "").key())));
        var record = new LogRecord.Step(EPOCH, FIRST, step);
        assertThat(RecordForm.record(RecordForm.pack(record))).isEqualTo(record);
    }

    @Test
    void aCheckpointIsReadAsItWasWritten() throws IOException {
        var checkpoint = new Checkpoint(
                new LogPlace(99, "name"),
                List.of(new EpochStart(EPOCH, FIRST)),
                new Sequence(8),
                List.of(LogFixture.entry(1, "row")),
                List.of(LogFixture.note("a", "note")));
        assertThat(RecordForm.checkpoint(RecordForm.pack(checkpoint))).isEqualTo(checkpoint);
    }

    @Test
    void aNoticeIsReadAsItWasWritten() throws IOException {
        var facts = new SourceFacts(
                "4.3", "sys", Duration.ofMillis(1500), 1, 2, List.of(new Tenant(TenantId.SYS, "sys", "SYS", "NORMAL")));
        var starting = new SourceAttestation(LogFixture.CLUSTER, SourceState.STARTING, null, facts);
        var notice = new Notice(
                Notice.Kind.ATTESTED, EPOCH, 5, List.of(LogFixture.attestation("2026-11-23T04:00:00Z"), starting));
        Notice read = Notice.of(notice.bytes());
        assertThat(read).isEqualTo(notice);

        SourceAttestation telling = starting.tellingSince(Instant.parse("2026-11-20T04:00:00.5Z"));
        var later = new Notice(Notice.Kind.ATTESTED, EPOCH, 5, List.of(telling, starting, telling));
        assertThat(Notice.of(later.bytes())).isEqualTo(later);
    }

    @Test
    void aNoticeOfAReplicaThatDoesNotSaySinceWhenAllIsToldIsReadWithoutThat() throws IOException {
        SourceAttestation attestation = LogFixture.attestation("2026-11-23T04:00:00Z");
        try (var earlier = new Packing()) {
            earlier.text(Notice.Kind.ATTESTED.name());
            earlier.text(EPOCH.value());
            earlier.number(5);
            earlier.each(List.of(attestation), Packing::attestation);

            assertThat(Notice.of(earlier.packed()).attestations()).containsExactly(attestation);
        }
    }

    @Test
    void whatIsCutOffIsRefused() {
        byte[] packed = RecordForm.pack(new LogRecord.Step(EPOCH, FIRST, LogFixture.poll(EPOCH, 7, 9)));
        assertThatThrownBy(() -> RecordForm.record(Arrays.copyOf(packed, packed.length / 2)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void whatALaterVersionWroteIsRefusedWithWords() {
        try (var later = new Packing()) {
            later.number(2);
            byte[] packed = later.packed();
            assertThatThrownBy(() -> RecordForm.record(packed))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("newer version");
        }
    }
}
