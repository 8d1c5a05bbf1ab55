package dev.backupwatch.bench.delivery;

/** In milliseconds. */
record Latency(double median, double nearlyAll, double worst) {

    private static final double MICROS = 1e3;

    /** @param prefix of the words of the readers' answer */
    static Latency of(ReaderCrew.Answer report, String prefix) {
        return new Latency(
                report.number(prefix + "p50") / MICROS,
                report.number(prefix + "p99") / MICROS,
                report.number(prefix + "max") / MICROS);
    }
}
