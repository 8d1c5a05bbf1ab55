package dev.backupwatch.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a process takes of a Linux machine, as the kernel and its own JVM tell it. */
record Footprint(long pid) {

    private static final Pattern HEAP = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    /** Files and sockets that it holds open. */
    int open() {
        return count("fd");
    }

    int threads() {
        return count("task");
    }

    /** Bytes of memory that are its own just now. */
    long resident() {
        return status("VmRSS");
    }

    /** The most bytes that ever were. */
    long mostResident() {
        return status("VmHWM");
    }

    /** Bytes of the heap that are left after it was tidied up. */
    long heap() {
        Matcher total = HEAP.matcher(jcmd("GC.class_histogram"));
        if (!total.find()) {
            throw new AssertionError("the JVM does not say what is on its heap");
        }
        return Long.parseLong(total.group(1));
    }

    private int count(String folder) {
        try (Stream<Path> entries = Files.list(proc(folder))) {
            return (int) entries.count();
        } catch (IOException gone) {
            throw new AssertionError("the process is gone", gone);
        }
    }

    private long status(String name) {
        try (Stream<String> lines = Files.lines(proc("status"))) {
            return 1024
                    * lines.filter(line -> line.startsWith(name + ":"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum();
        } catch (IOException gone) {
            throw new AssertionError("the process is gone", gone);
        }
    }

    private String jcmd(String command) {
        try {
            String program =
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            Process jcmd = new ProcessBuilder(program, Long.toString(pid), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new AssertionError("no jcmd", failure);
        }
    }

    private Path proc(String what) {
        return Path.of("/proc", Long.toString(pid), what);
    }
}
