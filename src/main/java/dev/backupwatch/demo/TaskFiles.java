package dev.backupwatch.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The counters of a task after each of its files: they jump, for OceanBase writes them once per finished file. */
record TaskFiles(TaskCounters known, List<TaskCounters> minor, List<TaskCounters> major) {

    private static final int MINOR_FILES = 4;
    private static final int MAJOR_FILES = 14;
    private static final double MINOR_SHARE = 0.12;
    private static final double RETRIES = 0.15;

    /** 4.3.0.1 counts macro blocks in both data stages, tablets in the second only. */
    static TaskFiles draw(long macroBlocks, Random random) {
        long tablets = macroBlocks / 12;
        TaskCounters known = new TaskCounters(tablets, 0, macroBlocks, 0);
        long minorBlocks = Math.round(macroBlocks * MINOR_SHARE);
        List<TaskCounters> minor = new ArrayList<>();
        for (double share : rising(MINOR_FILES, random)) {
            minor.add(known.withFinished(0, Math.round(minorBlocks * share)));
        }
        // What is written twice is counted twice.
        long retried = random.nextDouble() < RETRIES ? macroBlocks / 40 : 0;
        List<TaskCounters> major = new ArrayList<>();
        for (double share : rising(MAJOR_FILES, random)) {
            long blocks = minorBlocks + Math.round((macroBlocks - minorBlocks + retried) * share);
            major.add(known.withFinished(Math.round(tablets * share), blocks));
        }
        major.add(major.get(major.size() - 1).calibrated());
        return new TaskFiles(known, minor, major);
    }

    /** Uneven steps that end at 1. */
    private static List<Double> rising(int steps, Random random) {
        double[] sizes = random.doubles(steps, 0.4, 1.6).toArray();
        double whole = 0;
        for (double size : sizes) {
            whole += size;
        }
        List<Double> shares = new ArrayList<>();
        double passed = 0;
        for (double size : sizes) {
            passed += size;
            shares.add(passed / whole);
        }
        shares.set(steps - 1, 1.0);
        return shares;
    }
}
