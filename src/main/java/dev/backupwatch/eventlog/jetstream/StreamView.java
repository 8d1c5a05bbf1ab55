package dev.backupwatch.eventlog.jetstream;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.ClusterInfo;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.Replica;
import io.nats.client.api.StreamInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is asked of the stream's leader. */
final class StreamView {

    /** Shorter than any election: a leader that heard of most others since then is the only one. */
    private static final Duration LIVELY = Duration.ofSeconds(2);

    private static final int NOT_FOUND = 404;

    private final Stores stores;
    private final String name;

    StreamView(Stores stores, String name) {
        this.stores = stores;
        this.name = name;
    }

    /**
     * Where the stream begins and ends.
     *
     * @param first the oldest message, or the next one where there is none
     */
    record Ends(long first, long last, long messages) {}

    /**
     * As a leader says it that most servers follow.
     *
     * @throws IOException where there is none, or it cannot know whether it is still the leader
     */
    Ends ends() throws IOException, JetStreamApiException, InterruptedException {
        StreamInfo info = stores.management().getStreamInfo(name);
        requireLively(info.getClusterInfo());
        long last = info.getStreamState().getLastSequence();
        long messages = info.getStreamState().getMsgCount();
        return new Ends(messages == 0 ? last + 1 : info.getStreamState().getFirstSequence(), last, messages);
    }

    private void requireLively(@Nullable ClusterInfo cluster) throws IOException {
        List<Replica> others = cluster == null ? null : cluster.getReplicas();
        if (others != null && !others.isEmpty()) {
            long lively = others.stream()
                    .filter(each -> !each.isOffline() && each.getActive().compareTo(LIVELY) < 0)
                    .count();
            if (2 * (lively + 1) <= others.size() + 1) {
                throw new IOException("most servers of the stream %s cannot be heard".formatted(name));
            }
        }
    }

    /** Empty where there is no message of that position. */
    Optional<Chunk> chunk(long position) throws IOException, JetStreamApiException, InterruptedException {
        JetStreamManagement management = stores.management();
        try {
            MessageInfo message = management.getMessage(name, position);
            return Optional.of(Chunk.read(message.getHeaders(), message.getData()));
        } catch (JetStreamApiException failure) {
            if (failure.getErrorCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
