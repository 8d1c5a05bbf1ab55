package dev.backupwatch.stream;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * What a subscriber is given on its way.
 *
 * @param first what it is told before its stream begins
 * @param stallTimeout after which it is ended if it takes nothing
 * @param farewells what it is told when it is ended
 * @param whenEnded called on its thread
 */
record Beginning(
        List<Message> first,
        Duration stallTimeout,
        BiFunction<Farewell.Reason, Controls, Farewell> farewells,
        Consumer<Subscriber> whenEnded) {}
