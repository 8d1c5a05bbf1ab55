package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A socket that keeps what it is given, and takes nothing while it is stalled. */
final class RecordingOutlet implements Outlet {

    private final List<Message> messages = new ArrayList<>();
    private boolean isStalled;
    private boolean isBroken;
    private boolean stallsAfterEachWrite;
    private final Framing framing;
    private long taken;
    private int writes;
    private int farewells;
    private Runnable whenEnded = () -> {};
    private Optional<Farewell> farewell = Optional.empty();

    RecordingOutlet() {
        this(new Lines());
    }

    RecordingOutlet(Framing framing) {
        this.framing = framing;
    }

    @Override
    public boolean isReady() {
        return !isStalled;
    }

    @Override
    public long progress() {
        return taken;
    }

    @Override
    public Framing framing() {
        return framing;
    }

    @Override
    public void write(ByteBuf bytes) {
        if (isBroken) {
            bytes.release();
            throw new IllegalStateException("this socket is broken");
        }
        assertThat(isStalled).as("written to while stalled").isFalse();
        messages.addAll(Lines.read(bytes));
        writes++;
        bytes.release();
        isStalled = stallsAfterEachWrite;
    }

    @Override
    public void end(Farewell end) {
        farewell = Optional.of(end);
        farewells++;
        whenEnded.run();
    }

    /** The reader takes something, but not so much that there would be room for more. */
    void takeSome() {
        taken++;
    }

    void stall() {
        isStalled = true;
    }

    /** From now on it fails where it is written to, although it says that it is ready. */
    void breakDown() {
        isBroken = true;
    }

    void stallAfterEachWrite() {
        stallsAfterEachWrite = true;
    }

    void goOn() {
        isStalled = false;
    }

    Optional<Farewell> farewell() {
        return farewell;
    }

    void whenEnded(Runnable happens) {
        whenEnded = happens;
    }

    int farewells() {
        return farewells;
    }

    int writes() {
        return writes;
    }

    List<Message> messages() {
        return messages;
    }
}
