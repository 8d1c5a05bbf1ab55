package dev.backupwatch.web;

import dev.backupwatch.access.Access;
import dev.backupwatch.access.Grant;
import dev.backupwatch.stream.Farewell;
import dev.backupwatch.stream.Subscriber;
import dev.backupwatch.stream.Subscribers;
import dev.backupwatch.stream.Subscription;
import java.util.Optional;

/**
 * The stream that runs on one connection just now. Another one takes its place where its client asks for that, and where its
 * rights become others; with them it ends.
 */
final class RunningStream {

    private final House house;
    private final Subscriber.Surroundings around;
    private volatile Optional<Subscriber> subscriber = Optional.empty();
    private volatile Runnable unfollow = () -> {};
    private volatile Optional<Subscription> asked = Optional.empty();
    private volatile Grant grant;
    private volatile boolean isOver;

    /** What all streams have in common. */
    record House(Subscribers subscribers, Access access, StreamRights rights) {}

    /** @param grant by which it begins */
    RunningStream(House house, Grant grant, Subscriber.Surroundings around) {
        this.house = house;
        this.grant = grant;
        this.around = around;
    }

    /**
     * On the stream's own thread.
     *
     * @param subscription within that grant
     */
    void begin(Subscription subscription) {
        if (isOver) {
            return;
        }
        run(subscription);
        unfollow = house.access().follow(grant, this::changed);
        if (isOver) {
            unfollow.run();
        }
    }

    /** What its client may see by now. */
    Grant grant() {
        return grant;
    }

    /** On the stream's own thread, so that nothing of the old one follows the answer. */
    void beginAnother(Subscription subscription, String requestId) {
        if (isOver) {
            return;
        }
        subscriber.ifPresent(Subscriber::detach);
        asked = Optional.of(subscription);
        subscriber = Optional.of(house.subscribers().addAnswering(subscription, around, requestId));
    }

    void wake() {
        subscriber.ifPresent(Subscriber::wake);
    }

    void ping(String requestId) {
        subscriber.ifPresent(running -> running.ping(requestId));
    }

    /** The connection is gone. */
    void leave() {
        isOver = true;
        unfollow.run();
        subscriber.ifPresent(Subscriber::detach);
    }

    private void run(Subscription subscription) {
        asked = Optional.of(subscription);
        subscriber = Optional.of(house.subscribers().add(subscription, around));
    }

    private void changed(Optional<Grant> now) {
        // Nothing more is told by the old right, also while the new one is written down.
        subscriber.ifPresent(Subscriber::detach);
        if (now.isEmpty()) {
            around.thread().execute(() -> end(Farewell.Reason.EXPIRED));
            return;
        }
        grant = now.get();
        house.rights()
                .changed(asked.orElseThrow(), grant)
                .subscribe()
                .with(
                        subscription -> around.thread().execute(() -> beginAgain(subscription)),
                        unreadable -> around.thread().execute(() -> end(Farewell.Reason.UNREADABLE)));
    }

    private void beginAgain(Subscription subscription) {
        if (!isOver) {
            subscriber.ifPresent(Subscriber::detach);
            run(subscription);
        }
    }

    private void end(Farewell.Reason reason) {
        if (!isOver) {
            leave();
            around.outlet().end(house.subscribers().farewell(reason, around.controls()));
        }
    }
}
