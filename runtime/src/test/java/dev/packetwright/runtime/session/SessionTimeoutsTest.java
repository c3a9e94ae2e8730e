package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.session.SessionTimeouts.Snapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The defaults, second by second. */
class SessionTimeoutsTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int SOFT_LIMIT = 256 * 1024;

    private final SessionOptions options = SessionOptions.forListener();
    private SessionTimeouts watch = new SessionTimeouts(options, SECOND, 0);
    private long second = 1;

    private Optional<DisconnectReason> look(long received, long written, int queued) {
        second++;
        return Optional.ofNullable(watch.look(new Snapshot(second * SECOND, received, written, queued, false)))
                .map(CloseReason::reason);
    }

    @Test
    void aPeerThatTakesNothingIsCutAfterTenSeconds() {
        for (int i = 0; i <= 9; i++) {
            assertThat(look(0, 100, 1)).as("look %d", i).isEmpty();
        }
        assertThat(look(0, 100, 1)).isEmpty();
        assertThat(look(0, 100, 1)).contains(DisconnectReason.WRITE_STALLED);
    }

    @Test
    void aPeerThatTakesSomethingIsNotStalled() {
        for (int i = 0; i < 100; i++) {
            assertThat(look(0, i / 9, 1)).isEmpty();
        }
    }

    @Test
    void nothingToTakeIsNoStall() {
        for (int i = 0; i < 100; i++) {
            assertThat(look(0, 0, i % 9 == 0 ? 0 : 1)).isEmpty();
        }
    }

    @Test
    void aQueueThatIsLongForTenSecondsIsCut() {
        for (int i = 0; i < 10; i++) {
            assertThat(look(0, i, SOFT_LIMIT + 1)).isEmpty();
            assertThat(watch.hasJustBecomeSlow(second * SECOND)).isEqualTo(i == 0);
        }
        assertThat(look(0, 10, SOFT_LIMIT + 1)).contains(DisconnectReason.SLOW_CONSUMER);
    }

    @Test
    void aQueueThatWasShortMeanwhileIsNot() {
        for (int i = 0; i < 100; i++) {
            assertThat(look(0, i, SOFT_LIMIT + 1)).isEmpty();
            if (i % 9 == 0) {
                watch.queueIs(SOFT_LIMIT);
            }
        }
    }

    @Test
    void silenceMeansNothingUnlessItIsAskedFor() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(look(0, 0, 0)).isEmpty();
            assertThat(watch.isHeartbeatDue(second * SECOND)).isFalse();
        }
    }

    @Test
    void aSilentPeerIsTakenToBeGone() {
        watch = new SessionTimeouts(options.withIdleTimeout(Duration.ofSeconds(3)), SECOND, 0);
        assertThat(look(1, 0, 0)).isEmpty();
        assertThat(look(1, 0, 0)).isEmpty();
        assertThat(look(1, 0, 0)).isEmpty();
        assertThat(look(2, 0, 0)).isEmpty();
        assertThat(look(2, 0, 0)).isEmpty();
        assertThat(look(2, 0, 0)).isEmpty();
        assertThat(look(2, 0, 0)).contains(DisconnectReason.IDLE_TIMED_OUT);
    }

    @Test
    void heartbeatsComeWhileThePeerIsSilent() {
        watch = new SessionTimeouts(options.withHeartbeat(Duration.ofSeconds(2)), SECOND, 0);
        assertThat(heartbeat(1)).isFalse();
        assertThat(heartbeat(1)).isFalse();
        assertThat(heartbeat(1)).isTrue();
        assertThat(heartbeat(1)).isFalse();
        assertThat(heartbeat(1)).isTrue();
        assertThat(heartbeat(2)).isFalse();
        assertThat(heartbeat(2)).isFalse();
        assertThat(heartbeat(2)).isTrue();
    }

    private boolean heartbeat(long received) {
        assertThat(look(received, 0, 0)).isEmpty();
        return watch.isHeartbeatDue(second * SECOND);
    }

    @Test
    void admissionIsDueAfterFiveSeconds() {
        for (int i = 0; i < 4; i++) {
            assertThat(lookUnadmitted()).isEmpty();
        }
        assertThat(lookUnadmitted()).contains(DisconnectReason.ADMISSION_TIMED_OUT);
    }

    private Optional<DisconnectReason> lookUnadmitted() {
        second++;
        return Optional.ofNullable(watch.look(new Snapshot(second * SECOND, 1, 1, 0, true)))
                .map(CloseReason::reason);
    }
}
