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

    /** Of the same text, so that a login that has not changed is known as such. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
