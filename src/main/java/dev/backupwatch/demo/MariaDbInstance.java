package dev.backupwatch.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jboss.logging.Logger;

/** A server with its one administrator, reachable on 127.0.0.1 only. */
record MariaDbInstance(MariaDbServer server, int port, String rootPassword) {

    private static final Logger LOG = Logger.getLogger(MariaDbInstance.class);
    private static final int ATTEMPTS = 3;

    static MariaDbInstance start(MariaDbPrograms programs, StandInFolder folder, String rootPassword)
            throws IOException {
        install(programs, folder);
        Files.writeString(folder.initialStatements(), onlyRootWith(rootPassword));
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            try {
                var server = MariaDbServer.start(serverCommand(programs, folder, port), folder.root());
                Files.delete(folder.initialStatements());
                return new MariaDbInstance(server, port, rootPassword);
            } catch (IllegalStateException e) {
                // Another process may have taken the port since it was found free.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.debugf(e, "attempt %d to start MariaDB failed", attempt);
            }
        }
    }

    Connection connect(String database) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", "root");
        login.setProperty("password", rootPassword);
        return StandIn.connect(port, database, login);
    }

    private static void install(MariaDbPrograms programs, StandInFolder folder) throws IOException {
        List<String> command = new ArrayList<>(List.of(programs.installer().toString(), "--no-defaults"));
        command.addAll(common(programs, folder));
        command.addAll(List.of(
                // Without it the installer insists on looking up this machine's name.
                "--force", "--auth-root-authentication-method=normal", "--skip-test-db"));
        Process installer = new ProcessBuilder(command)
                .directory(folder.root().toFile())
                .redirectErrorStream(true)
                .start();
        installer.getOutputStream().close();
        String output = new String(installer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (installer.waitFor() != 0) {
                throw new IllegalStateException("mariadb-install-db failed:\n" + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while MariaDB was installed", e);
        }
    }

    private static List<String> serverCommand(MariaDbPrograms programs, StandInFolder folder, int port) {
        List<String> command = new ArrayList<>(List.of(programs.server().toString(), "--no-defaults"));
        command.addAll(common(programs, folder));
        command.addAll(List.of(
                "--init-file=" + folder.initialStatements(),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                // The path of a Unix socket ends at 107 characters, and a build folder may lie deep.
                "--socket=",
                "--pid-file=mariadbd.pid",
                "--default-time-zone=+08:00",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_general_ci",
                // Making a certificate takes two seconds.
                "--disable-ssl",
                "--skip-log-bin",
                "--performance-schema=OFF",
                "--max-connections=100",
                "--key-buffer-size=1M",
                "--aria-pagecache-buffer-size=8M",
                "--innodb-buffer-pool-load-at-startup=OFF",
                "--innodb-temp-data-file-path=ibtmp1:4M:autoextend",
                // Nobody reads it after a crash.
                "--innodb-flush-log-at-trx-commit=0"));
        return command;
    }

    private static List<String> common(MariaDbPrograms programs, StandInFolder folder) {
        List<String> options = new ArrayList<>();
        programs.home().ifPresent(home -> options.add("--basedir=" + home));
        options.add("--datadir=" + folder.data());
        // Two that start at the same time meet in a shared one, under the same names.
        options.add("--tmpdir=" + folder.tmp());
        options.add("--skip-name-resolve");
        options.add("--innodb-log-file-size=4M");
        options.add("--innodb-buffer-pool-size=16M");
        if (isRoot(folder.root())) {
            options.add("--user=root");
        }
        return options;
    }

    /** MariaDB refuses to run as root unless told to. We own the folder, for we have just made it. */
    private static boolean isRoot(Path ownFolder) {
        try {
            return Files.getOwner(ownFolder).getName().equals("root");
        } catch (IOException e) {
            return false;
        }
    }

    /** One statement a line, as --init-file wants it. Anonymous users would shadow logins over TCP. */
    private static String onlyRootWith(String password) {
        return """
                DELETE FROM mysql.global_priv WHERE User NOT IN ('root', 'mariadb.sys') OR User = 'root' AND Host <> '127.0.0.1';
                DELETE FROM mysql.proxies_priv;
                FLUSH PRIVILEGES;
                ALTER USER root@127.0.0.1 IDENTIFIED BY '%s';
                """.formatted(password);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
