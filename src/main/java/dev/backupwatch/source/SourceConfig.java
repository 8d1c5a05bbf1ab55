package dev.backupwatch.source;

import dev.backupwatch.settings.CheckedBy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The clusters to watch: {@code backupwatch.clusters."<name>".…}. */
@CheckedBy(SourceRules.class)
@ConfigMapping(prefix = "backupwatch")
public interface SourceConfig {

    Map<String, Cluster> clusters();

    /** One OceanBase cluster. */
    interface Cluster {

        /**
         * Where it answers, an observer or an OBProxy: {@code mysql://host:port/oceanbase}; without a port, an
         * observer's 2881.
         */
        String url();

        /** {@code monitor@sys}, through OBProxy {@code monitor@sys#cluster}. */
        String username();

        /** Of that user. */
        Optional<String> password();

        /**
         * What this login shows. {@code sys}: every tenant's backups, by a login of the sys tenant; {@code tenant}:
         * those of the user tenant that is logged into; {@code auto}: looks which.
         */
        @WithDefault("auto")
        Scope scope();

        /** How long one statement may take. */
        @WithDefault("10s")
        Duration timeout();

        /** Whether the connection is encrypted, and whether the server's certificate is checked. */
        @WithDefault("disabled")
        Tls tls();

        /** PEM file of the certificates to trust; the two {@code verify} modes need it. */
        Optional<Path> tlsTrust();

        Poll poll();
    }

    /** How often. */
    interface Poll {

        /** How often, while a backup runs. */
        @WithDefault("1s")
        Duration active();

        /** How often, while none runs. */
        @WithDefault("5s")
        Duration idle();

        /** How often the history is counted when nothing else asks for it. */
        @WithDefault("30s")
        Duration history();
    }

    /** Which of the two sets of views is read. */
    enum Scope {
        AUTO,
        SYS,
        TENANT
    }

    /** The names are those of the MySQL client's own option. */
    enum Tls {
        DISABLED,
        PREFERRED,
        REQUIRED,
        VERIFY_CA,
        VERIFY_IDENTITY
    }
}
