package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.event.Sequence;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A part of a record that is no larger than the server takes.
 *
 * @param batch the record's name
 * @param previous the name of the record before it, empty before the first
 * @param first the sequence of the record's first event; where it has none, of the next event
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares chunks
record Chunk(String batch, String previous, Sequence first, int index, int count, byte[] bytes) {

    private static final String BATCH = "Backupwatch-Batch";
    private static final String PREVIOUS = "Backupwatch-Previous";
    private static final String FIRST = "Backupwatch-First";
    private static final String PART = "Backupwatch-Part";

    static List<Chunk> of(String batch, String previous, Sequence first, byte[] packed, int mostBytes) {
        int count = Math.max(1, (packed.length + mostBytes - 1) / mostBytes);
        List<Chunk> chunks = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            int from = index * mostBytes;
            byte[] part = Arrays.copyOfRange(packed, from, Math.min(packed.length, from + mostBytes));
            chunks.add(new Chunk(batch, previous, first, index, count, part));
        }
        return chunks;
    }

    boolean isLast() {
        return index == count - 1;
    }

    /** The same for the same chunk, however often it is sent: the server takes it once. */
    String messageId() {
        return batch + "." + index;
    }

    Message message(String subject) {
        var headers = new Headers()
                .put(BATCH, batch)
                .put(PREVIOUS, previous)
                .put(FIRST, Long.toString(first.value()))
                .put(PART, index + "/" + count);
        return NatsMessage.builder()
                .subject(subject)
                .headers(headers)
                .data(bytes)
                .build();
    }

    /** @throws IOException for a message that is none of ours */
    static Chunk read(Headers headers, byte[] bytes) throws IOException {
        String batch = headers.getFirst(BATCH);
        String previous = headers.getFirst(PREVIOUS);
        String first = headers.getFirst(FIRST);
        String part = headers.getFirst(PART);
        if (batch == null || first == null || part == null) {
            throw new IOException("the stream holds a message that this service did not write");
        }
        int slash = part.indexOf('/');
        int index = Integer.parseInt(part.substring(0, slash));
        int count = Integer.parseInt(part.substring(slash + 1));
        return new Chunk(
                batch, previous == null ? "" : previous, new Sequence(Long.parseLong(first)), index, count, bytes);
    }
}
