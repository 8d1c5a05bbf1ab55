package dev.backupwatch.bench.delivery;

/**
 * Who reads.
 *
 * @param stalled how many of the readers never read
 */
record Load(String name, int readers, int stalled) {

    /** Of one source address a service may refuse too many. */
    private static final int ADDRESSES = 50;

    static Load of(String name, int readers) {
        return new Load(name, readers, 0);
    }

    /** So that what a server does anyway is known. */
    Load without() {
        return new Load(name + ", none", 0, 0);
    }

    /** As the readers' process understands it; how they open their streams is still to be said. */
    String order() {
        return "open readers=%d stalled=%d addresses=%d".formatted(readers, stalled, ADDRESSES);
    }
}
