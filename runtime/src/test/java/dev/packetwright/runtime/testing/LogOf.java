package dev.packetwright.runtime.testing;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The messages that classes of the runtime log while this is open. The runtime leaves out messages of which there are
 * many, and some of its logs are the same for all tests of a process: a test that waits for a detail follows one class.
 */
public final class LogOf implements AutoCloseable {
    private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();
    private final Logger logger;
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            records.add(logged);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private LogOf(String name, Level lowest) {
        logger = Logger.getLogger(name);
        logger.setLevel(lowest);
        logger.addHandler(handler);
    }

    /** The warnings and errors of all classes. */
    public static LogOf warnings() {
        return new LogOf("dev.packetwright.runtime", Level.INFO);
    }

    /** All messages of a class. */
    public static LogOf everythingOf(Class<?> owner) {
        return new LogOf(owner.getName(), Level.ALL);
    }

    /** Waits until exactly this many lines contain all the texts. */
    public void awaitLines(int count, String... texts) {
        try {
            Await.until(
                    count + " lines with " + List.of(texts),
                    () -> count
                            == lines().stream()
                                    .filter(line -> Stream.of(texts).allMatch(line::contains))
                                    .count());
        } catch (AssertionError never) {
            throw new AssertionError(never.getMessage() + " among " + lines(), never);
        }
    }

    private List<String> lines() {
        return records.stream().map(LogRecord::getMessage).toList();
    }

    /** The messages that were logged above level FINE or with a stack trace. */
    public List<String> alarms() {
        return records.stream()
                .filter(logged ->
                        logged.getThrown() != null || logged.getLevel().intValue() > Level.FINE.intValue())
                .map(logged -> logged.getLevel() + " " + logged.getMessage() + " " + logged.getThrown())
                .toList();
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setLevel(null);
    }
}
