package dev.backupwatch.bench.delivery;

import dev.backupwatch.bench.Scratch;
import dev.backupwatch.bench.ServiceProcess;
import dev.backupwatch.demo.StandIn;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged service that watches the same stand-in under as many names as there shall be sources. */
final class LoadedService implements AutoCloseable {

    /** By how much the sources' first intervals differ, so that they do not all ask at the same moment afterwards. */
    private static final int STAGGER_MILLIS = 50;

    private static final int IDLE_MILLIS = 1_000;

    /** A job and its task. */
    private static final int EVENTS_OF_A_BEGINNING = 2;

    private final ServiceProcess process;
    private final Scratch scratch;
    private final URI address;
    private final ServiceLog log;

    private LoadedService(ServiceProcess process, Scratch scratch, URI address) {
        this.process = process;
        this.scratch = scratch;
        this.address = address;
        this.log = new ServiceLog(address);
    }

    /**
     * Returns when every source has been looked at, none with a backup.
     *
     * @param environment settings as environment variables: a setting that this version does not know is ignored there
     */
    static LoadedService start(StandIn standIn, int sources, Map<String, String> environment)
            throws IOException, InterruptedException {
        Scratch scratch = Scratch.of("delivery");
        List<String> options = new ArrayList<>();
        options.add("-Dbackupwatch.log.path=" + scratch.file("log.db"));
        for (int source = 0; source < sources; source++) {
            String cluster = "-Dbackupwatch.clusters.\"c%02d\".".formatted(source + 1);
            options.add(cluster + "url=mysql://127.0.0.1:" + standIn.port() + "/oceanbase");
            options.add(cluster + "username=" + StandIn.MONITOR);
            options.add(cluster + "password=" + standIn.monitorPassword());
            options.add(cluster + "poll.idle=" + (IDLE_MILLIS + source * STAGGER_MILLIS) + "ms");
        }
        ServiceProcess process = ServiceProcess.start(scratch, options, environment);
        try {
            var service = new LoadedService(process, scratch, process.awaitListening());
            service.log().awaitReadable(sources);
            return service;
        } catch (IOException | InterruptedException | IllegalStateException failure) {
            process.close();
            throw failure;
        }
    }

    /** That many backups are laid, and all sources have told them. */
    void awaitBackups(int sources, int backups) throws IOException, InterruptedException {
        log.awaitHead(sources + (long) sources * backups * EVENTS_OF_A_BEGINNING);
        log.awaitQuiet();
    }

    int port() {
        return address.getPort();
    }

    ServiceLog log() {
        return log;
    }

    ProcessUse use() {
        return ProcessUse.of(process.pid());
    }

    @Override
    public void close() {
        process.close();
        scratch.close();
    }
}
