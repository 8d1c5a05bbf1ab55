package dev.backupwatch.diff;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the lives know of the cluster as a whole, each a note of its own. */
final class LookNotes extends NoteFamily<String, Object> {

    private static final String LOOKS = "times";
    private static final String SHAPE = "shape";
    private static final String WALK = "walk";
    private static final String CAUGHT_UP = "caught-up";

    LookNotes() {
        super("look/");
    }

    /** Without those that say nothing yet. */
    @Override
    Map<String, Object> of(Lives lives) {
        Map<String, Object> notes = new LinkedHashMap<>();
        HistoryProgress history = lives.history();
        putIfAny(notes, LOOKS, lives.looks().equals(Looks.NONE) ? null : lives.looks());
        putIfAny(notes, SHAPE, lives.shape().equals(LastShape.NONE) ? null : lives.shape());
        putIfAny(notes, WALK, history.catchUp());
        putIfAny(notes, CAUGHT_UP, NoteTree.of(history.caughtUp()));
        return notes;
    }

    private static void putIfAny(Map<String, Object> notes, String name, @Nullable Object value) {
        if (value != null) {
            notes.put(name, value);
        }
    }

    @Override
    String name(String key) {
        return key;
    }

    @Override
    Object note(Object value) {
        if (value instanceof Looks looks) {
            return note(looks);
        }
        if (value instanceof LastShape shape) {
            return note(shape);
        }
        return value instanceof CatchUp walk ? WalkNote.of(walk) : value;
    }

    private static Object note(Looks looks) {
        Map<String, @Nullable Object> note = new LinkedHashMap<>();
        note.put("first", NoteTree.of(looks.first()));
        note.put("baseline", NoteTree.of(looks.baseline()));
        note.put("probed", NoteTree.of(looks.probed()));
        note.put("tenants", NoteTree.of(looks.tenants()));
        note.put("unread", NoteTree.of(looks.unread()));
        return note;
    }

    private static Object note(LastShape last) {
        Map<String, @Nullable Object> note = new LinkedHashMap<>();
        note.put("changed", NoteTree.of(last.changed()));
        ViewShape shape = last.shape();
        if (shape != null) {
            note.put("jobs", shape.jobs().names());
            note.put("tasks", shape.tasks().names());
            note.put("version", shape.version());
        }
        return note;
    }

    @Override
    void recall(String name, NoteTree note, Recalled recalled) {
        switch (name) {
            case LOOKS -> recalled.looked(looks(note));
            case SHAPE -> recalled.shaped(shape(note, recalled));
            case WALK -> recalled.walking(WalkNote.read(note));
            case CAUGHT_UP -> recalled.caughtUpAt(note.time());
            default -> throw new IllegalArgumentException("no note of that name: " + name);
        }
    }

    private static Looks looks(NoteTree note) {
        return new Looks(
                note.member("first").timeIfAny(),
                note.member("baseline").timeIfAny(),
                note.member("probed").timeIfAny(),
                note.member("tenants").timeIfAny(),
                note.member("unread").timeIfAny());
    }

    private static LastShape shape(NoteTree note, Recalled recalled) {
        ViewShape shape = note.member("version").isNothing()
                ? null
                : new ViewShape(
                        recalled.columns(names(note.member("jobs"))),
                        recalled.columns(names(note.member("tasks"))),
                        note.member("version").text());
        return new LastShape(shape, note.member("changed").timeIfAny());
    }

    private static List<String> names(NoteTree note) {
        return note.items().stream().map(NoteTree::text).toList();
    }
}
