package dev.backupwatch.diff;

import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.RowKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes in the parts of one poll, each complete for tenants of its own, as if they had been read at once. */
record Parts(Lives before) {

    LifeStep takeIn(List<Observation> parts) {
        Lives lives = before;
        Looks looks = before.looks();
        Instant unread = parts.isEmpty() ? looks.unread() : null;
        List<RowEvent> events = new ArrayList<>();
        Set<RowKey> touched = new HashSet<>();
        for (Observation part : parts) {
            // Each is asked and taken in as if it were the only one: a first look is one for all of them.
            Transition.Taken taken = new Transition(lives.with(before.looks()), part).take();
            events.addAll(taken.events());
            touched.addAll(taken.touched());
            lives = taken.next();
            looks = lives.looks();
            unread = unread == null ? looks.unread() : unread;
        }
        events.sort(EventOrder.COMPARATOR);
        Lives next = lives.with(looks.withUnread(unread));
        touched.removeIf(key -> !before.told().containsKey(key) && !next.told().containsKey(key));
        return new LifeStep(List.copyOf(events), next, touched);
    }
}
