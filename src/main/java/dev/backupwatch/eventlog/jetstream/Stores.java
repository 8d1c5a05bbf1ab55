package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.eventlog.LogRefusedException;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.KeyValue;
import io.nats.client.KeyValueOptions;
import io.nats.client.ObjectStore;
import io.nats.client.ObjectStoreOptions;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.ObjectStoreConfiguration;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stream and the buckets beside it: made where they are missing, and looked at where they are not. */
final class Stores {

    /** Longer than a record is ever sent again. */
    private static final Duration DUPLICATES = Duration.ofMinutes(2);

    private static final int NOT_FOUND = 404;
    private static final int UNLIMITED = -1;

    private final NatsLink link;
    private final JetStreamSettings settings;
    private volatile @Nullable Bucket bucket;

    private record Bucket(Connection connection, KeyValue leases) {}

    Stores(NatsLink link, JetStreamSettings settings) {
        this.link = link;
        this.settings = settings;
    }

    /**
     * @throws LogRefusedException where the stream is there, but set up so that it could lose what it must keep
     */
    void makeOrCheck() throws IOException, JetStreamApiException, InterruptedException {
        JetStreamManagement management = management();
        StreamInfo stream = find(management, settings.name());
        if (stream == null) {
            stream = management.addStream(wanted());
        }
        check(stream.getConfiguration());
        Connection connection = link.connection();
        if (find(management, "KV_" + settings.leases()) == null) {
            connection.keyValueManagement().create(leases());
        }
        if (find(management, "OBJ_" + settings.checkpoints()) == null) {
            connection.objectStoreManagement().create(checkpointBucket());
        }
    }

    JetStreamManagement management() throws IOException, InterruptedException {
        return link.connection().jetStreamManagement(NatsLink.requests());
    }

    /** See {@link NatsLink#mostBytes}. */
    int mostBytes() throws IOException, InterruptedException {
        return link.mostBytes();
    }

    /** Opened once for each connection: that asks the server what bucket it is, and a lease is looked at all the time. */
    KeyValue lease() throws IOException, InterruptedException {
        Connection connection = link.connection();
        Bucket last = bucket;
        if (last == null || last.connection() != connection) {
            var options = KeyValueOptions.builder()
                    .jetStreamOptions(NatsLink.requests())
                    .build();
            last = new Bucket(connection, connection.keyValue(settings.leases(), options));
            bucket = last;
        }
        return last.leases();
    }

    ObjectStore checkpoints() throws IOException, InterruptedException {
        return link.connection()
                .objectStore(
                        settings.checkpoints(),
                        ObjectStoreOptions.builder()
                                .jetStreamOptions(NatsLink.requests())
                                .build());
    }

    private static @Nullable StreamInfo find(JetStreamManagement management, String name)
            throws IOException, JetStreamApiException {
        try {
            return management.getStreamInfo(name);
        } catch (JetStreamApiException failure) {
            if (failure.getErrorCode() == NOT_FOUND) {
                return null;
            }
            throw failure;
        }
    }

    /** Nothing in it is ever removed but by the writer, and nothing is answered but by its leader. */
    private StreamConfiguration wanted() {
        return StreamConfiguration.builder()
                .name(settings.name())
                .subjects(settings.subject())
                .storageType(StorageType.File)
                .replicas(settings.replicas())
                .duplicateWindow(DUPLICATES)
                .allowDirect(false)
                .denyDelete(true)
                .build();
    }

    private KeyValueConfiguration leases() {
        return KeyValueConfiguration.builder()
                .name(settings.leases())
                .storageType(StorageType.File)
                .replicas(settings.replicas())
                .maxHistoryPerKey(1)
                .build();
    }

    private ObjectStoreConfiguration checkpointBucket() {
        return ObjectStoreConfiguration.builder(settings.checkpoints())
                .storageType(StorageType.File)
                .replicas(settings.replicas())
                .build();
    }

    private void check(StreamConfiguration found) {
        if (!found.getSubjects().equals(List.of(settings.subject()))) {
            throw refusal("it takes the subjects %s instead of %s".formatted(found.getSubjects(), settings.subject()));
        }
        if (found.getStorageType() != StorageType.File) {
            throw refusal("it is kept in memory");
        }
        if (!found.getMaxAge().isZero() || found.getMaxBytes() != UNLIMITED || found.getMaxMsgs() != UNLIMITED) {
            throw refusal("it removes records by a limit of its own (max age, bytes or messages)");
        }
    }

    private LogRefusedException refusal(String reason) {
        return new LogRefusedException(
                "the stream %s is not one for this log: %s. Choose another name, or remove it if it may go"
                        .formatted(settings.name(), reason));
    }
}
