package dev.packetwright.runtime.testing;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The messages that the classes of a package and its subpackages log while this is open. */
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

    public LogOf(String packageName) {
        logger = Logger.getLogger(packageName);
        logger.setLevel(Level.ALL);
        logger.addHandler(handler);
    }

    /** Waits for so many lines that contain the texts. */
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

    /** What was logged beyond the level that is for details, or with a stack trace. */
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
