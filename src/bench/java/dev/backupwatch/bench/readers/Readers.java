package dev.backupwatch.bench.readers;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** All readers of a run. */
final class Readers {

    private final Group group;
    private final Selector selector;
    private final ProcessClock clock = new ProcessClock();
    private final KnownEvents known = new KnownEvents();
    private final List<Reader> all = new ArrayList<>();
    private int underWay;

    Readers(Group group, Selector selector) {
        this.group = group;
        this.selector = selector;
    }

    Group group() {
        return group;
    }

    ProcessClock clock() {
        return clock;
    }

    KnownEvents known() {
        return known;
    }

    List<Reader> all() {
        return all;
    }

    /** Connects those whose time has come, but not more at a time than a server's backlog holds. */
    void open() throws IOException {
        while (all.size() < group.readers()
                && underWay < group.underWay()
                && group.delay(all.size()).toNanos() / 1_000 <= clock.now()) {
            var reader = new Reader(all.size(), this);
            all.add(reader);
            underWay++;
            reader.connect(selector);
        }
    }

    void connected() {
        underWay--;
    }

    boolean haveArrived() {
        return all.size() == group.readers() && all.stream().allMatch(Reader::hasArrived);
    }

    boolean haveReached(long sequence) {
        return count(reader -> reader.hasReached(sequence)) == count(reader -> true);
    }

    /** Of those that read. */
    long count(Predicate<Reader> which) {
        return all.stream().filter(reader -> !reader.isStalled()).filter(which).count();
    }

    Optional<String> fault() {
        return all.stream().map(Reader::fault).filter(Objects::nonNull).findFirst();
    }

    void close() throws IOException {
        for (Reader reader : all) {
            reader.close();
        }
    }
}
