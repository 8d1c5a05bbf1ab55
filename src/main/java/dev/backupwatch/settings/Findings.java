package dev.backupwatch.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Takes what a room finds wrong with its settings. */
public final class Findings {

    private final String prefix;
    private final BiConsumer<String, String> complaints;

    /** @param complaints are told a key, and what is allowed */
    Findings(String prefix, BiConsumer<String, String> complaints) {
        this.prefix = prefix;
        this.complaints = complaints;
    }

    /** For keys that begin with a name of the user's. */
    public Findings below(String part, String name) {
        return new Findings(KeyName.canonical(prefix + "." + part + ".\"" + name + '"'), complaints);
    }

    /** The value's own type says what is allowed, in the message of its {@link IllegalArgumentException}. */
    public void accepts(String key, Supplier<?> value) {
        try {
            var unused = value.get();
        } catch (UnreadableException told) {
            return;
        } catch (IllegalArgumentException refused) {
            complain(key, String.valueOf(refused.getMessage()));
        }
    }

    /** @param allowed what to say where it does not hold */
    public void expects(String key, String allowed, BooleanSupplier holds) {
        try {
            if (!holds.getAsBoolean()) {
                complain(key, allowed);
            }
        } catch (UnreadableException told) {
            return;
        }
    }

    /** Where it is named, the file must be there and readable. */
    public void expectsFile(String key, Supplier<Optional<Path>> file) {
        expects(
                key,
                "must be a file that is there and may be read",
                () -> file.get()
                        .map(path -> Files.isRegularFile(path) && Files.isReadable(path))
                        .orElse(true));
    }

    private void complain(String key, String allowed) {
        complaints.accept(key.isEmpty() ? prefix : KeyName.below(prefix, key), allowed);
    }
}
