package dev.backupwatch.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The clusters to watch: {@code backupwatch.clusters."<name>".…}. */
@ConfigMapping(prefix = "backupwatch")
public interface SourceConfig {

    Map<String, Cluster> clusters();

    /** One OceanBase cluster. */
    interface Cluster {

        /** Where it answers: {@code mysql://host:2881/oceanbase}, an observer or an OBProxy. */
        String url();

        /** For example {@code monitor@sys#obcluster}; apart from the URL, because @ and # mean something there. */
        String username();

        Optional<String> password();

        /**
         * What this login shows of the cluster: {@code sys}, every tenant's backups, read from {@code CDB_OB_BACKUP_*};
         * {@code tenant}, those of the user tenant that is logged into, read from {@code DBA_OB_BACKUP_*}; {@code auto}
         * looks which of the two are there.
         */
        @WithDefault("auto")
        Scope scope();

        /** How long one statement may take. */
        @WithDefault("10s")
        Duration timeout();

        /** Whether the connection is encrypted, and whether the server's certificate is checked. */
        @WithDefault("disabled")
        Tls tls();

        /** The PEM file of the certificates to trust; needed by {@code verify-ca} and {@code verify-identity}. */
        Optional<String> tlsTrust();

        Poll poll();
    }

    /** How often. */
    interface Poll {

        /** While a backup runs. */
        @WithDefault("1s")
        Duration active();

        /** While none runs. */
        @WithDefault("5s")
        Duration idle();

        /** How often the history is probed when nothing else asks for it. */
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
