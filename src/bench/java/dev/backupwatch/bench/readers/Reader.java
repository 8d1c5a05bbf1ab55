package dev.backupwatch.bench.readers;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One connection: whether each event came once and in order, and when. */
final class Reader implements Audience {

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int OK = 200;
    /** A reader that takes nothing shall not have megabytes taken for it by the system. */
    private static final int STALLED_BUFFER = 4096;

    private static final int MASKED_PONG = 0x8a;
    private static final int MASKED = 0x80;
    private static final int MASK = 4;

    private final int number;
    private final Group group;
    private final ProcessClock clock;
    private final SocketChannel channel;
    private final ResponseHead head = new ResponseHead();
    private final KnownEvents known;
    private @Nullable Sink body;

    private long next;
    private long received;
    private boolean hasArrived;
    private int moment;
    private @Nullable Arrivals arrivals;
    private @Nullable String fault;

    Reader(int number, Readers readers) throws IOException {
        this.number = number;
        this.group = readers.group();
        this.clock = readers.clock();
        this.known = readers.known();
        this.channel = SocketChannel.open();
        long before = group.before(number);
        this.next = before + 1;
        if (group.isTimed() && next > 0) {
            arrivals = new Arrivals(next);
        }
    }

    void connect(Selector selector) throws IOException {
        channel.configureBlocking(false);
        if (isStalled()) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, STALLED_BUFFER);
        }
        channel.bind(group.address(number));
        channel.register(selector, SelectionKey.OP_CONNECT, this);
        channel.connect(group.server());
    }

    /** Connected, it asks. A reader that is stalled has arrived with that. */
    void ask(SelectionKey key) throws IOException {
        channel.finishConnect();
        channel.write(ByteBuffer.wrap(group.request(number)));
        key.interestOps(isStalled() ? 0 : SelectionKey.OP_READ);
        hasArrived = isStalled();
    }

    void read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        moment = clock.now();
        if (count < 0) {
            throw new BrokenStreamException("the server closed the connection");
        }
        int from = 0;
        if (body == null) {
            from = head.take(buffer, 0, count);
            body = head.isWhole() ? begin() : null;
        }
        if (body != null) {
            body.take(buffer, from, count);
        }
    }

    private Sink begin() {
        head.expect(group.isWebSocket() ? SWITCHING_PROTOCOLS : OK);
        hasArrived |= group.arrivesWith("head");
        if (group.isWebSocket()) {
            return new SocketScanner(known, this);
        }
        Scanner scanner = new SseScanner(known, this);
        return head.isChunked() ? new ChunkedBody(scanner) : scanner;
    }

    @Override
    public long next() {
        return next;
    }

    @Override
    public void event(long sequence) {
        if (next == 0) {
            throw new BrokenStreamException("an event came before the first bookmark");
        }
        if (sequence != next) {
            throw new BrokenStreamException("the event %d came instead of %d".formatted(sequence, next));
        }
        next++;
        received++;
        hasArrived |= sequence == group.newest();
        if (arrivals != null) {
            arrivals.add(moment);
        }
    }

    /** The filters here let everything pass, so that it may not vouch for more than has come. */
    @Override
    public void bookmark(long sequence) {
        if (next == 0) {
            next = sequence + 1;
            arrivals = group.isTimed() ? new Arrivals(next) : null;
        } else if (sequence >= next) {
            throw new BrokenStreamException("a bookmark at %d, before the event %d came".formatted(sequence, next));
        }
        hasArrived |= group.arrivesWith("bookmark");
    }

    @Override
    public void ping(byte[] payload) {
        ByteBuffer pong = ByteBuffer.allocate(2 + MASK + payload.length)
                .put((byte) MASKED_PONG)
                .put((byte) (MASKED | payload.length))
                .put(new byte[MASK])
                .put(payload)
                .flip();
        try {
            channel.write(pong);
        } catch (IOException failure) {
            throw new BrokenStreamException("the server cannot be answered: " + failure);
        }
    }

    boolean isStalled() {
        return group.isStalled(number);
    }

    boolean hasArrived() {
        return hasArrived;
    }

    /** Whether the event of that sequence has come. */
    boolean hasReached(long sequence) {
        return next > sequence;
    }

    long received() {
        return received;
    }

    @Nullable
    Arrivals arrivals() {
        return arrivals;
    }

    @Nullable
    String fault() {
        return fault;
    }

    void giveUp(String reason) throws IOException {
        fault = "reader %d: %s".formatted(number, reason);
        close();
    }

    void close() throws IOException {
        channel.close();
    }
}
