package dev.backupwatch.web;

import dev.backupwatch.event.Visibility;
import dev.backupwatch.stream.BadRequestException;
import dev.backupwatch.stream.Filter;
import dev.backupwatch.stream.FilterText;
import dev.backupwatch.stream.Subscription;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters of a stream, read from a query or from a message of a WebSocket.
 *
 * @param byName each with its values in their order
 * @param lastEventId the header of that name, which wins over the parameters: a browser reconnects with its first URL
 */
record StreamParameters(Map<String, List<String>> byName, Optional<String> lastEventId) {

    private static final String TICKET = "ticket";
    private static final List<String> CURSOR = List.of("cursor", "last_event_id", "lastEventId");
    private static final Set<String> OTHERS =
            Set.of("snapshot", "conflate", "bookmarks", "named", "lang", "limit", "order", "before", TICKET);
    static final String STAMPED = "~";
    private static final List<String> OF_A_PAGE = List.of("order", "before");
    private static final Pattern PERIOD = Pattern.compile("(\\d{1,6})(ms|s)");
    private static final int MOST_EVENTS = 1000;
    private static final int DEFAULT_EVENTS = 100;

    /** @throws BadRequestException for a parameter that nobody knows: a slip of the pen would otherwise filter nothing */
    StreamParameters {
        Set<String> known = new HashSet<>(FilterText.PARAMETERS);
        known.addAll(OTHERS);
        known.addAll(CURSOR);
        for (String name : byName.keySet()) {
            if (!known.contains(name)) {
                throw bad("%s is not a parameter; there are %s"
                        .formatted(name, known.stream().sorted().toList()));
            }
        }
    }

    /**
     * @param visibility of who asks
     * @throws BadRequestException also for what only a page can be asked
     */
    Subscription subscription(Visibility visibility) {
        for (String ofAPage : OF_A_PAGE) {
            if (byName.containsKey(ofAPage)) {
                throw bad("%s is for a page of the log, which is asked for as application/json; a stream goes forwards"
                        .formatted(ofAPage));
            }
        }
        return new Subscription(filter(visibility), cursor(), flag("snapshot", true), bookmarks())
                .conflating(flag("conflate", false));
    }

    Filter filter(Visibility visibility) {
        return FilterText.read(byName, visibility);
    }

    Optional<String> cursor() {
        return resumed().map(text -> text.split(STAMPED, 2)[0]).filter(cursor -> !cursor.isEmpty());
    }

    /** What a ticket's stream gave with the cursor, to be gone on with. */
    Optional<String> stamp() {
        return resumed().filter(text -> text.contains(STAMPED)).map(text -> text.split(STAMPED, 2)[1]);
    }

    private Optional<String> resumed() {
        return lastEventId
                .filter(id -> !id.isEmpty())
                .or(() -> CURSOR.stream().flatMap(name -> single(name).stream()).findFirst());
    }

    Optional<String> ticket() {
        return single(TICKET);
    }

    /**
     * Whether a page is to show what was last first.
     *
     * @throws BadRequestException where it cannot be told from where it is to begin
     */
    boolean newestFirst() {
        Optional<String> order = single("order");
        Optional<String> before = before();
        if (order.isPresent() && !order.get().equals("newest")) {
            throw bad("order=%s is not newest".formatted(order.get()));
        }
        if (order.isPresent() && cursor().isPresent()) {
            throw bad("cursor is where a page begins that goes forwards; with order=newest, before is");
        }
        if (order.isEmpty() && before.isPresent()) {
            throw bad("before is where a page begins with order=newest; without, cursor is");
        }
        return order.isPresent();
    }

    Optional<String> before() {
        return single("before");
    }

    boolean named() {
        return flag("named", false);
    }

    String language() {
        String language = single("lang").orElse("en");
        if (!language.equals("en") && !language.equals("zh")) {
            throw bad("lang=%s is neither en nor zh".formatted(language));
        }
        return language;
    }

    int limit() {
        String text = single("limit").orElse(Integer.toString(DEFAULT_EVENTS));
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_EVENTS) {
            throw bad("limit=%s is not between 1 and %d".formatted(text, MOST_EVENTS));
        }
        return Integer.parseInt(text);
    }

    private Duration bookmarks() {
        Optional<String> asked = single("bookmarks");
        if (asked.isEmpty()) {
            return Subscription.SLOWEST_BOOKMARKS;
        }
        Matcher period = PERIOD.matcher(asked.get());
        if (!period.matches()) {
            throw bad("bookmarks=%s is no time, as 1s or 500ms is".formatted(asked.get()));
        }
        long count = Long.parseLong(period.group(1));
        Duration every = period.group(2).equals("s") ? Duration.ofSeconds(count) : Duration.ofMillis(count);
        if (every.compareTo(Subscription.FASTEST_BOOKMARKS) < 0) {
            throw bad("bookmarks=%s is too often; 500ms is the shortest".formatted(asked.get()));
        }
        return every.compareTo(Subscription.SLOWEST_BOOKMARKS) > 0 ? Subscription.SLOWEST_BOOKMARKS : every;
    }

    private boolean flag(String name, boolean otherwise) {
        Optional<String> value = single(name);
        if (value.isPresent() && !value.get().equals("true") && !value.get().equals("false")) {
            throw bad("%s=%s is neither true nor false".formatted(name, value.get()));
        }
        return value.map(Boolean::valueOf).orElse(otherwise);
    }

    private Optional<String> single(String name) {
        List<String> values = byName.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw bad("%s is given %d times".formatted(name, values.size()));
        }
        return values.stream().findFirst();
    }

    private static BadRequestException bad(String detail) {
        return new BadRequestException("bad-filter", detail);
    }
}
