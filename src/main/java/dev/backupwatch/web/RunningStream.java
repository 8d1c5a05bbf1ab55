package dev.backupwatch.web;

import dev.backupwatch.access.Access;
import dev.backupwatch.access.Grant;
import dev.backupwatch.stream.Farewell;
import dev.backupwatch.stream.Resume;
import dev.backupwatch.stream.Subscriber;
import dev.backupwatch.stream.Subscribers;
import dev.backupwatch.stream.Subscription;
import java.util.Optional;

/**
 * The stream that runs on one connection just now. Another one takes its place where its client asks for that, and where its
 * rights become others; with them it ends. All of it happens on the stream's own thread, so that what was asked for by a right
 * that has become another one meanwhile is begun by that one.
 */
final class RunningStream {

    private final House house;
    private final Subscriber.Surroundings around;
    private Optional<Subscription> asked = Optional.empty();
    private volatile Runnable unfollow = () -> {};
    private volatile Optional<Subscriber> subscriber = Optional.empty();
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

    /** A right that has changed since it was asked for is told before anything is written: that is done after this. */
    void begin(Subscription subscription) {
        if (!isOver) {
            unfollow = house.access().follow(grant, now -> around.thread().execute(() -> change(now)));
            run(subscription);
        }
    }

    /** What its client may see by now. On any thread. */
    Grant grant() {
        return grant;
    }

    /** Nothing of the old one follows the answer. */
    void beginAnother(Subscription subscription, String requestId) {
        if (!isOver) {
            stop();
            asked = Optional.of(subscription);
            Subscription seen = subscription.within(grant.visibility());
            subscriber = Optional.of(house.subscribers().addAnswering(seen, around, requestId));
        }
    }

    /** On any thread. */
    void wake() {
        subscriber.ifPresent(Subscriber::wake);
    }

    /** On any thread. */
    void ping(String requestId) {
        subscriber.ifPresent(running -> running.ping(requestId));
    }

    /** The connection is gone. */
    void leave() {
        isOver = true;
        unfollow.run();
        stop();
    }

    /** In an orderly way. */
    void end(Farewell.Reason reason) {
        if (isOver) {
            return;
        }
        isOver = true;
        unfollow.run();
        // One that is about to begin anew has nobody just now who would say it.
        subscriber.ifPresentOrElse(
                running -> running.end(reason),
                () -> around.outlet().end(house.subscribers().farewell(reason, around.controls())));
    }

    private void run(Subscription subscription) {
        asked = Optional.of(subscription);
        subscriber = Optional.of(house.subscribers().add(subscription.within(grant.visibility()), around));
    }

    private void stop() {
        subscriber.ifPresent(Subscriber::detach);
        subscriber = Optional.empty();
    }

    private void change(Optional<Grant> now) {
        if (isOver) {
            return;
        }
        if (now.isEmpty()) {
            end(Farewell.Reason.EXPIRED);
            return;
        }
        grant = now.get();
        // Nothing more is told by the old right while the new one is written down.
        stop();
        house.rights()
                .note(grant)
                .subscribe()
                .with(
                        noted -> around.thread().execute(this::beginAgain),
                        unreadable -> around.thread().execute(() -> end(Farewell.Reason.UNREADABLE)));
    }

    private void beginAgain() {
        if (!isOver) {
            stop();
            run(asked.orElseThrow().distrusting(Resume.Reason.RIGHTS_CHANGED));
        }
    }
}
