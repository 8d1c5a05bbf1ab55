package dev.backupwatch.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** A socket that keeps what it is given, and takes nothing while it is stalled. */
final class RecordingOutlet implements Outlet {

    private final List<Message> messages = new ArrayList<>();
    private boolean isStalled;
    private boolean stallsAfterEachWrite;
    private boolean hasEnded;

    @Override
    public boolean isReady() {
        return !isStalled;
    }

    @Override
    public void write(List<Message> written) {
        assertThat(isStalled).as("written to while stalled").isFalse();
        messages.addAll(written);
        isStalled = stallsAfterEachWrite;
    }

    @Override
    public void end() {
        hasEnded = true;
    }

    void stall() {
        isStalled = true;
    }

    void stallAfterEachWrite() {
        stallsAfterEachWrite = true;
    }

    void goOn() {
        isStalled = false;
    }

    boolean hasEnded() {
        return hasEnded;
    }

    List<Message> messages() {
        return messages;
    }
}
