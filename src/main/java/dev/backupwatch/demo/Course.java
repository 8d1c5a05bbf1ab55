package dev.backupwatch.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * How a cluster backup goes.
 *
 * @param tenants what becomes of as many tenants, which are drawn; all others' backups complete
 * @param ending of the whole
 * @param isFull FULL is asked for; else FULL or INC, as is drawn
 */
public record Course(List<TenantCourse> tenants, Ending ending, boolean isFull) {

    /** How the cluster's own job ends. What hangs does so for two thirds of the pace. */
    public enum Ending {
        /** Soon after the last tenant's. */
        FOLLOWS,
        /** All tenants' jobs are gone, and it goes on DOING. */
        HANGS,
        IS_CANCELED,
        /** It stays CANCELING, and so do its tenants' jobs. */
        CANCELING_HANGS;

        boolean isCancellation() {
            return this == IS_CANCELED || this == CANCELING_HANGS;
        }
    }

    public static final Course COMPLETES = of();
    public static final Course ONE_TENANT_FAILS = of(TenantCourse.FAILS);
    public static final Course IS_CANCELED = of().ending(Ending.IS_CANCELED);
    public static final Course CANCELING_HANGS = of().ending(Ending.CANCELING_HANGS);
    public static final Course PARENT_HANGS = of().ending(Ending.HANGS);

    private static final List<Course> DRAWN = drawn();

    public Course {
        tenants = List.copyOf(tenants);
        if (tenants.size() > Tenant.ALL.size()) {
            throw new IllegalArgumentException("more than there are tenants: " + tenants);
        }
    }

    public static Course of(TenantCourse... tenants) {
        return new Course(List.of(tenants), Ending.FOLLOWS, false);
    }

    public Course inFull() {
        return new Course(tenants, ending, true);
    }

    public Course ending(Ending other) {
        return new Course(tenants, other, isFull);
    }

    /** About every second one has no trouble; whoever watches the demo for some time sees the others too. */
    static Course draw(Random random) {
        return DRAWN.get(random.nextInt(DRAWN.size()));
    }

    /** One for each of {@link Tenant#ALL}. */
    List<TenantCourse> dealt(Random random) {
        List<TenantCourse> dealt = new ArrayList<>(tenants);
        dealt.addAll(Collections.nCopies(Tenant.ALL.size() - tenants.size(), TenantCourse.COMPLETES));
        Collections.shuffle(dealt, random);
        return dealt;
    }

    private static List<Course> drawn() {
        List<Course> courses = new ArrayList<>(Collections.nCopies(9, COMPLETES));
        courses.add(ONE_TENANT_FAILS);
        for (TenantCourse one : TenantCourse.values()) {
            courses.add(of(one));
        }
        courses.addAll(List.of(IS_CANCELED, CANCELING_HANGS, PARENT_HANGS));
        return List.copyOf(courses);
    }
}
