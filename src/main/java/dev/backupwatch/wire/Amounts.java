package dev.backupwatch.wire;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** Numbers for people, alike in all languages. */
final class Amounts {

    private static final int STEP = 1024;
    private static final List<String> UNITS = List.of("KB", "MB", "GB", "TB", "PB");

    private Amounts() {}

    /** For example {@code 61.0 MB}; of 1024 bytes a KB, as OceanBase counts. */
    static String bytes(long bytes) {
        if (bytes < STEP) {
            return bytes + " B";
        }
        double amount = (double) bytes / STEP;
        int unit = 0;
        while (amount >= STEP && unit < UNITS.size() - 1) {
            amount /= STEP;
            unit++;
        }
        return oneDecimal(amount) + " " + UNITS.get(unit);
    }

    static String rate(long bytesPerSecond) {
        return bytes(bytesPerSecond) + "/s";
    }

    /** Cut off, not rounded: 99.96 is not all. */
    static String percent(double percent) {
        return BigDecimal.valueOf(percent).setScale(1, RoundingMode.DOWN) + " %";
    }

    static String oneDecimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
