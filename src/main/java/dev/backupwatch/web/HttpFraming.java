package dev.backupwatch.web;

import dev.backupwatch.stream.Farewell;
import dev.backupwatch.stream.Framing;
import io.netty.buffer.ByteBuf;
import java.util.List;

/** How a stream that is an HTTP response wraps messages. */
interface HttpFraming extends Framing {

    String mediaType();

    /** What a stream begins with. */
    default String opening() {
        return "";
    }

    /** The last bytes of a stream that is ended. */
    default ByteBuf frame(Farewell farewell) {
        return frame(List.of(farewell.problem()));
    }
}
