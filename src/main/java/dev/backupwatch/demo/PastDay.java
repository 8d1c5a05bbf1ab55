package dev.backupwatch.demo;

import dev.backupwatch.demo.TenantBackup.BackupType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A day of the past that a cluster begins with, on which it had one backup.
 *
 * @param daysAgo how many days before the beginning
 * @param tenants what became of each of {@link Tenant#ALL}
 */
record PastDay(int daysAgo, BackupType type, List<TenantCourse> tenants) {

    /** What the first backups are compared with. */
    static final List<PastDay> THREE_DAYS = daysOf(3);

    /** A history to look back on: some days were incremental, on one a tenant failed, and on another one was skipped. */
    static final List<PastDay> FORTNIGHT = fortnight();

    PastDay {
        tenants = List.copyOf(tenants);
    }

    static PastDay well(int daysAgo, BackupType type) {
        return new PastDay(daysAgo, type, Collections.nCopies(Tenant.ALL.size(), TenantCourse.COMPLETES));
    }

    private static List<PastDay> daysOf(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(day -> well(number + 1 - day, BackupType.FULL))
                .toList();
    }

    private static List<PastDay> fortnight() {
        List<PastDay> days = new ArrayList<>(daysOf(14));
        days.replaceAll(day -> switch (day.daysAgo()) {
            case 12, 8, 5 -> well(day.daysAgo(), BackupType.INC);
            case 10 -> day.but("billing", TenantCourse.FAILS);
            case 6 -> day.but("crm", TenantCourse.IS_SKIPPED);
            default -> day;
        });
        return List.copyOf(days);
    }

    private PastDay but(String name, TenantCourse course) {
        List<TenantCourse> others = new ArrayList<>(tenants);
        for (int i = 0; i < others.size(); i++) {
            if (Tenant.ALL.get(i).name().equals(name)) {
                others.set(i, course);
            }
        }
        return new PastDay(daysAgo, type, others);
    }
}
