package dev.backupwatch.story;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Stops a process in the midst of what it does, without a word to it, and lets it go on. */
public enum Signal {
    STOP,
    CONT;

    public void to(long pid) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
                    .inheritIO()
                    .start();
            if (kill.onExit().join().exitValue() != 0) {
                throw new IllegalStateException("process %d could not be sent SIG%s".formatted(pid, name()));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
