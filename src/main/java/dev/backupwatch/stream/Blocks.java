package dev.backupwatch.stream;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a batch as those with the same filter and transport get them: made once, and kept while they are among the
 * newest. The memory is outside of the heap, where the socket takes it from without copying it for each subscriber.
 */
final class Blocks {

    private final long mostBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final ConcurrentHashMap<Key, Block> blocks = new ConcurrentHashMap<>();
    private final Queue<Key> oldestFirst = new ConcurrentLinkedQueue<>();

    private record Key(Cut cut, Batch batch) {}

    /** @param mostBytes of what is framed and the batches that it was made of; the newest is kept whatever its size */
    Blocks(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** The caller releases it. Unreadable where the filter lets nothing through. */
    ByteBuf of(Cut cut, Batch batch) {
        if (!batch.isShared()) {
            return cut.of(batch.events());
        }
        var key = new Key(cut, batch);
        while (true) {
            Block block = blocks.computeIfAbsent(key, Block::new);
            Optional<ByteBuf> shared = block.share();
            if (shared.isPresent()) {
                return shared.get();
            }
        }
    }

    /** Gives all of them up. */
    void clear() {
        for (Key key = oldestFirst.poll(); key != null; key = oldestFirst.poll()) {
            giveUp(key);
        }
    }

    private void giveUp(Key key) {
        Block block = blocks.remove(key);
        if (block != null) {
            bytes.addAndGet(-block.release());
        }
    }

    private void kept(Key key, long weight) {
        oldestFirst.add(key);
        if (bytes.addAndGet(weight) > mostBytes) {
            trim(key);
        }
    }

    private void trim(Key newest) {
        while (bytes.get() > mostBytes) {
            Key oldest = oldestFirst.poll();
            if (oldest == null) {
                return;
            }
            if (oldest.equals(newest)) {
                oldestFirst.add(oldest);
                return;
            }
            giveUp(oldest);
        }
    }

    /** Who comes first makes the bytes, and the others wait for that moment. */
    private final class Block {

        private final Key key;
        private @Nullable ByteBuf made;
        private boolean isReleased;

        Block(Key key) {
            this.key = key;
        }

        /** Empty where it was given up in between. */
        Optional<ByteBuf> share() {
            boolean isNew = false;
            ByteBuf shared;
            synchronized (this) {
                if (isReleased) {
                    return Optional.empty();
                }
                if (made == null) {
                    made = key.cut().of(key.batch().events());
                    isNew = true;
                }
                shared = made.retainedDuplicate();
            }
            if (isNew) {
                kept(key, weight(shared));
            }
            return Optional.of(shared);
        }

        synchronized long release() {
            isReleased = true;
            if (made == null) {
                return 0;
            }
            long weight = weight(made);
            made.release();
            made = null;
            return weight;
        }

        /** With the batch, which perhaps nobody else holds any more: of what a filter lets through little may be left. */
        private long weight(ByteBuf framed) {
            return framed.readableBytes() + key.batch().bytes();
        }
    }
}
