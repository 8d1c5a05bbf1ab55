package dev.backupwatch.source;

/** A password. Prints as nothing, so that no log, error or dump can show it. */
public final class Secret {

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
