package dev.backupwatch.ops;

import java.util.List;

/** A configuration that cannot be used. */
final class MistakenConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> mistakes;

    MistakenConfigurationException(List<String> mistakes) {
        super("The configuration cannot be used: " + String.join("; ", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** @param message which tells all, readable as it is */
    MistakenConfigurationException(String message) {
        this(message, List.of(message));
    }

    /** @param message which tells all of these, readable as it is */
    MistakenConfigurationException(String message, List<String> mistakes) {
        super(message);
        this.mistakes = List.copyOf(mistakes);
    }

    List<String> mistakes() {
        return mistakes;
    }
}
