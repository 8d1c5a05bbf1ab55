package dev.backupwatch.nats;

import dev.backupwatch.story.FreePort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a server is set up. It keeps its ports as long as it lives, over all its starts.
 *
 * @param more lines of its configuration, as nats-server reads them
 */
public record NatsSetup(String name, int port, int monitoringPort, List<String> more) {

    public static NatsSetup named(String name) {
        return new NatsSetup(name, FreePort.next(), FreePort.next(), List.of());
    }

    /** @param bytes the longest message that it takes; a megabyte unless told otherwise */
    public NatsSetup maxPayload(int bytes) {
        return with("max_payload: " + bytes);
    }

    /** For example {@code authorization { user: "a", password: "b" }}. */
    public NatsSetup with(String line) {
        List<String> lines = new ArrayList<>(more);
        lines.add(line);
        return new NatsSetup(name, port, monitoringPort, List.copyOf(lines));
    }

    String configuration(Path store) {
        return """
                server_name: %s
                listen: "127.0.0.1:%d"
                http: "127.0.0.1:%d"
                jetstream { store_dir: "%s", max_memory_store: 64M, max_file_store: 8G }
                %s
                """.formatted(name, port, monitoringPort, store, String.join("\n", more));
    }
}
