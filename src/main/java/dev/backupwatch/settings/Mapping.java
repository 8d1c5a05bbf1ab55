package dev.backupwatch.settings;

import java.util.ArrayList;
import java.util.List;

/** A room's keys: an interface, and what all of them begin with. */
record Mapping(Class<?> type, String prefix) {

    List<Key> keys() {
        return below(type, prefix);
    }

    private static List<Key> below(Class<?> group, String path) {
        List<Key> keys = new ArrayList<>();
        for (Member member : Member.of(group)) {
            String pattern = KeyName.below(path, member.name());
            pattern = member.isNamed() ? KeyName.below(pattern, KeyName.ANY) : pattern;
            if (member.isGroup()) {
                keys.addAll(below(member.type(), pattern));
            } else {
                keys.add(new Key(pattern, member));
            }
        }
        return keys;
    }
}
