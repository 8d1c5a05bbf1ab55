package dev.backupwatch.stream;

import dev.backupwatch.event.Cursor;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.wire.ControlEncoder;
import dev.backupwatch.wire.ControlEncoder.Bookmark;
import dev.backupwatch.wire.ControlEncoder.Stamp;
import io.netty.buffer.ByteBuf;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the messages that speak of one connection's stream, each with an id of its own. */
public final class Controls {

    private final String connection;
    private final InstantSource clock;
    private final Optional<Supplier<String>> stamps;
    private final AtomicLong made = new AtomicLong();

    /**
     * @param connection unique among all connections, also of other replicas
     * @param stamps what a client must show with its cursor to go on, as it is at that moment; absent where nothing
     */
    public Controls(String connection, InstantSource clock, Optional<Supplier<String>> stamps) {
        this.connection = connection;
        this.clock = clock;
        this.stamps = stamps;
    }

    /** @param rest what all connections share; released by whoever frames the part */
    Message.Part snapshot(ByteBuf rest) {
        return new Message.Part(new Encoded(ControlEncoder.snapshotHead(id())), rest);
    }

    Message bookmark(Bookmark bookmark) {
        Optional<String> stamp = stamps.map(Supplier::get);
        return control("bookmark", ControlEncoder.bookmark(stamp(), bookmark, stamp), bookmark.cursor());
    }

    Message reset(Resume.Reason reason) {
        return control("reset", ControlEncoder.reset(stamp(), reason.wireName()));
    }

    public Message.Control problem(String reason, String detail, @Nullable String requestId) {
        return control("problem", ControlEncoder.problem(stamp(), reason, detail, requestId));
    }

    Message subscribed(@Nullable String requestId) {
        return control("subscribed", ControlEncoder.subscribed(stamp(), requestId));
    }

    private Stamp stamp() {
        return new Stamp(id(), clock.instant());
    }

    private String id() {
        return connection + "-" + made.incrementAndGet();
    }

    private static Message.Control control(String name, byte[] json) {
        return new Message.Control(name, new Encoded(json), Optional.empty());
    }

    private static Message.Control control(String name, byte[] json, Cursor cursor) {
        return new Message.Control(name, new Encoded(json), Optional.of(cursor));
    }
}
