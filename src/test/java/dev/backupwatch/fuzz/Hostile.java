package dev.backupwatch.fuzz;

import java.util.List;

/** Texts that have broken others. */
final class Hostile {

    private static final int LONGEST = 1_500;
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            ",",
            ",,,",
            "-1",
            "0",
            "00000000000000000001",
            "9223372036854775807",
            "9223372036854775808",
            "99999999999999999999999999",
            "1e999",
            "NaN",
            "null",
            "true",
            "[]",
            "{}",
            "a-0",
            "-",
            "zzzz-1",
            "0-0",
            "../../../../etc/passwd",
            "..\\..\\",
            "%00",
            "%",
            "%zz",
            "%c0%ae%c0%ae/",
            "%F0%9F%98%80",
            "%ff%fe",
            "%0d%0aSet-Cookie:%20a=b",
            "%E2%80%AE",
            "' OR 1=1 --",
            "<script>alert(1)</script>",
            "${jndi:ldap://127.0.0.1/a}",
            "%s%n%x",
            "\u0000",
            "\uFFFD",
            "备份",
            "😀",
            "1/7/9",
            "+00:00",
            "2026-02-30T25:61:61Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "*/*;q=",
            "a/b;c=\"",
            "\"",
            "W/\"",
            ";;;;",
            "=");

    private Hostile() {}

    static String text(Draws draws) {
        return draws.chance(0.04) ? draws.oneOf(TEXTS).concat("x").repeat(draws.between(1, 400)) : draws.oneOf(TEXTS);
    }

    /** Of what may stand in an address or a header: visible ASCII, and no more than fits. */
    static String visible(Draws draws) {
        String visible = text(draws).replaceAll("[^!-~]", "");
        return visible.substring(0, Math.min(visible.length(), LONGEST));
    }
}
