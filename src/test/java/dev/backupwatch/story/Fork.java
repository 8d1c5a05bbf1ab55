package dev.backupwatch.story;

/** Which of the JVMs this is that run test classes beside each other: for what they must not share. */
public final class Fork {

    /** As many as the build starts. */
    static final int MOST = 2;

    public static final int NUMBER = Integer.getInteger("fork.number", 1);

    private Fork() {}
}
