package dev.backupwatch.stream;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Tells operators that the log cannot be read: once until it can be, whatever the number of readers. */
final class ReadTrouble {

    private static final Logger LOG = Logger.getLogger(ReadTrouble.class);

    private final AtomicBoolean isTold = new AtomicBoolean();

    void begins(Throwable failure) {
        if (isTold.compareAndSet(false, true)) {
            LOG.warn("streams end because the log cannot be read", failure);
        } else {
            LOG.debug("one more stream ends because the log cannot be read", failure);
        }
    }

    void isOver() {
        if (isTold.get() && isTold.compareAndSet(true, false)) {
            LOG.info("the log can be read again");
        }
    }
}
