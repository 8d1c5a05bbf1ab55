package dev.backupwatch.ops;

import dev.backupwatch.eventlog.EventLogReader;
import dev.backupwatch.eventlog.LogCondition;
import dev.backupwatch.eventlog.LogState;
import dev.backupwatch.story.ForwardingLog;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A log whose state can be had, or not, as the test says; it counts how often it was asked for. */
final class TroubledLog implements ForwardingLog, LogCondition {

    /** What becomes of a question for the state. */
    enum Mood {
        SOUND,
        FAILING,
        SILENT
    }

    private final EventLogReader log;
    private final AtomicInteger reads = new AtomicInteger();
    private volatile Mood mood = Mood.SOUND;
    private volatile boolean isCutOff;

    TroubledLog(EventLogReader log) {
        this.log = log;
    }

    void turn(Mood next) {
        mood = next;
    }

    /** From where it is written. */
    void cutOff(boolean isSo) {
        isCutOff = isSo;
    }

    int reads() {
        return reads.get();
    }

    @Override
    public EventLogReader log() {
        return log;
    }

    @Override
    public Uni<LogState> state() {
        reads.incrementAndGet();
        return switch (mood) {
            case SOUND -> log.state();
            case FAILING -> Uni.createFrom().failure(new IOException("the disk is gone"));
            case SILENT -> Uni.createFrom().nothing();
        };
    }

    @Override
    public Optional<String> trouble() {
        return isCutOff ? Optional.of("NATS does not answer") : Optional.empty();
    }
}
