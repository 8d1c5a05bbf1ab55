package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.EventType;
import dev.backupwatch.event.Facets;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.event.Severity;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.event.Tenant;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.Note;
import dev.backupwatch.eventlog.NoteKey;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.SourceFacts;
import dev.backupwatch.eventlog.StateEntry;
import dev.backupwatch.eventlog.StateKey;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** What {@link Packing} wrote. Each method fails with IOException where the bytes are something else. */
final class Unpacking {

    private static final int LONGEST_BLOCK = 64 * 1024 * 1024;

    private final DataInputStream in;

    Unpacking(byte[] packed) {
        in = new DataInputStream(new BufferedInputStream(new InflaterInputStream(new ByteArrayInputStream(packed))));
    }

    /** Whether this is all: an earlier version has nothing more to say. */
    boolean isAtEnd() throws IOException {
        in.mark(1);
        boolean isAtEnd = in.read() < 0;
        in.reset();
        return isAtEnd;
    }

    /** One value. */
    @FunctionalInterface
    interface Read<T> {
        T from(Unpacking in) throws IOException;
    }

    long number() throws IOException {
        return in.readLong();
    }

    boolean flag() throws IOException {
        return in.readBoolean();
    }

    String text() throws IOException {
        return new String(block(), StandardCharsets.UTF_8);
    }

    @Nullable
    String optional() throws IOException {
        return flag() ? text() : null;
    }

    Instant time() throws IOException {
        return Instant.ofEpochSecond(number(), number());
    }

    Duration duration() throws IOException {
        return Duration.ofSeconds(number(), number());
    }

    Encoded encoded() throws IOException {
        return Encoded.adopting(block());
    }

    <T> List<T> each(Read<T> read) throws IOException {
        long count = number();
        List<T> values = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            values.add(read.from(this));
        }
        return values;
    }

    LoggedEvent event(Epoch epoch, Sequence sequence) throws IOException {
        var pollEnd = new Sequence(number());
        Instant time = time();
        var cluster = new ClusterName(text());
        EventType type = known(EventType::ofShortName);
        Severity severity = known(Severity::valueOf);
        Identity identity = flag() ? identity(cluster) : null;
        var facets = new Facets(cluster, type, severity, identity);
        return new LoggedEvent(new Cursor(epoch, sequence), pollEnd, time, facets, encoded());
    }

    StateEntry entry() throws IOException {
        var cluster = new ClusterName(text());
        return new StateEntry(identity(cluster), encoded());
    }

    StateKey stateKey() throws IOException {
        return new StateKey(new ClusterName(text()), rowKey());
    }

    Note note() throws IOException {
        return new Note(noteKey(), encoded());
    }

    NoteKey noteKey() throws IOException {
        return new NoteKey(new ClusterName(text()), text());
    }

    SourceAttestation attestation() throws IOException {
        var cluster = new ClusterName(text());
        SourceState state = known(SourceState::valueOf);
        Instant asOf = optionalTime();
        return new SourceAttestation(cluster, state, asOf, facts());
    }

    @Nullable
    Instant optionalTime() throws IOException {
        return flag() ? time() : null;
    }

    private SourceFacts facts() throws IOException {
        return new SourceFacts(
                text(),
                text(),
                duration(),
                number(),
                number(),
                each(from -> new Tenant(new TenantId(from.number()), from.text(), from.text(), from.text())));
    }

    private Identity identity(ClusterName cluster) throws IOException {
        RowKey key = rowKey();
        String tenantName = optional();
        var job = new JobKey(key.tenant(), number());
        JobKey parent = flag() ? new JobKey(new TenantId(number()), number()) : null;
        return new Identity(cluster, key, tenantName, job, parent);
    }

    private RowKey rowKey() throws IOException {
        return new RowKey(known(RowKind::valueOf), new TenantId(number()), number());
    }

    /** One of the words that this version has. */
    <T> T known(Function<String, T> word) throws IOException {
        try {
            return word.apply(text());
        } catch (IllegalArgumentException unknown) {
            throw new IOException(unknown.getMessage(), unknown);
        }
    }

    private byte[] block() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_BLOCK) {
            throw new IOException("no block has %d bytes".formatted(length));
        }
        byte[] block = in.readNBytes(length);
        if (block.length < length) {
            throw new IOException("cut off");
        }
        return block;
    }
}
