package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.eventlog.LogCondition;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** How the log fares, told to operators where that changes. */
final class Health implements LogCondition {

    private static final Logger LOG = Logger.getLogger(Health.class);

    private final BooleanSupplier isReadable;
    private final BooleanSupplier isWriter;
    private volatile @Nullable String trouble;

    Health(BooleanSupplier isReadable, BooleanSupplier isWriter) {
        this.isReadable = isReadable;
        this.isWriter = isWriter;
    }

    void troubled(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (trouble == null) {
            LOG.warnf("the log in NATS cannot be followed, so nothing new is served until it can: %s", message);
        } else {
            LOG.debug("the log in NATS still cannot be followed", failure);
        }
        trouble = message;
    }

    void well() {
        if (trouble != null) {
            LOG.info("the log in NATS is followed again");
        }
        trouble = null;
    }

    @Override
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public Optional<String> notReadable() {
        return isReadable.getAsBoolean()
                ? Optional.empty()
                : Optional.of("the log has not been read from NATS to its end yet");
    }

    @Override
    public Optional<String> role() {
        return Optional.of(isWriter.getAsBoolean() ? "writer" : "standby");
    }
}
