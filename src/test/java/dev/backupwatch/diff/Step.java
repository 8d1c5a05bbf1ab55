package dev.backupwatch.diff;

import java.time.Duration;
import java.util.List;

/** One line of a {@link Plan}. */
sealed interface Step {

    /** What may happen in a cluster. */
    enum Kind {
        START_JOB,
        START_SYS_JOB,
        START_TASK,
        DOING,
        STAGE,
        COUNT,
        COMMENT,
        COMPLETE_TASK,
        CANCEL,
        END,
        LEAVE,
        COME_AND_GO,
        LEAVE_BOTH_VIEWS,
        REACH_HISTORY_LATE,
        HIDE_OR_SHOW,
        DEGRADE_OR_RECOVER,
        DROP,
        REBUILD
    }

    /**
     * Something that happens in the cluster, if what it needs is there; else nothing happens.
     *
     * @param pick which of the rows that it could happen to, and how
     */
    record Deed(Kind kind, long tenant, int pick) implements Step {}

    record Pass(Duration time) implements Step {}

    /** The watch is stopped, and goes on from what it adopted last. */
    record Restart(Duration down) implements Step {}

    /** @param groups the tenants that are read one group after another; none where all is read at once */
    record Poll(List<Meanwhile> meanwhile, Mishap mishap, List<List<Long>> groups) implements Step {

        static final Poll CALM = new Poll(List.of(), Mishap.NONE, List.of());

        public Poll {
            meanwhile = List.copyOf(meanwhile);
            groups = List.copyOf(groups);
        }
    }

    /** @param read before which of the poll's reads, counted from 0 */
    record Meanwhile(int read, Deed deed) {}

    enum Trouble {
        NOTHING,
        /** The poll breaks off. */
        BREAKS,
        /** The step is computed and cannot be written. */
        IS_NOT_WRITTEN,
        /** The step is written, and the answer is lost. */
        IS_WRITTEN_BUT_FAILS,
        /** The process dies when the poll is over, before it wrote anything. */
        IS_KILLED,
        /** The connection was closed while it lay idle. */
        FINDS_CONNECTION_CLOSED
    }

    /**
     * @param read before which of the reads, where that matters
     * @param pick in which way, where there are several
     */
    record Mishap(Trouble trouble, int read, int pick) {

        static final Mishap NONE = new Mishap(Trouble.NOTHING, 0, 0);
    }
}
