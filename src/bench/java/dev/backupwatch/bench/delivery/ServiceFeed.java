package dev.backupwatch.bench.delivery;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The service, and backups that get on.
 *
 * @param changing for how many seconds
 * @param stream what is asked for, as the readers' process understands it
 */
record ServiceFeed(LoadedService service, WatchedRows rows, double changing, String stream) implements Feed {

    static final String SSE = "target=/api/v1/events?snapshot=false";

    private static final double POLL_SECONDS = 1;

    @Override
    public String name() {
        return "backupwatch";
    }

    @Override
    public ProcessUse use() {
        return service.use();
    }

    @Override
    public String words() {
        return "port=" + service.port() + " " + stream;
    }

    /** Each source looks once more after the last change. */
    @Override
    public double seconds() {
        return changing + POLL_SECONDS - WatchedRows.TICK_SECONDS;
    }

    @Override
    public long send() throws Exception {
        rows.stepFor(changing);
        return service.log().awaitQuiet();
    }

    @Override
    public Optional<Path> posted() {
        return Optional.empty();
    }

    ServiceFeed asking(String other) {
        return new ServiceFeed(service, rows, changing, other);
    }

    ServiceFeed changing(double other) {
        return new ServiceFeed(service, rows, other, stream);
    }
}
