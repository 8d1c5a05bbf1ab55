package dev.backupwatch.event;

/** The name under which one OceanBase cluster is configured; part of URLs and of every event's {@code source}. */
public record ClusterName(String value) implements Comparable<ClusterName> {

    private static final int LONGEST = 63;

    public ClusterName {
        if (value.isEmpty() || value.length() > LONGEST || !value.chars().allMatch(ClusterName::isAllowed)) {
            throw new IllegalArgumentException(
                    "a cluster's name has 1 to 63 characters of A-Z, a-z, 0-9, '_', '.' and '-', but this one is: "
                            + value);
        }
    }

    private static boolean isAllowed(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_.-".indexOf(c) >= 0;
    }

    @Override
    public int compareTo(ClusterName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
