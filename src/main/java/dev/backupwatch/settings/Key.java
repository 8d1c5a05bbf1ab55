package dev.backupwatch.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One key.
 *
 * @param pattern its name, in which a {@code *} stands for a name of the user's
 */
record Key(String pattern, Member member) {

    private static final Pattern INDEX = Pattern.compile("\\[\\d+]$");

    boolean matches(String name) {
        List<String> own = KeyName.parts(pattern);
        List<String> others =
                KeyName.parts(member.isList() ? INDEX.matcher(name).replaceFirst("") : name);
        if (own.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < own.size(); i++) {
            if (!own.get(i).equals(KeyName.ANY) && !own.get(i).equals(others.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** It with the names that stand at the same places of another key. */
    String named(List<String> parts) {
        List<String> own = new ArrayList<>(KeyName.parts(pattern));
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).equals(KeyName.ANY)) {
                own.set(i, i < parts.size() ? parts.get(i) : "<name>");
            }
        }
        return KeyName.of(own);
    }
}
