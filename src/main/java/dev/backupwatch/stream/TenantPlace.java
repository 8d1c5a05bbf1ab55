package dev.backupwatch.stream;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.TenantId;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a tenant stands among those of all clusters. */
record TenantPlace(ClusterName cluster, TenantId tenant) implements Comparable<TenantPlace> {

    private static final Comparator<TenantPlace> ORDER =
            Comparator.comparing(TenantPlace::cluster).thenComparing(TenantPlace::tenant);
    private static final Pattern TOKEN = Pattern.compile("tenant:([\\w.-]{1,63}):(\\d{1,18})");

    static TenantPlace of(Identity identity) {
        return new TenantPlace(identity.cluster(), identity.key().tenant());
    }

    /** Empty for text that no answer can have held. */
    static Optional<TenantPlace> parse(String token) {
        Matcher parts = TOKEN.matcher(token);
        return parts.matches()
                ? Optional.of(
                        new TenantPlace(new ClusterName(parts.group(1)), new TenantId(Long.parseLong(parts.group(2)))))
                : Optional.empty();
    }

    /** As {@code after} says it. */
    String token() {
        return "tenant:%s:%d".formatted(cluster, tenant.value());
    }

    @Override
    public int compareTo(TenantPlace other) {
        return ORDER.compare(this, other);
    }
}
