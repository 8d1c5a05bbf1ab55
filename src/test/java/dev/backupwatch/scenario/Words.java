package dev.backupwatch.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How scenarios write rows and events: words between blanks, {@code COLUMN=value}, quotes around a value with blanks. */
final class Words {

    private static final Pattern WORD = Pattern.compile("(?:[^\\s']+'[^']*'|[^\\s']+)");

    private Words() {}

    static List<String> of(String text) {
        Matcher words = WORD.matcher(text);
        return words.results().map(word -> word.group().replace("'", "")).toList();
    }

    /** {@code STATUS=FAILED RESULT=-4012 COMMENT='no space left' BACKUP_SET_ID=null}. */
    static Map<String, @Nullable Object> columns(String text) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        for (String word : of(text)) {
            int sign = word.indexOf('=');
            if (sign < 0) {
                throw new IllegalArgumentException("not COLUMN=value: " + word);
            }
            String value = word.substring(sign + 1);
            columns.put(word.substring(0, sign), value.equals("null") ? null : value);
        }
        return columns;
    }
}
