package dev.backupwatch.service;

/** A foreign client that holds on to the service, and resumes by its own means whenever its connection ends. */
interface Follower extends AutoCloseable {

    String name();

    /** All that it got, over all its connections. */
    Transcript transcript();

    /** How often it was connected. */
    int connections();

    @Override
    void close();
}
