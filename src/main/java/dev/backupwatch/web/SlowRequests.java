package dev.backupwatch.web;

import dev.backupwatch.stream.StreamConfig;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cuts off who begins to say something and does not get to its end: a request that comes letter by letter would hold its
 * connection for days, for each letter counts as a sign of life.
 *
 * <p>Netty makes one of these by itself for each kind of connection it knows, and tells it of each that a server accepts.
 */
public final class SlowRequests extends ChannelInitializerExtension {

    /** As long as for a reader that takes nothing. */
    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        // In tests and in dev mode Netty may find us outside of the application, where nothing is configured.
        ArcContainer application = Arc.container();
        if (application != null) {
            Duration patience = application.instance(StreamConfig.class).get().stallTimeout();
            channel.pipeline().addFirst(new Deadline(patience));
        }
    }

    /** Netty asks for extensions only where it is told to, and once: before the first connection, whoever opens it. */
    @Singleton
    static class Registration {

        void register(@Observes @Priority(1) StartupEvent event) {
            System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
        }
    }

    /** Of a connection that is a stream from now on, whose client need not say another word. */
    static void spare(Channel channel) {
        if (channel.pipeline().get(Deadline.class) != null) {
            channel.pipeline().remove(Deadline.class);
        }
    }

    /** From what comes in until something goes out; on the connection's own thread. */
    private static final class Deadline extends ChannelDuplexHandler {

        private final Duration patience;
        private @Nullable Future<?> cut;

        Deadline(Duration patience) {
            this.patience = patience;
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // closing tells nothing that anybody waits for
        public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
            if (cut == null) {
                cut = context.executor().schedule(() -> context.close(), patience.toMillis(), TimeUnit.MILLISECONDS);
            }
            super.channelRead(context, bytes);
        }

        @Override
        public void write(ChannelHandlerContext context, Object bytes, ChannelPromise written) throws Exception {
            rest();
            super.write(context, bytes, written);
        }

        /** Also when the connection has ended. */
        @Override
        public void handlerRemoved(ChannelHandlerContext context) {
            rest();
        }

        private void rest() {
            Optional.ofNullable(cut).ifPresent(waiting -> waiting.cancel(false));
            cut = null;
        }
    }
}
