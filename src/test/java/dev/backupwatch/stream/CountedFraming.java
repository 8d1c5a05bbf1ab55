package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Lines, and what became of all that were made. */
record CountedFraming(Lines lines, List<ByteBuf> made) implements Framing {

    CountedFraming() {
        this(new Lines(), new CopyOnWriteArrayList<>());
    }

    @Override
    public Transport transport() {
        return Transport.NDJSON;
    }

    @Override
    public ByteBuf frame(List<Message> messages) {
        ByteBuf framed = lines.frame(messages);
        made.add(framed);
        return framed;
    }

    @Override
    public ByteBuf frame(Message.Part part) {
        ByteBuf framed = lines.frame(part);
        made.add(framed);
        return framed;
    }

    long inUse() {
        return made.stream().filter(framed -> framed.refCnt() > 0).count();
    }

    void assertAllReleased() {
        assertThat(made).isNotEmpty().allMatch(framed -> framed.refCnt() == 0);
    }

    /** One transport is one framing, however much it has made. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CountedFraming;
    }

    @Override
    public int hashCode() {
        return 1;
    }
}
