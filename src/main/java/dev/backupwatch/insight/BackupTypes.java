package dev.backupwatch.insight;

/** Names of backup types: the kernel writes FULL and INC, documentation and its samples D and I. */
final class BackupTypes {

    private BackupTypes() {}

    static boolean isFull(String type) {
        return type.equalsIgnoreCase("FULL") || type.equalsIgnoreCase("D");
    }
}
