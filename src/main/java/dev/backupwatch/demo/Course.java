package dev.backupwatch.demo;

import java.util.Random;

/** How a cluster backup goes. */
public enum Course {
    COMPLETES,
    ONE_TENANT_FAILS,
    IS_CANCELED;

    /** Most backups complete, but whoever watches the demo for some minutes sees the others too. */
    static Course draw(Random random) {
        int drawn = random.nextInt(10);
        return drawn < 7 ? COMPLETES : drawn < 9 ? ONE_TENANT_FAILS : IS_CANCELED;
    }
}
