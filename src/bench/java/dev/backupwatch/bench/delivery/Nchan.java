package dev.backupwatch.bench.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** nginx with nchan, if this machine has it: as its own processes, with files of its own and on a port that is free. */
final class Nchan implements AutoCloseable {

    static final String HOW_TO_GET_IT = "nchan is not installed (in Debian: nginx-light and libnginx-mod-nchan),"
            + " so that there is nothing to compare with";

    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/sbin/nginx"), Path.of("/usr/local/sbin/nginx"), Path.of("/usr/bin/nginx"));
    private static final List<Path> MODULES = List.of(
            Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so"),
            Path.of("/usr/lib64/nginx/modules/ngx_nchan_module.so"),
            Path.of("/usr/local/nginx/modules/ngx_nchan_module.so"));
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int PAUSE_MILLIS = 50;

    /** Nothing is lost by it that it could keep, and nothing written that slows it down. */
    private static final String CONFIGURATION = """
            load_module %1$s;
            daemon off;
            pid nginx.pid;
            error_log error.log;
            worker_processes %2$s;
            worker_rlimit_nofile 20000;
            events { worker_connections 16000; }
            http {
              access_log off;
              client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
              client_body_buffer_size 64k;
              keepalive_requests 1000000;
              keepalive_timeout 300;
              nchan_shared_memory_size 512M;
              nchan_message_buffer_length 20000;
              nchan_message_timeout 10m;
              server {
                listen 127.0.0.1:%3$d;
                location ~ ^/pub/(\\w+)$ { nchan_publisher; nchan_channel_id $1; }
                location ~ ^/sub/(\\w+)$ { nchan_subscriber eventsource; nchan_channel_id $1; nchan_subscriber_first_message newest; }
              }
            }
            """;

    private final Process process;
    private final int port;

    private Nchan(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static boolean isInstalled() {
        return first(PROGRAMS).isPresent() && first(MODULES).isPresent();
    }

    static Nchan start(Path folder, String workers) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int port = freePort();
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(configuration, CONFIGURATION.formatted(first(MODULES).orElseThrow(), workers, port));
        List<String> command = new ArrayList<>(List.of(
                first(PROGRAMS).orElseThrow().toString(),
                "-p",
                folder.toAbsolutePath() + "/",
                "-c",
                configuration.toAbsolutePath().toString()));
        if (Files.getOwner(folder).getName().equals("root")) {
            // Its workers would be another user's otherwise, who may not look into the folder.
            command.addAll(List.of("-g", "user root;"));
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile())
                .start();
        var nchan = new Nchan(process, port);
        nchan.awaitListening();
        return nchan;
    }

    int port() {
        return port;
    }

    /** Of all its processes: workers write, and the master looks after them. */
    ProcessUse use() {
        return new ProcessUse(
                Stream.concat(Stream.of(process.pid()), process.children().map(ProcessHandle::pid))
                        .toList());
    }

    /** The master ends its workers. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private void awaitListening() throws InterruptedException {
        for (int waited = 0; waited < PATIENCE_MILLIS && process.isAlive(); waited += PAUSE_MILLIS) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
        close();
        throw new IllegalStateException("nginx does not listen");
    }

    private static Optional<Path> first(List<Path> places) {
        return places.stream().filter(Files::exists).findFirst();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
