package dev.backupwatch.ops;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What a part of the service makes of a new configuration. */
public sealed interface Prepared {

    /**
     * It cannot be used, and then no part is changed.
     *
     * @param all in words, each with its key; no secrets
     */
    record Mistakes(List<String> all) implements Prepared {

        public Mistakes {
            all = List.copyOf(all);
            if (all.isEmpty()) {
                throw new IllegalArgumentException("mistakes without any");
            }
        }
    }

    /**
     * What would be done.
     *
     * @param told for the answer: names by what becomes of them, such as {@code added}
     * @param performance does it, once; gives false where it is only remembered, for a time when it can be done. Does not fail
     */
    record Change(Map<String, List<String>> told, Supplier<Uni<Boolean>> performance) implements Prepared {

        public Change {
            told = Map.copyOf(told);
        }
    }
}
