package dev.packetwright.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BoundedLogTest {
    private static class Recorder implements Logger {
        final List<String> messages = new ArrayList<>();

        @Override
        public String getName() {
            return "recorder";
        }

        @Override
        public boolean isLoggable(Level level) {
            return level != Level.TRACE;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
            messages.add(message);
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... params) {
            messages.add(format);
        }
    }

    private final Recorder recorder = new Recorder();
    private long now = Long.MAX_VALUE;
    private final BoundedLog log = new BoundedLog(recorder, () -> now);

    @Test
    void takesTwentyMessagesInTenSeconds() {
        for (int i = 0; i < 1000; i++) {
            log.log(Level.WARNING, "message " + i, null);
        }
        assertThat(recorder.messages).hasSize(20).last().isEqualTo("message 19");
        now += TimeUnit.SECONDS.toNanos(10);
        log.log(Level.WARNING, "then", null);
        log.log(Level.WARNING, "and then", null);
        assertThat(recorder.messages).hasSize(22).endsWith("then (980 messages were left out before)", "and then");
    }

    /** Whoever reads details must not miss a warning for it. */
    @Test
    void detailsTakeNoPlaceOfAWarning() {
        for (int i = 0; i < 1000; i++) {
            log.log(Level.DEBUG, () -> "a detail");
        }
        log.log(Level.WARNING, () -> "a warning");
        assertThat(recorder.messages).hasSize(21).endsWith("a warning");
    }

    @Test
    void whatNobodyWantsToReadCountsNot() {
        for (int i = 0; i < 1000; i++) {
            log.log(Level.TRACE, () -> {
                throw new AssertionError("made for nobody");
            });
        }
        log.log(Level.INFO, () -> "a message");
        assertThat(recorder.messages).containsExactly("a message");
    }

    @Test
    void aLoggerThatThrowsIsPassedOver() {
        var full = new Recorder() {
            @Override
            public void log(Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
                throw new StackOverflowError("the disk is full");
            }
        };
        var toFull = new BoundedLog(full, () -> now);
        toFull.log(Level.ERROR, "a message", new IllegalStateException("on purpose"));
        toFull.log(Level.ERROR, () -> "a message");
        assertThat(full.messages).isEmpty();
    }
}
