package dev.backupwatch.settings;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Collection;
import java.util.List;

/** The configuration cannot be used. Quarkus prints its message, and no stack, and exits with 1. */
public final class MistakenException extends ConfigurationException {

    private final transient List<Mistake> mistakes;

    MistakenException(Collection<Mistake> mistakes) {
        super(Mistake.list(mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}
