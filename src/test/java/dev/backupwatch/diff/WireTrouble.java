package dev.backupwatch.diff;

import dev.backupwatch.wirefault.Fault;
import java.time.Duration;
import java.util.List;

/** What may break off a poll on its way between two machines. */
final class WireTrouble {

    private static final List<Fault> ALL = List.of(
            Fault.RESET,
            Fault.RESET_IN_RESULT,
            Fault.CLOSE_IN_RESULT,
            Fault.HALF_OPEN,
            Fault.NEVER_ANSWER,
            Fault.STALL_IN_RESULT,
            Fault.TRICKLE,
            Fault.OK_INSTEAD_OF_ROWS,
            Fault.WRONG_PACKET,
            Fault.EOF_INSTEAD_OF_ROWS,
            Fault.LOSES_ZONE,
            Fault.error(4012, "Timeout"),
            Fault.error(1205, "Lock wait timeout exceeded"),
            Fault.delay(Duration.ofMillis(20)),
            Fault.delay(MariaDb.TIMEOUT.plusMillis(50)));

    private WireTrouble() {}

    static Fault of(int pick) {
        return ALL.get(pick % ALL.size());
    }
}
