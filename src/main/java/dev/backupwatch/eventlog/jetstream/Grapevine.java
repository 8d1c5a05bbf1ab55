package dev.backupwatch.eventlog.jetstream;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Epoch;
import dev.backupwatch.eventlog.Attested;
import dev.backupwatch.eventlog.SourceAttestation;
import io.nats.client.Connection;
import io.nats.client.Message;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries {@link Notice}s between the replicas: what is vouched for, and that a writer is there at all. Nothing of it is kept
 * by NATS; who missed something asks.
 */
final class Grapevine {

    private static final Logger LOG = Logger.getLogger(Grapevine.class);

    private final NatsLink link;
    private final String subject;
    private final Attestations heard;
    private final Reach reach;
    private final BooleanSupplier isWriter;
    /** What this process has vouched for as a writer. */
    private final Map<ClusterName, SourceAttestation> said = new ConcurrentSkipListMap<>();

    private volatile Epoch epoch = Attested.UNOPENED;
    private volatile @Nullable Connection listening;

    Grapevine(NatsLink link, String subject, Attestations heard, Speaker speaker) {
        this.link = link;
        this.subject = subject;
        this.heard = heard;
        this.reach = speaker.reach();
        this.isWriter = speaker.isWriter();
    }

    /** Who speaks for the log here. */
    record Speaker(Reach reach, BooleanSupplier isWriter) {}

    /** From now on this process speaks in that epoch. */
    void begin(Epoch writer) {
        said.clear();
        epoch = writer;
    }

    /** To all, and first of all to this process's own readers. */
    void attest(SourceAttestation attestation) {
        said.put(attestation.cluster(), attestation);
        say(Notice.Kind.ATTESTED, List.of(attestation));
    }

    /** Who asks what is vouched for is not told of these any more. */
    void forget(Set<ClusterName> sources) {
        said.keySet().removeAll(sources);
    }

    /** Time has passed. */
    void tick() {
        listen();
        if (isWriter.getAsBoolean()) {
            say(Notice.Kind.ALIVE, List.of());
        }
        heard.tick();
    }

    private void say(Notice.Kind kind, List<SourceAttestation> attestations) {
        var notice = new Notice(kind, epoch, reach.state().position(), attestations);
        heard.hear(notice);
        send(notice);
    }

    private void send(Notice notice) {
        try {
            link.connection().publish(subject, notice.bytes());
        } catch (IOException | IllegalStateException unsent) {
            LOG.debug("what is vouched for could not be sent; it is with the next poll", unsent);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Once for each connection: it goes on by itself when that comes back. */
    private void listen() {
        try {
            Connection connection = link.connection();
            if (connection != listening) {
                connection.createDispatcher(this::take).subscribe(subject);
                listening = connection;
                ask();
            }
        } catch (IOException | IllegalStateException notYet) {
            LOG.debug("nothing can be heard of other replicas yet", notYet);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Message message) {
        try {
            Notice notice = Notice.of(message.getData());
            if (notice.kind() == Notice.Kind.ASKED) {
                if (isWriter.getAsBoolean()) {
                    said.values()
                            .forEach(each -> send(new Notice(
                                    Notice.Kind.ATTESTED, epoch, reach.state().position(), List.of(each))));
                }
            } else if (!notice.epoch().equals(epoch) && heard.hear(notice)) {
                ask();
            }
        } catch (IOException unreadable) {
            LOG.debug("another replica said what cannot be read", unreadable);
        }
    }

    private void ask() {
        send(new Notice(Notice.Kind.ASKED, epoch, 0, List.of()));
    }
}
