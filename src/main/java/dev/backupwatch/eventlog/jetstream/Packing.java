package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.Facets;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobKey;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.Note;
import dev.backupwatch.eventlog.NoteKey;
import dev.backupwatch.eventlog.SourceAttestation;
import dev.backupwatch.eventlog.SourceFacts;
import dev.backupwatch.eventlog.StateEntry;
import dev.backupwatch.eventlog.StateKey;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;

/** Values as bytes, deflated: events tell much the same again and again. {@link Unpacking} reads them. */
final class Packing implements AutoCloseable {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, deflater));

    /** One write, which cannot fail in memory. */
    @FunctionalInterface
    private interface Write {
        void to(DataOutputStream out) throws IOException;
    }

    byte[] packed() {
        write(DataOutputStream::close);
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        deflater.end();
    }

    void number(long value) {
        write(to -> to.writeLong(value));
    }

    void flag(boolean value) {
        write(to -> to.writeBoolean(value));
    }

    void text(String value) {
        block(value.getBytes(StandardCharsets.UTF_8));
    }

    void optional(@Nullable String value) {
        flag(value != null);
        if (value != null) {
            text(value);
        }
    }

    private void optional(@Nullable Instant value) {
        flag(value != null);
        if (value != null) {
            time(value);
        }
    }

    void time(Instant value) {
        number(value.getEpochSecond());
        number(value.getNano());
    }

    void duration(Duration value) {
        number(value.getSeconds());
        number(value.getNano());
    }

    void encoded(Encoded value) {
        block(value.shared());
    }

    <T> void each(Collection<T> values, BiConsumer<Packing, T> put) {
        number(values.size());
        values.forEach(value -> put.accept(this, value));
    }

    /** Its cursor is told by its place among the others. */
    void event(LoggedEvent event) {
        number(event.pollEnd().value());
        time(event.time());
        Facets facets = event.facets();
        text(facets.cluster().value());
        text(facets.type().shortName());
        text(facets.severity().name());
        Identity identity = facets.identity();
        flag(identity != null);
        if (identity != null) {
            identity(identity);
        }
        encoded(event.json());
    }

    void entry(StateEntry entry) {
        text(entry.identity().cluster().value());
        identity(entry.identity());
        encoded(entry.item());
    }

    void stateKey(StateKey key) {
        text(key.cluster().value());
        rowKey(key.row());
    }

    void note(Note note) {
        noteKey(note.key());
        encoded(note.value());
    }

    void noteKey(NoteKey key) {
        text(key.cluster().value());
        text(key.name());
    }

    void attestation(SourceAttestation attestation) {
        text(attestation.cluster().value());
        text(attestation.state().name());
        Instant asOf = attestation.asOf();
        optional(asOf);
        facts(attestation.facts());
    }

    /** Apart from the rest of it, which replicas of earlier versions read. */
    void toldSince(SourceAttestation attestation) {
        optional(attestation.toldSince());
    }

    private void facts(SourceFacts facts) {
        text(facts.version());
        text(facts.scope());
        duration(facts.pollInterval());
        number(facts.jobs());
        number(facts.tasks());
        each(facts.tenants(), (to, tenant) -> {
            to.number(tenant.id().value());
            to.text(tenant.name());
            to.text(tenant.type());
            to.text(tenant.status());
        });
    }

    /** Without its cluster, which stands before it. */
    private void identity(Identity identity) {
        rowKey(identity.key());
        optional(identity.tenantName());
        number(identity.job().job());
        JobKey parent = identity.parent();
        flag(parent != null);
        if (parent != null) {
            number(parent.tenant().value());
            number(parent.job());
        }
    }

    private void rowKey(RowKey key) {
        text(key.kind().name());
        number(key.tenant().value());
        number(key.id());
    }

    private void block(byte[] value) {
        write(to -> {
            to.writeInt(value.length);
            to.write(value);
        });
    }

    private void write(Write write) {
        try {
            write.to(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
