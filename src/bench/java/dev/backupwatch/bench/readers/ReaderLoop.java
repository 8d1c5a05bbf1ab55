package dev.backupwatch.bench.readers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The one thread that reads, and performs what the process is told between two rounds of reading. */
final class ReaderLoop {

    private static final int BUFFER = 1 << 20;
    private static final int PAUSE_MILLIS = 5;
    private static final int LOOK_MICROS = 10_000;

    private final Selector selector;
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.nativeOrder());
    private final ProcessClock clock = new ProcessClock();
    private Readers readers;
    private @Nullable Question question;
    private int looked;

    ReaderLoop() throws IOException {
        selector = Selector.open();
        readers = nobody();
    }

    /** On any thread. */
    void tell(String line) {
        told.add(line);
        selector.wakeup();
    }

    void run() throws IOException {
        while (true) {
            // Readers that are still to connect are looked after more often than a selector would wake.
            selector.select(this::serve, readers.all().size() < readers.group().readers() ? 1 : PAUSE_MILLIS);
            readers.open();
            if (question == null) {
                obey(told.poll());
            } else {
                answer(question);
            }
        }
    }

    private void obey(@Nullable String line) throws IOException {
        if (line == null) {
            return;
        }
        Orders orders = Orders.parse(line);
        switch (orders.verb()) {
            case "open" -> open(orders);
            case "await" -> question = Question.reached(readers, orders);
            case "report" -> System.out.println(new Report(readers, orders).line());
            case "close" -> {
                readers.close();
                readers = nobody();
                System.out.println("ok");
            }
            default -> throw new IllegalArgumentException(line);
        }
    }

    /** Those that are open are cut. */
    private void open(Orders orders) throws IOException {
        readers.close();
        readers = new Readers(new Group(orders), selector);
        question = Question.arrived(readers, orders);
    }

    private void answer(Question asked) {
        int now = clock.now();
        if (now - looked >= LOOK_MICROS) {
            looked = now;
            asked.answer().ifPresent(answer -> {
                System.out.println(answer);
                question = null;
            });
        }
    }

    private Readers nobody() {
        return new Readers(new Group(Orders.parse("open readers=0")), selector);
    }

    private void serve(SelectionKey key) {
        Reader reader = (Reader) key.attachment();
        try {
            if (key.isConnectable()) {
                readers.connected();
                reader.ask(key);
            } else {
                reader.read(buffer);
            }
        } catch (IOException | BrokenStreamException failure) {
            giveUp(reader, failure);
        }
    }

    private static void giveUp(Reader reader, Exception failure) {
        try {
            reader.giveUp(String.valueOf(failure.getMessage()));
        } catch (IOException alreadyGone) {
            System.err.println("a reader could not be closed: " + alreadyGone);
        }
    }
}
