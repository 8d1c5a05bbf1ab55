package dev.backupwatch.demo;

import java.util.List;

/** How a task's time passes: evenly, but for what is added to it here and there. */
record Tempo(List<Delay> delays) {

    static final Tempo EVEN = new Tempo(List.of());

    /**
     * Time that is added, in shares of the task's time without any delay.
     *
     * @param from where it begins
     * @param to where it ends; the same as where it begins: nothing at all happens meanwhile
     * @param added how much
     */
    record Delay(double from, double to, double added) {

        static Delay standstill(double at, double added) {
            return new Delay(at, at, added);
        }

        private double before(double share) {
            if (share <= from) {
                return 0;
            }
            return share >= to ? added : added * (share - from) / (to - from);
        }
    }

    Tempo {
        delays = List.copyOf(delays);
    }

    /** The share of the whole time, delays included, at which what is due at this share without them happens. */
    double at(double share) {
        double before =
                delays.stream().mapToDouble(delay -> delay.before(share)).sum();
        double added = delays.stream().mapToDouble(Delay::added).sum();
        return (share + before) / (1 + added);
    }
}
