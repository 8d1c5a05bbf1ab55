package dev.backupwatch.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A task's counters after some of its files. The totals are 0 until the metadata is done. */
record TaskCounters(long tablets, long finishedTablets, long macroBlocks, long finishedMacroBlocks) {

    static final TaskCounters NONE = new TaskCounters(0, 0, 0, 0);

    static final List<String> COLUMNS = List.of(
            "INPUT_BYTES",
            "OUTPUT_BYTES",
            "EXTRA_META_BYTES",
            "TABLET_COUNT",
            "FINISH_TABLET_COUNT",
            "MACRO_BLOCK_COUNT",
            "FINISH_MACRO_BLOCK_COUNT",
            "FILE_COUNT",
            "META_TURN_ID",
            "DATA_TURN_ID",
            "MINOR_TURN_ID",
            "MAJOR_TURN_ID");

    private static final long MACRO_BLOCK_BYTES = 2L << 20;
    private static final BigDecimal PAST_THE_TOTAL = new BigDecimal("99.99");

    TaskCounters withFinished(long finishedTablets, long finishedMacroBlocks) {
        return new TaskCounters(tablets, finishedTablets, macroBlocks, finishedMacroBlocks);
    }

    /** OceanBase raises the total once more has been written than there was. */
    TaskCounters calibrated() {
        return new TaskCounters(
                tablets, finishedTablets, Math.max(macroBlocks, finishedMacroBlocks), finishedMacroBlocks);
    }

    Map<String, Object> columns() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("INPUT_BYTES", finishedMacroBlocks * MACRO_BLOCK_BYTES);
        columns.put("OUTPUT_BYTES", outputBytes());
        columns.put("TABLET_COUNT", tablets);
        columns.put("FINISH_TABLET_COUNT", finishedTablets);
        columns.put("MACRO_BLOCK_COUNT", macroBlocks);
        columns.put("FINISH_MACRO_BLOCK_COUNT", finishedMacroBlocks);
        columns.put("DATA_PROGRESS", progress());
        return columns;
    }

    private long outputBytes() {
        return finishedMacroBlocks * MACRO_BLOCK_BYTES / 100 * 43;
    }

    /** As the view computes it. */
    private BigDecimal progress() {
        if (macroBlocks == 0) {
            return BigDecimal.ZERO.setScale(2);
        }
        if (finishedMacroBlocks > macroBlocks) {
            return PAST_THE_TOTAL;
        }
        return BigDecimal.valueOf(finishedMacroBlocks)
                .movePointRight(2)
                .divide(BigDecimal.valueOf(macroBlocks), 2, RoundingMode.HALF_UP);
    }

    /** The average over the whole run, which is all OUTPUT_RATE_BYTES ever shows: it is 0 until the end. */
    static BigDecimal outputRate(long outputBytes, Instant start, Instant end) {
        long micros = Math.max(1, Duration.between(start, end).toNanos() / 1_000);
        return BigDecimal.valueOf(outputBytes)
                .movePointRight(6)
                .divide(BigDecimal.valueOf(micros), 4, RoundingMode.HALF_UP);
    }
}
