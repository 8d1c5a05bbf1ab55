package dev.backupwatch.web;

import dev.backupwatch.access.Access;
import dev.backupwatch.stream.Subscribers;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What several transports share. */
@Singleton
class WebBeans {

    @Produces
    @Singleton
    static RunningStream.House house(Subscribers subscribers, Access access, StreamRights rights) {
        return new RunningStream.House(subscribers, access, rights);
    }
}
