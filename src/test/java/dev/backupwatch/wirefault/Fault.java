package dev.backupwatch.wirefault;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** What goes wrong with one statement. */
public final class Fault {

    /** Before the statement reaches the server. */
    private interface OnQuery {
        /** @return whether it shall reach the server */
        boolean arrived(Wire wire, Packet query) throws IOException;
    }

    /** Whenever the server has sent another packet of its answer. */
    private interface OnAnswer {
        void arrived(Wire wire, Answer answer, Packet packet) throws IOException;
    }

    private static final OnQuery FORWARDED = (wire, query) -> true;
    private static final OnAnswer PASSED_ON = (wire, answer, packet) -> wire.toClient(packet);

    static final Fault NONE = new Fault("nothing", FORWARDED, PASSED_ON);

    /** The server's process dies, or a firewall's table forgets: the connection is reset while rows are on their way. */
    public static final Fault RESET_IN_RESULT = inTheMiddle("a reset in the middle of a result", Wire::reset);

    /** The same in good order, as a server that is shut down does it. */
    public static final Fault CLOSE_IN_RESULT = inTheMiddle("a close in the middle of a result", Wire::close);

    /** The connection is reset before the server has said anything. */
    public static final Fault RESET = before("a reset before the answer", Wire::reset);

    /** Nothing flows any more, and neither side is told. */
    public static final Fault HALF_OPEN = before("a half-open connection", Wire::fallSilent);

    /** Of this statement nothing comes back; the server has run it. */
    public static final Fault NEVER_ANSWER = new Fault("no answer", FORWARDED, (wire, answer, packet) -> {});

    /** Rows stop coming half way, and the connection stays. */
    public static final Fault STALL_IN_RESULT = inTheMiddle("a stall in the middle of a result", Wire::fallSilent);

    /** Byte by byte, so slow that the answer outlasts every patience. */
    public static final Fault TRICKLE = new Fault("a slow trickle", FORWARDED, (wire, answer, packet) -> {
        for (byte one : packet.bytes()) {
            wire.toClient(new byte[] {one});
            wire.pause(Duration.ofMillis(20));
        }
    });

    /** An OK without a result, as if something had been set. */
    public static final Fault OK_INSTEAD_OF_ROWS = answered("OK instead of rows", Packet.ok());

    /** Nothing that this protocol knows. */
    public static final Fault WRONG_PACKET = answered("a wrong packet", new Packet(1, new byte[0]));

    /** The rest of a result that nobody asked for. */
    public static final Fault EOF_INSTEAD_OF_ROWS =
            answered("the end of another result", new Packet(5, new byte[] {(byte) 0xfe, 0, 0, 2, 0}));

    /** Swallows a statement: says OK and does nothing. */
    public static final Fault FORGOTTEN = answered("a statement that is swallowed", Packet.ok());

    /** The session is back in OceanBase's default zone, as when a proxy has moved it to another server. */
    public static final Fault LOSES_ZONE = new Fault(
            "a session that lost its zone",
            (wire, query) -> {
                wire.toServer(Packet.query("SET time_zone = '+08:00'"));
                return true;
            },
            (wire, answer, packet) -> {
                if (answer.packets() > 1) {
                    wire.toClient(packet);
                }
            });

    /** The server's clock stands at that moment from now on, as far as this session sees it. */
    public static Fault clockAt(Instant time) {
        var set = "SET timestamp = %d.%06d".formatted(time.getEpochSecond(), time.getNano() / 1_000);
        return new Fault(
                "a clock at " + time,
                (wire, query) -> {
                    wire.toServer(Packet.query(set));
                    return true;
                },
                LOSES_ZONE.onAnswer);
    }

    private final String name;
    private final OnQuery onQuery;
    private final OnAnswer onAnswer;

    private Fault(String name, OnQuery onQuery, OnAnswer onAnswer) {
        this.name = name;
        this.onQuery = onQuery;
        this.onAnswer = onAnswer;
    }

    /** The server takes its time before it begins. */
    public static Fault delay(Duration time) {
        return new Fault(
                "a delay of " + time,
                (wire, query) -> {
                    wire.pause(time);
                    return true;
                },
                PASSED_ON);
    }

    public static Fault error(int code, String message) {
        return answered("error " + code, Packet.error(code, message));
    }

    /** The answer to some other statement, as from a proxy that mixed up two. */
    public static Fault answerTo(String otherStatement) {
        return new Fault(
                "the answer to " + otherStatement,
                (wire, query) -> {
                    wire.toServer(Packet.query(otherStatement));
                    return false;
                },
                PASSED_ON);
    }

    private static Fault answered(String name, Packet packet) {
        return new Fault(
                name,
                (wire, query) -> {
                    wire.toClient(packet);
                    return false;
                },
                PASSED_ON);
    }

    private interface Breaking {
        void happensTo(Wire wire) throws IOException;
    }

    private static Fault before(String name, Breaking breaking) {
        return new Fault(
                name,
                (wire, query) -> {
                    breaking.happensTo(wire);
                    return false;
                },
                PASSED_ON);
    }

    private static Fault inTheMiddle(String name, Breaking breaking) {
        return new Fault(name, FORWARDED, (wire, answer, packet) -> {
            if (!answer.isBeyondTheFirstRow(packet)) {
                wire.toClient(packet);
                return;
            }
            byte[] bytes = packet.bytes();
            wire.toClient(Arrays.copyOf(bytes, bytes.length / 2));
            breaking.happensTo(wire);
        });
    }

    boolean forwards(Wire wire, Packet query) throws IOException {
        return onQuery.arrived(wire, query);
    }

    void pass(Wire wire, Answer answer, Packet packet) throws IOException {
        onAnswer.arrived(wire, answer, packet);
    }

    @Override
    public String toString() {
        return name;
    }
}
