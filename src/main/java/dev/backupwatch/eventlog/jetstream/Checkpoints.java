package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.eventlog.Checkpoint;
import io.nats.client.JetStreamApiException;
import io.nats.client.ObjectStore;
import io.nats.client.api.ObjectInfo;
import io.nats.client.api.ObjectMeta;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;

/** Whole checkpoints, each named by its position in the stream. One that was not written to its end is not listed. */
final class Checkpoints {

    /** The newest may speak of records that the stream has lost: then the one before it is gone on from. */
    private static final int KEPT = 2;

    private final Stores stores;

    Checkpoints(Stores stores) {
        this.stores = stores;
    }

    /** Newest first. */
    List<Long> positions() throws IOException, JetStreamApiException, InterruptedException {
        return stores.checkpoints().getList().stream()
                .filter(object -> !object.isDeleted())
                .map(ObjectInfo::getObjectName)
                .map(Long::valueOf)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    Checkpoint read(long position) throws IOException, JetStreamApiException, InterruptedException {
        var bytes = new ByteArrayOutputStream();
        try {
            stores.checkpoints().get(Long.toString(position), bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        return RecordForm.checkpoint(bytes.toByteArray());
    }

    /**
     * Keeps it, and removes those that are not needed any more.
     *
     * @return the oldest that is kept
     */
    long write(Checkpoint checkpoint) throws IOException, JetStreamApiException, InterruptedException {
        ObjectStore store = stores.checkpoints();
        try {
            ObjectMeta meta = ObjectMeta.builder(
                            Long.toString(checkpoint.place().position()))
                    .chunkSize(stores.mostBytes())
                    .build();
            store.put(meta, new ByteArrayInputStream(RecordForm.pack(checkpoint)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        List<Long> positions = positions();
        for (long old : positions.stream().skip(KEPT).toList()) {
            store.delete(Long.toString(old));
        }
        return positions.get(Math.min(positions.size(), KEPT) - 1);
    }
}
