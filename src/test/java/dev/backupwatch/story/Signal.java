package dev.backupwatch.story;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What a process is told from outside: to stop in the midst of what it does, to go on, or to read its configuration anew. */
public enum Signal {
    STOP,
    CONT,
    HUP;

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
