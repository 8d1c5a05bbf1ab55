package dev.backupwatch.wirefault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** As whom the proxy greets. */
public enum Greeting {
    /** MariaDB's own greeting, passed on as it is. */
    MARIADB(""),
    /** An observer of OceanBase 4.x. */
    OBSERVER("5.7.25"),
    /** An OBProxy; below 5.7.5 the client takes the older ways of its own accord. */
    OBPROXY("5.6.25");

    /**
     * What OceanBase offers: all of the lower half but compression; of the upper half results of prepared statements,
     * pluggable authentication, connection attributes and session tracking. So not MULTI_STATEMENTS, MULTI_RESULTS,
     * PLUGIN_AUTH_LENENC, DEPRECATE_EOF.
     */
    private static final int OFFERED = 0x009c_f7df;

    /** MariaDB leaves it out to be known as MariaDB. */
    private static final int LONG_PASSWORD = 1;

    private static final byte UTF8MB4_BIN = 46;
    private static final int BEFORE_CAPABILITIES = 4 + 8 + 1;
    private static final int RESERVED = 10;

    private final String version;

    Greeting(String version) {
        this.version = version;
    }

    /** Whether results come with EOF packets. */
    boolean sendsEof() {
        return this != MARIADB;
    }

    /**
     * The scramble stays MariaDB's, and whatever is offered MariaDB can do: both ends agree on what the client chooses.
     */
    Packet rewritten(Packet greeting) {
        byte[] old = greeting.payload();
        if (this == MARIADB || old[0] != 10) {
            return greeting;
        }
        int version = indexAfterText(old, 1);
        byte[] rest = Arrays.copyOfRange(old, version, old.length);
        int at = BEFORE_CAPABILITIES;
        int capabilities = (rest[at] & 0xff)
                | (rest[at + 1] & 0xff) << 8
                | (rest[at + 5] & 0xff) << 16
                | (rest[at + 6] & 0xff) << 24;
        int offered = (capabilities | LONG_PASSWORD) & OFFERED;
        rest[at] = (byte) offered;
        rest[at + 1] = (byte) (offered >> 8);
        rest[at + 2] = UTF8MB4_BIN;
        rest[at + 3] = 0;
        rest[at + 4] = 0;
        rest[at + 5] = (byte) (offered >> 16);
        rest[at + 6] = (byte) (offered >> 24);
        Arrays.fill(rest, at + 8, at + 8 + RESERVED, (byte) 0);
        byte[] named = (this.version + "\0").getBytes(StandardCharsets.US_ASCII);
        return new Packet(greeting.number(), Packet.joined(new byte[] {10}, named, rest));
    }

    private static int indexAfterText(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] != 0) {
            at++;
        }
        return at + 1;
    }
}
