package dev.backupwatch.source;

import java.util.regex.Pattern;

/** Takes keys, tokens and user-info out of a storage path before anything is logged, kept or sent. */
final class Redaction {

    private static final String MASK = "***";

    private static final Pattern PARAMETER = Pattern.compile(
            "(?i)(?<![\\w.-])([\\w.-]*(?:access_id|access_key|encrypt_key|secret|token|passw(?:or)?d|signature|credential)[\\w.-]*)=[^&;,\\s]*");

    /** Up to the last @ before the path begins, because a password may hold one. */
    private static final Pattern USER_INFO = Pattern.compile("//[^/?\\s]*@");

    private Redaction() {}

    static String of(String text) {
        if (text.indexOf('=') < 0 && text.indexOf('@') < 0) {
            return text;
        }
        String withoutUser = USER_INFO.matcher(text).replaceAll("//" + MASK + "@");
        return PARAMETER.matcher(withoutUser).replaceAll("$1=" + MASK);
    }
}
