package dev.backupwatch.bench.delivery;

/**
 * What a run took.
 *
 * @param cpu seconds of the server
 * @param readersCpu seconds of the readers' own process
 * @param peakKilobytes of the server's memory
 */
record Cost(double cpu, double readersCpu, double peakKilobytes) {}
