package dev.backupwatch.stream;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.eventlog.StateKey;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a row stands among all: those that run in key order, then those that ended, newest first. */
sealed interface RowsPlace {

    /** As {@code after} says it. */
    String token();

    boolean isAfter(RowsPlace other);

    /** Empty for text that no answer can have held. */
    static Optional<RowsPlace> parse(String token) {
        Matcher ended = Ended.TOKEN.matcher(token);
        if (ended.matches()) {
            return Optional.of(new Ended(new Sequence(Long.parseLong(ended.group(1)))));
        }
        Matcher running = Running.TOKEN.matcher(token);
        return running.matches() ? Optional.of(Running.of(running)) : Optional.empty();
    }

    /** A live row. */
    record Running(StateKey key) implements RowsPlace {

        private static final Pattern TOKEN =
                Pattern.compile("running:([\\w.-]{1,63}):(job|task):(\\d{1,18}):(\\d{1,18})");

        private static Running of(Matcher token) {
            var row = new RowKey(
                    RowKind.valueOf(token.group(2).toUpperCase(Locale.ROOT)),
                    new TenantId(Long.parseLong(token.group(3))),
                    Long.parseLong(token.group(4)));
            return new Running(new StateKey(new ClusterName(token.group(1)), row));
        }

        @Override
        public String token() {
            RowKey row = key.row();
            String kind = row.kind().name().toLowerCase(Locale.ROOT);
            return "running:%s:%s:%d:%d"
                    .formatted(key.cluster(), kind, row.tenant().value(), row.id());
        }

        @Override
        public boolean isAfter(RowsPlace other) {
            return other instanceof Running running && key.compareTo(running.key()) > 0;
        }
    }

    /** One that has ended, at its ending's place in the log. */
    record Ended(Sequence ending) implements RowsPlace {

        private static final Pattern TOKEN = Pattern.compile("ended:(\\d{1,18})");

        @Override
        public String token() {
            return "ended:" + ending.value();
        }

        @Override
        public boolean isAfter(RowsPlace other) {
            return other instanceof Running || ending.isBefore(((Ended) other).ending());
        }
    }
}
