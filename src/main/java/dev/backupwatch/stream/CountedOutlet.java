package dev.backupwatch.stream;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** Counts what goes out, and whether the stream was ended or its reader left. */
final class CountedOutlet implements Outlet {

    private final Outlet outlet;
    private final Traffic traffic;
    private final LongAdder bytes;
    private final AtomicBoolean isEnded = new AtomicBoolean();

    CountedOutlet(Outlet outlet, Traffic traffic) {
        this.outlet = outlet;
        this.traffic = traffic;
        this.bytes = traffic.bytesOut(outlet.framing().transport());
    }

    /** Its stream is over, for whatever reason. To be called once. */
    void over() {
        if (!isEnded.get()) {
            traffic.leave();
        }
    }

    @Override
    public Framing framing() {
        return outlet.framing();
    }

    @Override
    public boolean isReady() {
        return outlet.isReady();
    }

    @Override
    public long progress() {
        return outlet.progress();
    }

    @Override
    public void write(ByteBuf framed) {
        // Before it is handed over: the socket may have released it by then.
        bytes.add(framed.readableBytes());
        outlet.write(framed);
    }

    @Override
    public void end(Farewell farewell) {
        if (isEnded.compareAndSet(false, true)) {
            traffic.end(farewell.reason());
        }
        outlet.end(farewell);
    }
}
