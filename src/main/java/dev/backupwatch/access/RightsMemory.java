package dev.backupwatch.access;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backupwatch.event.Sequence;
import dev.backupwatch.event.Visibility;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Since when each subject may see what it may see. A cursor from before was gained with other rights, so what follows it is
 * not all that its owner lacks. It outlasts the process; where it is lost, nothing is known of any cursor.
 */
public final class RightsMemory {

    private static final Logger LOG = Logger.getLogger(RightsMemory.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_SUBJECTS = 10_000;
    private static final int DIGEST_BYTES = 8;

    private final Path file;
    /** Least lately changed first. */
    private final Map<String, Known> known;

    /**
     * What is known of one subject.
     *
     * @param rights a digest of what it may see
     * @param since the log's head when that was noticed
     */
    record Known(String rights, long since) {}

    RightsMemory(Path file) {
        this.file = file;
        this.known = read(file);
    }

    /** Since when it may see what that grant says; empty where that is not known. */
    public synchronized Optional<Sequence> since(Grant grant) {
        return Optional.ofNullable(known.get(grant.subject()))
                .filter(last -> last.rights().equals(digest(grant.visibility())))
                .map(last -> new Sequence(last.since()));
    }

    /**
     * Takes down what the subject may see from now on, if that is not known. Blocks while it is written down.
     *
     * @param head of the log
     */
    public synchronized void note(Grant grant, Sequence head) {
        // A log that was begun anew has not come as far as its predecessor: all of its cursors are of since then.
        if (since(grant).map(since -> !since.isAfter(head)).orElse(false)) {
            return;
        }
        known.remove(grant.subject());
        known.put(grant.subject(), new Known(digest(grant.visibility()), head.value()));
        Iterator<String> oldest = known.keySet().iterator();
        if (known.size() > MOST_SUBJECTS) {
            oldest.next();
            oldest.remove();
        }
        write();
    }

    private static String digest(Visibility visibility) {
        String text = new TreeSet<>(visibility.clusters()) + "|" + new TreeSet<>(visibility.tenants());
        return HexFormat.of().formatHex(Digest.of(text), 0, DIGEST_BYTES);
    }

    private static Map<String, Known> read(Path file) {
        try {
            return MAPPER.readValue(
                    Files.readString(file, StandardCharsets.UTF_8),
                    new TypeReference<LinkedHashMap<String, Known>>() {});
        } catch (NoSuchFileException first) {
            LOG.debugf("%s is begun", file);
        } catch (IOException unreadable) {
            LOG.warnf(
                    "%s cannot be read, so everybody who comes back is told all anew: %s",
                    file, unreadable.getMessage());
        }
        return new LinkedHashMap<>();
    }

    private void write() {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(next, MAPPER.writeValueAsString(known), StandardCharsets.UTF_8);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            LOG.warnf(
                    "%s cannot be written, so after a restart who comes back is told all anew: %s",
                    file, failure.getMessage());
        }
    }
}
