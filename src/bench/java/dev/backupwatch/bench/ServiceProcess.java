package dev.backupwatch.bench;

import dev.backupwatch.watch.FleetWatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged service as a process of its own. */
public final class ServiceProcess implements AutoCloseable {

    static final String MEMORY = "-Xmx256m";

    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+)");
    private static final Pattern RESIDENT = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int PAUSE_MILLIS = 50;

    private final Process process;
    private final Path output;
    private final Path collections;

    private ServiceProcess(Process process, Path output, Path collections) {
        this.process = process;
        this.output = output;
        this.collections = collections;
    }

    /** On a log that is there already. The cluster whose log it is does not answer. */
    static ServiceProcess on(Path log, Scratch scratch) throws IOException {
        String cluster = "-Dbackupwatch.clusters.\"" + FleetWatch.CLUSTER.value() + "\".";
        return start(
                scratch,
                List.of(
                        MEMORY,
                        cluster + "url=mysql://127.0.0.1:" + portWhereNobodyListens() + "/oceanbase",
                        cluster + "username=nobody",
                        "-Dbackupwatch.log.path=" + log,
                        "-Dbackupwatch.log.retention.size=" + Scratch.LOG_BYTES,
                        "-Dbackupwatch.log.retention.age=" + Scratch.LOG_AGE),
                Map.of());
    }

    /**
     * On a port that is free.
     *
     * @param options of the JVM and of the service
     * @param environment more of it than this process's own
     */
    public static ServiceProcess start(Scratch scratch, List<String> options, Map<String, String> environment)
            throws IOException {
        Path output = scratch.file("service.log");
        Path collections = scratch.file("collections.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xlog:gc:file=" + collections + ":tags:filecount=0");
        command.addAll(options);
        command.addAll(List.of(
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=0",
                "-jar",
                Path.of(System.getProperty("bench.service"), "quarkus-run.jar").toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new ServiceProcess(builder.start(), output, collections);
    }

    public long pid() {
        return process.pid();
    }

    public URI awaitListening() throws IOException, InterruptedException {
        for (int waited = 0; waited < PATIENCE_MILLIS && process.isAlive(); waited += PAUSE_MILLIS) {
            Matcher listening = LISTENING.matcher(Files.readString(output));
            if (listening.find()) {
                return URI.create(listening.group(1));
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new IllegalStateException("the service does not listen:\n" + Files.readString(output));
    }

    /** As its collections have told until now. */
    Heap heap() throws IOException {
        return Heap.of(Files.readString(collections));
    }

    /** What the process has taken of the processors. */
    long processorNanos() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /** What the process has had of the machine's memory, its buffers outside of the heap included. */
    String mostResident() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        Matcher resident = RESIDENT.matcher(Files.exists(status) ? Files.readString(status) : "");
        return resident.find() ? Long.parseLong(resident.group(1)) / 1_000 + " MB" : "unknown";
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    private static int portWhereNobodyListens() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
