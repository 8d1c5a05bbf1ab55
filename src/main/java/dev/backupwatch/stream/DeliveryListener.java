package dev.backupwatch.stream;

import dev.backupwatch.eventlog.LoggedEvent;

/** Is told of polls that are handed to the streams, for those who trace it. It returns at once and does not fail. */
public interface DeliveryListener {

    /** For nobody. */
    DeliveryListener NONE = new DeliveryListener() {
        @Override
        public boolean isListening() {
            return false;
        }

        @Override
        public Runnable delivers(LoggedEvent pollEnd, int streams) {
            return () -> {};
        }
    };

    /** Whether it wants to be told at all: else nothing is looked up for it. */
    boolean isListening();

    /**
     * The streams are about to be woken for that poll.
     *
     * @param pollEnd its last event
     * @param streams how many are open
     * @return to be called when each has been handed as much as its socket took
     */
    Runnable delivers(LoggedEvent pollEnd, int streams);
}
