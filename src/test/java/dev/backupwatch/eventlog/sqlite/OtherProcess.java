package dev.backupwatch.eventlog.sqlite;

import dev.backupwatch.eventlog.LogRefusedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Another process that wants a log, or looks into its file; what it is told is its output. */
final class OtherProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader said;

    private OtherProcess(List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), OtherProcess.class.getName()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Tries to open the log, and holds it until this is closed or killed. */
    static OtherProcess owning(Path log, String... options) throws IOException {
        return new OtherProcess(List.of(options), "own", log.toString());
    }

    /** Counts the events with a connection of its own, as SQLite's shell would. */
    static OtherProcess counting(Path log) throws IOException {
        return new OtherProcess(List.of(), "count", log.toString());
    }

    long pid() {
        return process.pid();
    }

    /** The line that tells how it went, without what is logged before it. */
    String answer() throws IOException {
        List<String> all = new ArrayList<>();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith("answer: ")) {
                return line.substring("answer: ".length());
            }
            all.add(line);
        }
        throw new IOException("no answer, but " + all);
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        Path file = Path.of(arguments[1]);
        if (arguments[0].equals("count")) {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement();
                    ResultSet count = statement.executeQuery("SELECT count(*) FROM event")) {
                say(count.getString(1));
            }
            return;
        }
        try (SqliteEventLog log = new LogStand(file).open()) {
            new Desk(log).append(1, LogStand.NOW);
            say("opened");
            System.in.read();
        } catch (LogRefusedException refusal) {
            say("refused: " + refusal.getMessage());
        }
    }

    @SuppressWarnings("SystemOut") // how a process speaks
    private static void say(String answer) {
        System.out.println("answer: " + answer);
    }
}
