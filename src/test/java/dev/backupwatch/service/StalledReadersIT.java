package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.demo.BackupViews;
import dev.backupwatch.demo.StandIn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A reader that takes nothing must cost nothing: the process has far less memory than its readers left unread. */
class StalledReadersIT {

    private static final int READERS = 20;
    private static final int TASKS = 250;
    private static final int ROUNDS = 40;
    private static final String MEMORY = "-Xmx112m";

    private static final String UPGRADE = """
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            """;

    @Test
    void twentyReadersThatTakeNothingCostNoMemoryAndHoldNobodyUp() throws Exception {
        try (StandIn standIn = StandIn.start(
                        Path.of("target", "stalled"),
                        StandIn.Setup.of4301().keepingProgramsIn(Path.of("target", "mariadb")));
                Connection admin = standIn.connect()) {
            StandInCluster.addTenants(standIn);
            insertTasks(admin);
            try (var process = PackagedService.start(StandInCluster.settings(standIn), MEMORY)) {
                Service service = process.awaitListening();
                service.awaitPoll();
                List<Socket> stalled = new ArrayList<>();
                for (int i = 0; i < READERS; i++) {
                    stalled.add(open(service.uri("/api/v1/events?cursor=oldest")));
                    stalled.add(open(service.uri("/api/v1/events/ws?cursor=oldest")));
                }
                long bytes = readWhileTheOthersDoNot(admin, service);
                assertThat(process.isAlive()).as(process.printed()).isTrue();
                assertThat(process.printed()).doesNotContain("OutOfMemory");
                System.out.printf(
                        "%d stalled readers left %d MB unread each; the service ran with %s%n",
                        2 * READERS, bytes / 1_000_000, MEMORY);
                assertOneGoesOn(stalled.get(0));
                for (Socket socket : stalled) {
                    socket.close();
                }
            }
        }
    }

    private static long readWhileTheOthersDoNot(Connection admin, Service service) throws Exception {
        try (SseClient reader = SseClient.open(service.uri("/api/v1/events?snapshot=false"))) {
            reader.transcript().awaitType("stream.bookmark");
            for (int round = 1; round <= ROUNDS; round++) {
                execute(admin, "UPDATE oceanbase.CDB_OB_BACKUP_TASKS SET OUTPUT_BYTES = " + round);
                reader.transcript().awaitChanges(round * TASKS);
            }
            reader.transcript().assertGuarantees();
            return reader.transcript().changes().stream()
                    .mapToLong(event -> event.text().length())
                    .sum();
        }
    }

    /** What it did not take was not lost: it comes in order, from where the reader stopped. */
    private static void assertOneGoesOn(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        long last = 0;
        long expected = 2L * TASKS + (long) ROUNDS * TASKS;
        while (last < expected) {
            String line = lines.readLine();
            assertThat(line).isNotNull();
            if (line.startsWith("id: ") && !isBookmarkNext(lines)) {
                long sequence = Received.sequence(line.strip());
                assertThat(sequence).isEqualTo(last + 1);
                last = sequence;
            }
        }
    }

    private static boolean isBookmarkNext(BufferedReader lines) throws IOException {
        lines.mark(1 << 16);
        boolean isBookmark = lines.readLine().startsWith("event: ");
        lines.reset();
        return isBookmark;
    }

    private static Socket open(URI uri) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        String upgrade = uri.getPath().endsWith("/ws") ? UPGRADE.replace("\n", "\r\n") : "";
        String request = "GET %s?%s HTTP/1.1\r\nHost: %s\r\n%s\r\n"
                .formatted(uri.getPath(), uri.getQuery(), uri.getAuthority(), upgrade);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static void insertTasks(Connection admin) throws SQLException {
        var backup = new ClusterBackup(new BackupViews(admin));
        admin.setAutoCommit(false);
        for (int i = 1; i <= TASKS; i++) {
            backup.job(1002, i, "DOING", Map.of());
            backup.task(1002, i, i);
        }
        admin.commit();
        admin.setAutoCommit(true);
    }

    private static void execute(Connection admin, String sql) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }
}
