package dev.backupwatch.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.mariadb.jdbc.Driver;

/**
 * A MariaDB process that looks like an OceanBase tenant, sys unless told otherwise, to a backup monitor: the views under their names in the
 * database {@code oceanbase}, {@code OB_VERSION()}, a read-only user, and OceanBase's default time zone +08:00.
 *
 * <p>Born empty and wiped with its owner. It never outlives the JVM, not even one that was killed.
 */
public final class StandIn implements AutoCloseable {

    public static final String DATABASE = "oceanbase";
    public static final String MONITOR = "monitor";

    /** The pattern OceanBase documents for read-only users of the sys tenant; only the function needs more here. */
    private static final List<String> SYS_GRANTS = List.of(
            "GRANT SELECT ON oceanbase.* TO monitor", "GRANT EXECUTE ON FUNCTION oceanbase.OB_VERSION TO monitor");

    /**
     * Which OceanBase to look like.
     *
     * @param tenant the user tenant that the monitor logs into; empty: sys
     * @param programs where unpacked MariaDB programs are kept for the next start, which saves its better half;
     *     empty: inside the stand-in's folder, wiped with it
     */
    public record Setup(ViewColumns columns, String version, Optional<Long> tenant, Optional<Path> programs) {

        public static Setup of4301() {
            return new Setup(ViewColumns.of4301(), "4.3.0.1", Optional.empty(), Optional.empty());
        }

        public Setup keepingProgramsIn(Path folder) {
            return new Setup(columns, version, tenant, Optional.of(folder));
        }

        public Setup withColumns(ViewColumns others, String otherVersion) {
            return new Setup(others, otherVersion, tenant, programs);
        }

        public Setup ofTenant(long id) {
            return new Setup(columns, version, Optional.of(id), programs);
        }
    }

    private final StandInFolder folder;
    private final MariaDbInstance instance;
    private final String monitorPassword;

    private StandIn(StandInFolder folder, MariaDbInstance instance, String monitorPassword) {
        this.folder = folder;
        this.instance = instance;
        this.monitorPassword = monitorPassword;
    }

    public static StandIn start(Path folder) {
        return start(folder, Setup.of4301());
    }

    /**
     * Blocks until the views can be read; a few seconds.
     *
     * @param folder all of the stand-in's files, wiped now and when it closes
     * @throws IllegalStateException when MariaDB is not to be found, or does not start; says why
     */
    public static StandIn start(Path folder, Setup setup) {
        StandInFolder files = new StandInFolder(folder);
        files.wipe();
        MariaDbInstance instance = launch(files, setup);
        StandIn standIn = new StandIn(files, instance, newPassword());
        try {
            standIn.createViews(setup);
        } catch (SQLException | RuntimeException e) {
            standIn.close();
            throw new IllegalStateException("cannot create the views of OceanBase " + setup.version(), e);
        }
        return standIn;
    }

    private static MariaDbInstance launch(StandInFolder files, Setup setup) {
        try {
            files.create();
            Path unpackInto = setup.programs().map(Path::toAbsolutePath).orElse(files.programs());
            return MariaDbInstance.start(
                    MariaDbPrograms.locate(unpackInto, System.getenv("PATH")), files, newPassword());
        } catch (IOException e) {
            files.wipe();
            throw new UncheckedIOException("cannot write to " + files.root(), e);
        } catch (RuntimeException e) {
            files.wipe();
            throw e;
        }
    }

    private void createViews(Setup setup) throws SQLException {
        try (Connection admin = instance.connect("");
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE USER monitor IDENTIFIED BY '" + monitorPassword + "'");
        }
        become(setup);
    }

    /**
     * Looks like another OceanBase from now on, again without a row. Connections and logins outlive it, the columns that
     * somebody knew of do not.
     */
    public void become(Setup setup) throws SQLException {
        try (Connection admin = instance.connect("");
                Statement statement = admin.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS oceanbase");
            statement.execute("DROP DATABASE IF EXISTS " + HiddenTenants.DATABASE);
            statement.execute("CREATE DATABASE oceanbase CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci");
            for (String createTable : ViewSchema.statements(setup.columns())) {
                statement.execute(createTable);
            }
            // OceanBase's own function is found from any database, this one from `oceanbase` only.
            statement.execute("CREATE FUNCTION oceanbase.OB_VERSION() RETURNS varchar(64) NO SQL RETURN '"
                    + setup.version() + "'");
            statement.execute("REVOKE ALL PRIVILEGES, GRANT OPTION FROM monitor");
            for (String more : setup.tenant().isPresent()
                    ? TenantViews.statements(setup.columns(), setup.tenant().get())
                    : SYS_GRANTS) {
                statement.execute(more);
            }
        }
    }

    /** On 127.0.0.1. */
    public int port() {
        return instance.port();
    }

    public String monitorPassword() {
        return monitorPassword;
    }

    /** The admin's connection to the views, in the server's time zone +08:00. It may do everything. */
    public Connection connect() throws SQLException {
        return instance.connect(DATABASE);
    }

    /** The pid of mariadbd. */
    long pid() {
        return instance.server().pid();
    }

    @Override
    public void close() {
        instance.server().close();
        folder.wipe();
    }

    private static String newPassword() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Not through DriverManager, which sees only the drivers of its caller's class loader. */
    static Connection connect(int port, String database, Properties login) throws SQLException {
        return new Driver().connect("jdbc:mariadb://127.0.0.1:%d/%s".formatted(port, database), login);
    }
}
