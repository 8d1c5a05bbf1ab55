package dev.backupwatch.bench.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What processes take of the machine together, as Linux counts it. */
public record ProcessUse(List<Long> processes) {

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final double TICKS_A_SECOND = 100;
    /** Behind the name, which may hold anything but another closing bracket. */
    private static final int USER_TICKS = 12;

    private static final int SYSTEM_TICKS = 13;
    private static final String FORGET_PEAK = "5";

    public static ProcessUse of(long process) {
        return new ProcessUse(List.of(process));
    }

    /** In the processes' own code and in the system's on their behalf. */
    public double cpuSeconds() {
        return sum(ProcessUse::ticks) / TICKS_A_SECOND;
    }

    public long residentKilobytes() {
        return sum(process -> status(process, RESIDENT));
    }

    /** Since the peak was forgotten. */
    long peakKilobytes() {
        return sum(process -> status(process, PEAK));
    }

    void forgetPeak() {
        for (long process : processes) {
            try {
                Files.writeString(file(process, "clear_refs"), FORGET_PEAK);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private long sum(ToLongFunction<Long> of) {
        return processes.stream().mapToLong(of).sum();
    }

    private static long ticks(long process) {
        String stat = read(process, "stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).split(" ", -1);
        return Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
    }

    private static long status(long process, Pattern what) {
        Matcher found = what.matcher(read(process, "status"));
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    private static String read(long process, String name) {
        try {
            return Files.readString(file(process, name));
        } catch (IOException failure) {
            throw new UncheckedIOException("a measured process is gone", failure);
        }
    }

    private static Path file(long process, String name) {
        return Path.of("/proc", Long.toString(process), name);
    }
}
