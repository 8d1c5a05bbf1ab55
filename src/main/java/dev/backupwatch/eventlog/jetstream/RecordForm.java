package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.event.Epoch;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.eventlog.Checkpoint;
import dev.backupwatch.eventlog.LogBounds.EpochStart;
import dev.backupwatch.eventlog.LogPlace;
import dev.backupwatch.eventlog.LogRecord;
import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.LoggedEvent;
import dev.backupwatch.eventlog.NoteChange;
import dev.backupwatch.eventlog.StateChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Records and checkpoints as bytes, of which the first tells the form: a later form gets another number. */
final class RecordForm {

    private static final long FORM = 1;

    private RecordForm() {}

    static byte[] pack(LogRecord record) {
        try (var to = new Packing()) {
            to.number(FORM);
            to.text(record.epoch().value());
            to.number(record.first().value());
            to.flag(record instanceof LogRecord.Step);
            if (record instanceof LogRecord.Step step) {
                pack(to, step.step());
            }
            return to.packed();
        }
    }

    static LogRecord record(byte[] packed) throws IOException {
        Unpacking from = open(packed);
        var epoch = new Epoch(from.text());
        var first = new Sequence(from.number());
        return from.flag()
                ? new LogRecord.Step(epoch, first, step(from, epoch, first))
                : new LogRecord.Fence(epoch, first);
    }

    static byte[] pack(Checkpoint checkpoint) {
        try (var to = new Packing()) {
            to.number(FORM);
            to.number(checkpoint.place().position());
            to.text(checkpoint.place().record());
            to.each(checkpoint.epochs(), (each, start) -> {
                each.text(start.epoch().value());
                each.number(start.first().value());
            });
            to.number(checkpoint.head().value());
            to.each(checkpoint.state(), Packing::entry);
            to.each(checkpoint.notes(), Packing::note);
            return to.packed();
        }
    }

    static Checkpoint checkpoint(byte[] packed) throws IOException {
        Unpacking from = open(packed);
        return new Checkpoint(
                new LogPlace(from.number(), from.text()),
                from.each(each -> new EpochStart(new Epoch(each.text()), new Sequence(each.number()))),
                new Sequence(from.number()),
                from.each(Unpacking::entry),
                from.each(Unpacking::note));
    }

    private static void pack(Packing to, LogStep step) {
        to.each(step.events(), Packing::event);
        to.each(step.change().put(), Packing::entry);
        to.each(step.change().removed(), Packing::stateKey);
        to.each(step.notes().put(), Packing::note);
        to.each(step.notes().removed(), Packing::noteKey);
    }

    private static LogStep step(Unpacking from, Epoch epoch, Sequence first) throws IOException {
        List<LoggedEvent> events = new ArrayList<>();
        long count = from.number();
        for (long i = 0; i < count; i++) {
            events.add(from.event(epoch, first.plus(i)));
        }
        var change = new StateChange(from.each(Unpacking::entry), from.each(Unpacking::stateKey));
        return new LogStep(events, change, new NoteChange(from.each(Unpacking::note), from.each(Unpacking::noteKey)));
    }

    private static Unpacking open(byte[] packed) throws IOException {
        var from = new Unpacking(packed);
        long form = from.number();
        if (form != FORM) {
            throw new IOException("a newer version of this service wrote it, in form " + form);
        }
        return from;
    }
}
