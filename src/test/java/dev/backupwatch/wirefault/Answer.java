package dev.backupwatch.wirefault;

import java.io.IOException;

/** How far the server's answer to one statement has come, and what is to befall it. */
final class Answer {

    private final Fault fault;
    private final boolean sendsEof;
    private int packets;
    private int columns;

    Answer(Fault fault, boolean sendsEof) {
        this.fault = fault;
        this.sendsEof = sendsEof;
    }

    void pass(Wire wire, Packet packet) throws IOException {
        packets++;
        if (packets == 1) {
            columns = packet.columns();
        }
        fault.pass(wire, this, packet);
    }

    int packets() {
        return packets;
    }

    /** Past a whole row, or at the end of a result without one; and at once where there is no result. */
    boolean isBeyondTheFirstRow(Packet packet) {
        int firstRow = columns + (sendsEof ? 3 : 2);
        return columns == 0 || packets > firstRow || (packets == firstRow && packet.isEof());
    }
}
