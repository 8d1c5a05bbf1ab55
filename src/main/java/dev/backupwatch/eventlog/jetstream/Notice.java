package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.event.Epoch;
import dev.backupwatch.eventlog.SourceAttestation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What replicas say to each other beside the log, and what may be lost.
 *
 * @param kind what it is
 * @param epoch the writer's that sends it
 * @param position up to where whoever reads it must have read the stream
 * @param attestations empty but in {@link Kind#ATTESTED}
 */
record Notice(Kind kind, Epoch epoch, long position, List<SourceAttestation> attestations) {

    enum Kind {
        /** A writer is there, though it may have nothing to say. */
        ALIVE,
        ATTESTED,
        /** Some replica does not know what is vouched for, and asks the writer. */
        ASKED
    }

    byte[] bytes() {
        try (var to = new Packing()) {
            to.text(kind.name());
            to.text(epoch.value());
            to.number(position);
            to.each(attestations, Packing::attestation);
            attestations.forEach(to::toldSince);
            return to.packed();
        }
    }

    /** @throws IOException for what a later version says */
    static Notice of(byte[] bytes) throws IOException {
        var from = new Unpacking(bytes);
        Kind kind = from.known(Kind::valueOf);
        var epoch = new Epoch(from.text());
        long position = from.number();
        List<SourceAttestation> attestations = new ArrayList<>();
        for (SourceAttestation attestation : from.each(Unpacking::attestation)) {
            attestations.add(from.isAtEnd() ? attestation : attestation.tellingSince(from.optionalTime()));
        }
        return new Notice(kind, epoch, position, attestations);
    }
}
