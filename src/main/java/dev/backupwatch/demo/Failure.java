package dev.backupwatch.demo;

import java.util.List;
import java.util.Random;

/** Why a tenant's backup ends early: an OceanBase error code, negative as in RESULT, and its text. */
record Failure(long result, String text) {

    static final Failure CANCELED = new Failure(-4072, "Cancelled");

    private static final List<Failure> KINDS = List.of(
            new Failure(-4009, "IO error"),
            new Failure(-4012, "Timeout"),
            new Failure(-4184, "Server out of disk space"));

    static Failure draw(Random random) {
        return KINDS.get(random.nextInt(KINDS.size()));
    }

    /** The job's comment names server and trace; the task's is the text alone. */
    String jobComment() {
        return "(SERVER)ls_id: 1001, addr: \"10.0.0.12:2882\", module: BACKUP_DATA, result: %d(%s), trace_id: YB420A00000C-0006166A3C5D7E1F-0-0"
                .formatted(result, text);
    }
}
