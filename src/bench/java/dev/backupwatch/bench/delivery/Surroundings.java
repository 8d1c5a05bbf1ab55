package dev.backupwatch.bench.delivery;

import java.nio.file.Path;

/** What all scenarios need. */
record Surroundings(Settings settings, WatchedRows rows, ReaderCrew crew, Findings findings, Path folder) {

    Measurement measurement() {
        return new Measurement(crew);
    }
}
