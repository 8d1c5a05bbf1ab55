package dev.backupwatch.bench.delivery;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a load: readers connect while nothing happens, then events happen until all have got all of them. */
record Measurement(ReaderCrew crew) {

    private static final int SETTLING_SECONDS = 1;

    Outcome of(Feed feed, Load load) throws Exception {
        crew.mustDo(load.order() + " " + feed.words());
        TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
        feed.use().forgetPeak();
        Cost before = cost(feed);
        long last = feed.send();
        ReaderCrew.Answer reached = crew.ask("await sequence=" + last);
        Cost after = cost(feed);
        Outcome outcome = report(feed, load, last, less(after, before));
        crew.mustDo("close");
        System.out.println(OutcomeTable.line(outcome) + (reached.isOk() ? "" : "  " + reached.trouble()));
        return outcome;
    }

    private Outcome report(Feed feed, Load load, long last, Cost cost) throws IOException {
        String posted = feed.posted().map(file -> " posted=" + file).orElse("");
        ReaderCrew.Answer report = crew.mustDo("report sequence=" + last + posted);
        var traffic = new Outcome.Traffic(
                report.number("events"),
                feed.seconds(),
                report.number("bytes"),
                report.number("delivered"),
                report.number("complete") == load.readers() - load.stalled());
        Optional<Latency> ownPost = feed.posted().map(file -> Latency.of(report, "own-"));
        return new Outcome(feed.name(), load, traffic, cost, Latency.of(report, ""), ownPost);
    }

    private Cost cost(Feed feed) {
        return new Cost(
                feed.use().cpuSeconds(), crew.use().cpuSeconds(), feed.use().peakKilobytes());
    }

    private static Cost less(Cost after, Cost before) {
        return new Cost(after.cpu() - before.cpu(), after.readersCpu() - before.readersCpu(), after.peakKilobytes());
    }
}
