package dev.backupwatch.eventlog.sqlite;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.sqlite.SQLiteConfig;

/** The real driver, over a disk that fails when it is told to. */
final class FaultyConnector implements Connector {

    private static final int SQLITE_IOERR = 10;

    private final AtomicLong mostPages = new AtomicLong(Integer.MAX_VALUE);
    private final AtomicInteger failingCommits = new AtomicInteger();
    private final AtomicReference<Runnable> beforeCommit = new AtomicReference<>(() -> {});
    private final AtomicInteger lostAnswers = new AtomicInteger();

    /** Connections made from now on find no room beyond that many pages. */
    void limitTo(long pages) {
        mostPages.set(pages);
    }

    /** Is done within each writing transaction, at its end. */
    void beforeCommits(Runnable work) {
        beforeCommit.set(work);
    }

    /** The next commits are not written. */
    void failCommits(int times) {
        failingCommits.set(times);
    }

    /** The next commits are written, and yet reported as failed. */
    void loseAnswers(int times) {
        lostAnswers.set(times);
    }

    @Override
    public Connection connect(Path file, SQLiteConfig config) throws SQLException {
        Connection real = Connector.DRIVER.connect(file, config);
        try (Statement statement = real.createStatement()) {
            statement.execute("PRAGMA max_page_count = " + mostPages.get());
        }
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    boolean isCommit = method.getName().equals("setAutoCommit") && arguments[0].equals(true);
                    if (isCommit && failingCommits.getAndUpdate(FaultyConnector::oneLess) > 0) {
                        throw new SQLException("disk I/O error", null, SQLITE_IOERR);
                    }
                    if (isCommit) {
                        requireNonNull(beforeCommit.get()).run();
                    }
                    Object answer = call(method, real, arguments);
                    if (isCommit && lostAnswers.getAndUpdate(FaultyConnector::oneLess) > 0) {
                        throw new SQLException("disk I/O error", null, SQLITE_IOERR);
                    }
                    return answer;
                });
    }

    private static Object call(Method method, Connection real, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private static int oneLess(int times) {
        return Math.max(0, times - 1);
    }
}
