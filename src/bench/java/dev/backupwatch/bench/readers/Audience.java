package dev.backupwatch.bench.readers;

/** Whom a scanner tells what it has found. */
interface Audience {

    /** The sequence of the event that should come next; 0 while that is not known. */
    long next();

    /** An event is there to its last byte. */
    void event(long sequence);

    /** All events up to that sequence have been sent. */
    void bookmark(long sequence);

    /** The server wants to be answered with the same bytes. */
    void ping(byte[] payload);
}
