package dev.backupwatch.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A task's counters after some of its files. The totals are 0 until the metadata is done.
 *
 * @param majorTurn the major stage begins anew for tablets that were moved meanwhile
 */
record TaskCounters(Part tablets, Part macroBlocks, long majorTurn) {

    /** So many of so many. */
    record Part(long finished, long total) {

        static final Part NONE = new Part(0, 0);

        static Part of(double share, long total) {
            return new Part(Math.round(total * share), total);
        }

        private Part withTotal(double share) {
            return new Part(finished, Math.round(total * share));
        }
    }

    static final TaskCounters NONE = new TaskCounters(Part.NONE, Part.NONE, 1);

    private static final long MACRO_BLOCK_BYTES = 2L << 20;
    private static final BigDecimal PAST_THE_TOTAL = new BigDecimal("99.99");

    TaskCounters withFinishedTablets(long finished) {
        return new TaskCounters(new Part(finished, tablets.total), macroBlocks, majorTurn);
    }

    /** As long as only this share of all that will have to be done is known of. */
    TaskCounters inTurn(long turn, double known) {
        return new TaskCounters(tablets.withTotal(known), macroBlocks.withTotal(known), turn);
    }

    /** What is written twice is counted twice. */
    TaskCounters withWrittenAgain(long blocks) {
        return new TaskCounters(tablets, new Part(macroBlocks.finished + blocks, macroBlocks.total), majorTurn);
    }

    /** OceanBase raises the total once more has been written than there was. */
    TaskCounters calibrated() {
        Part raised = new Part(macroBlocks.finished, Math.max(macroBlocks.total, macroBlocks.finished));
        return new TaskCounters(tablets, raised, majorTurn);
    }

    Map<String, Object> columns() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("INPUT_BYTES", macroBlocks.finished * MACRO_BLOCK_BYTES);
        columns.put("OUTPUT_BYTES", outputBytes());
        columns.put("EXTRA_META_BYTES", 0L);
        columns.put("TABLET_COUNT", tablets.total);
        columns.put("FINISH_TABLET_COUNT", tablets.finished);
        columns.put("MACRO_BLOCK_COUNT", macroBlocks.total);
        columns.put("FINISH_MACRO_BLOCK_COUNT", macroBlocks.finished);
        columns.put("DATA_PROGRESS", progress());
        columns.put("FILE_COUNT", 0L);
        columns.put("META_TURN_ID", 1L);
        columns.put("DATA_TURN_ID", 0L);
        columns.put("MINOR_TURN_ID", 1L);
        columns.put("MAJOR_TURN_ID", majorTurn);
        return columns;
    }

    private long outputBytes() {
        return macroBlocks.finished * MACRO_BLOCK_BYTES / 100 * 43;
    }

    /** As the view computes it. */
    private BigDecimal progress() {
        if (macroBlocks.total == 0) {
            return BigDecimal.ZERO.setScale(2);
        }
        if (macroBlocks.finished > macroBlocks.total) {
            return PAST_THE_TOTAL;
        }
        return BigDecimal.valueOf(macroBlocks.finished)
                .movePointRight(2)
                .divide(BigDecimal.valueOf(macroBlocks.total), 2, RoundingMode.HALF_UP);
    }

    /** The average over the whole run, which is all OUTPUT_RATE_BYTES ever shows: it is 0 until the end. */
    static BigDecimal outputRate(long outputBytes, Instant start, Instant end) {
        long micros = Math.max(1, Duration.between(start, end).toNanos() / 1_000);
        return BigDecimal.valueOf(outputBytes)
                .movePointRight(6)
                .divide(BigDecimal.valueOf(micros), 4, RoundingMode.HALF_UP);
    }
}
