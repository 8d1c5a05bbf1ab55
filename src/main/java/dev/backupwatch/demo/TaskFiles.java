package dev.backupwatch.demo;

import dev.backupwatch.demo.TaskCounters.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The counters of a task after each of its files: they jump, for OceanBase writes them once per finished file.
 *
 * @param known once the metadata is done
 */
record TaskFiles(TaskCounters known, List<TaskFile> minor, List<TaskFile> major) {

    /**
     * A finished file.
     *
     * @param at the share of its stage's time that has passed then
     */
    record TaskFile(double at, TaskCounters counters) {}

    private static final int MINOR_FILES = 4;
    private static final double MINOR_SHARE = 0.12;
    private static final long BLOCKS_OF_A_TABLET = 12;
    private static final int TURNS = 5;
    private static final double ADDED_BY_A_TURN = 0.15;
    private static final double IN_ALL_TURNS = 1 + (TURNS - 1) * ADDED_BY_A_TURN;

    /** 4.3.0.1 counts macro blocks in both data stages, tablets in the second only. */
    static TaskFiles draw(long macroBlocks, int majorFiles, Random random) {
        long tablets = Math.max(1, macroBlocks / BLOCKS_OF_A_TABLET);
        List<TaskFile> minor = new ArrayList<>();
        for (double share : rising(MINOR_FILES, random)) {
            minor.add(
                    fileOf(minor.size(), MINOR_FILES, new Part(0, tablets), Part.of(MINOR_SHARE * share, macroBlocks)));
        }
        List<TaskFile> major = new ArrayList<>();
        for (double share : rising(majorFiles, random)) {
            Part blocks = Part.of(MINOR_SHARE + (1 - MINOR_SHARE) * share, macroBlocks);
            major.add(fileOf(major.size(), majorFiles, Part.of(share, tablets), blocks));
        }
        return new TaskFiles(new TaskCounters(new Part(0, tablets), new Part(0, macroBlocks), 1), minor, major);
    }

    /** As {@link #draw}, with turns that each find more to do, and at the end more written than there was. */
    static TaskFiles drawWithTurns(long macroBlocks, int majorFiles, Random random) {
        TaskFiles all = draw(Math.round(macroBlocks * IN_ALL_TURNS), majorFiles, random);
        List<TaskFile> minor = all.minor.stream().map(file -> inTurn(1, file)).toList();
        List<TaskFile> major = new ArrayList<>();
        for (int i = 0; i < majorFiles; i++) {
            major.add(inTurn(1 + (long) i * TURNS / majorFiles, all.major.get(i)));
        }
        TaskFile last = major.remove(majorFiles - 1);
        TaskCounters past = last.counters.withWrittenAgain(macroBlocks / 40 + 1);
        major.add(new TaskFile(last.at, past));
        major.add(new TaskFile((last.at + 1) / 2, past.calibrated()));
        return new TaskFiles(all.known.inTurn(1, 1 / IN_ALL_TURNS), minor, major);
    }

    List<TaskFile> of(TaskStage stage) {
        return switch (stage) {
            case BACKUP_DATA_MINOR -> minor;
            case BACKUP_DATA_MAJOR -> major;
            default -> List.of();
        };
    }

    /** What the stage begins with. */
    TaskCounters before(TaskStage stage) {
        return switch (stage) {
            case INIT, BACKUP_SYS_META, BACKUP_USER_META -> TaskCounters.NONE;
            case BACKUP_META_FINISH, BACKUP_DATA_MINOR -> known;
            case BACKUP_DATA_MAJOR -> minor.get(minor.size() - 1).counters;
            case BACKUP_LOG, COMPLETED -> major.get(major.size() - 1).counters;
        };
    }

    /** Of the major stage's files two to six finish at once. */
    TaskFiles inBunches(Random random) {
        List<TaskFile> bunched = new ArrayList<>();
        for (int i = 1 + random.nextInt(5); i < major.size() - 1; i += 2 + random.nextInt(5)) {
            bunched.add(major.get(i));
        }
        bunched.add(major.get(major.size() - 1));
        return new TaskFiles(known, minor, bunched);
    }

    /** All tablets but one are finished after this share of the major stage's files; the rest belongs to that one. */
    TaskFiles withOneBigTablet(double from) {
        List<TaskFile> uneven = new ArrayList<>();
        for (TaskFile file : major) {
            Part tablets = file.counters.tablets();
            long others = Math.min(tablets.total() - 1, Math.round((tablets.total() - 1) * file.at / from));
            boolean isLast = uneven.size() == major.size() - 1;
            uneven.add(new TaskFile(file.at, file.counters.withFinishedTablets(isLast ? tablets.total() : others)));
        }
        return new TaskFiles(known, minor, uneven);
    }

    private static TaskFile fileOf(int index, int files, Part tablets, Part blocks) {
        return new TaskFile((index + 1.0) / (files + 1), new TaskCounters(tablets, blocks, 1));
    }

    private static TaskFile inTurn(long turn, TaskFile file) {
        double known = (1 + (turn - 1) * ADDED_BY_A_TURN) / IN_ALL_TURNS;
        return new TaskFile(file.at, file.counters.inTurn(turn, known));
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
