package dev.backupwatch.bench.readers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Opens readers and says what they got, as it is told on its standard input: a line each, answered by a line each that begins
 * with {@code ok} or {@code failed}.
 *
 * <ul>
 *   <li>{@code open}, with the words of a {@link Group}: answered when all have arrived
 *   <li>{@code await sequence=}: answered when all have got the event of that sequence
 *   <li>{@code report sequence= posted=}: see {@link Report}; the file, if named, holds {@link PostTimes}
 *   <li>{@code close}
 * </ul>
 *
 * <p>It ends with its input, so that it does not outlive who started it.
 */
public final class ReaderProcess {

    private ReaderProcess() {}

    public static void main(String[] arguments) throws IOException {
        var loop = new ReaderLoop();
        var listening = new Thread(() -> listen(loop), "orders");
        listening.setDaemon(true);
        listening.start();
        loop.run();
    }

    private static void listen(ReaderLoop loop) {
        try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                loop.tell(line);
            }
        } catch (IOException failure) {
            System.err.println("no more orders: " + failure);
        }
        System.exit(0);
    }
}
