package dev.backupwatch.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Many readers on one thread, each of which looks only at the events' sequences. */
final class Crowd implements AutoCloseable {

    /** Of each event, however it is framed: what is written together stays together. */
    private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":\"(\\d{20})\"");

    private static final int LONGEST = 34;
    private static final int SMALL = 4096;
    private static final String UPGRADE = """
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            """.replace("\n", "\r\n");
    private static final List<String> MANNERS = List.of(
            "GET /api/v1/events HTTP/1.1\r\nHost: a\r\n",
            "GET /api/v1/events HTTP/1.1\r\nHost: a\r\nAccept: application/x-ndjson\r\n",
            "GET /api/v1/events/ws HTTP/1.1\r\nHost: a\r\n" + UPGRADE);

    private final Selector selector;
    private final List<Reader> readers = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    private Crowd(Selector selector) {
        this.selector = selector;
    }

    /** One third of them on each transport, and every tenth takes nothing until it is told to. */
    static Crowd enter(URI service, int count) throws IOException {
        var crowd = new Crowd(Selector.open());
        for (int i = 0; i < count; i++) {
            crowd.readers.add(crowd.open(service, MANNERS.get(i % MANNERS.size()), i % 10 == 9));
        }
        crowd.thread.execute(crowd::read);
        return crowd;
    }

    /** How many of those who read have got everything up to there. */
    long haveReached(long sequence) {
        return readers.stream().filter(reader -> reader.last >= sequence).count();
    }

    /** How many read from the beginning. */
    long attentive() {
        return readers.stream().filter(reader -> !reader.isStalled).count();
    }

    /** What somebody missed, got twice, or was cut off from. */
    List<String> losses() {
        return readers.stream()
                .map(reader -> reader.loss)
                .filter(loss -> !loss.isEmpty())
                .toList();
    }

    /** Those who took nothing begin to. */
    void wakeAll() {
        readers.forEach(reader -> reader.key.interestOps(SelectionKey.OP_READ));
        selector.wakeup();
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        selector.close();
        for (Reader reader : readers) {
            reader.channel.close();
        }
    }

    private Reader open(URI service, String request, boolean isStalled) throws IOException {
        SocketChannel channel = SocketChannel.open();
        if (isStalled) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL);
        }
        channel.connect(new InetSocketAddress(service.getHost(), service.getPort()));
        channel.write(ByteBuffer.wrap((request + "\r\n").getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        return new Reader(channel, channel.register(selector, isStalled ? 0 : SelectionKey.OP_READ), isStalled);
    }

    private void read() {
        try {
            while (selector.isOpen()) {
                selector.select(key -> ((Reader) key.attachment()).read(buffer));
            }
        } catch (ClosedSelectorException over) {
            // Everybody has gone home.
            return;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One of them. */
    private static final class Reader {

        private final SocketChannel channel;
        private final SelectionKey key;
        private final boolean isStalled;
        private String tail = "";
        private volatile long last = -1;
        private volatile String loss = "";

        Reader(SocketChannel channel, SelectionKey key, boolean isStalled) {
            this.channel = channel;
            this.key = key;
            this.isStalled = isStalled;
            key.attach(this);
        }

        private void read(ByteBuffer into) {
            try {
                if (channel.read(into.clear()) < 0) {
                    end("ended after " + last);
                    return;
                }
                take(StandardCharsets.ISO_8859_1.decode(into.flip()).toString());
            } catch (IOException cutOff) {
                end("cut off after " + last);
            }
        }

        private void end(String how) {
            key.cancel();
            if (!isStalled) {
                loss = how;
            }
        }

        private void take(String text) {
            String all = tail + text;
            int seen = 0;
            for (Matcher events = SEQUENCE.matcher(all); events.find(); seen = events.end()) {
                long sequence = Long.parseLong(events.group(1));
                if (last >= 0 && sequence != last + 1) {
                    loss = sequence + " after " + last;
                }
                last = sequence;
            }
            tail = all.substring(Math.max(seen, all.length() - LONGEST));
        }
    }
}
