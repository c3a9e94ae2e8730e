package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.admission.AdmissionGate;
import dev.packetwright.runtime.session.SessionTimeouts.Snapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests of the default timeouts, second by second. */
class SessionTimeoutsTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int SOFT_LIMIT = 256 * 1024;

    private final SessionOptions options = SessionOptions.forListener();
    private SessionTimeouts timeouts = new SessionTimeouts(options, null, SECOND, 0);
    private long second = 1;

    private Optional<DisconnectReason> check(long received, long written, int queued) {
        second++;
        return Optional.ofNullable(timeouts.check(new Snapshot(second * SECOND, received, written, queued, queued > 0)))
                .map(CloseReason::reason);
    }

    @Test
    void aPeerThatTakesNothingIsCutAfterTenSeconds() {
        for (int i = 0; i <= 9; i++) {
            assertThat(check(0, 100, 1)).as("check %d", i).isEmpty();
        }
        assertThat(check(0, 100, 1)).isEmpty();
        assertThat(check(0, 100, 1)).contains(DisconnectReason.WRITE_STALLED);
    }

    /** Under TLS, the transport may owe the peer an answer while the queue is empty. */
    @Test
    void anAnswerOfTheTransportThatIsNotTakenIsAStall() {
        Optional<DisconnectReason> end = Optional.empty();
        for (second = 1; end.isEmpty() && second < 100; second++) {
            end = Optional.ofNullable(timeouts.check(new Snapshot(second * SECOND, 0, 100, 0, true)))
                    .map(CloseReason::reason);
        }
        assertThat(end).contains(DisconnectReason.WRITE_STALLED);
        assertThat(second).isLessThanOrEqualTo(14);
    }

    @Test
    void aPeerThatTakesSomethingIsNotStalled() {
        for (int i = 0; i < 100; i++) {
            assertThat(check(0, i / 9, 1)).isEmpty();
        }
    }

    @Test
    void nothingToTakeIsNoStall() {
        for (int i = 0; i < 100; i++) {
            assertThat(check(0, 0, i % 9 == 0 ? 0 : 1)).isEmpty();
        }
    }

    @Test
    void aQueueThatIsLongForTenSecondsIsCut() {
        for (int i = 0; i < 10; i++) {
            assertThat(check(0, i, SOFT_LIMIT + 1)).isEmpty();
            assertThat(timeouts.hasJustBecomeSlow(second * SECOND)).isEqualTo(i == 0);
        }
        assertThat(check(0, 10, SOFT_LIMIT + 1)).contains(DisconnectReason.SLOW_CONSUMER);
    }

    @Test
    void aQueueThatWasShortMeanwhileIsNot() {
        for (int i = 0; i < 100; i++) {
            assertThat(check(0, i, SOFT_LIMIT + 1)).isEmpty();
            if (i % 9 == 0) {
                timeouts.queueIs(SOFT_LIMIT);
            }
        }
    }

    @Test
    void silenceMeansNothingUnlessItIsAskedFor() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(check(0, 0, 0)).isEmpty();
            assertThat(timeouts.isHeartbeatDue(second * SECOND)).isFalse();
        }
    }

    @Test
    void aSilentPeerIsTakenToBeGone() {
        timeouts = new SessionTimeouts(options.withIdleTimeout(Duration.ofSeconds(3)), null, SECOND, 0);
        assertThat(check(1, 0, 0)).isEmpty();
        assertThat(check(1, 0, 0)).isEmpty();
        assertThat(check(1, 0, 0)).isEmpty();
        assertThat(check(2, 0, 0)).isEmpty();
        assertThat(check(2, 0, 0)).isEmpty();
        assertThat(check(2, 0, 0)).isEmpty();
        assertThat(check(2, 0, 0)).contains(DisconnectReason.IDLE_TIMED_OUT);
    }

    @Test
    void heartbeatsComeWhileThePeerIsSilent() {
        timeouts = new SessionTimeouts(options.withHeartbeat(Duration.ofSeconds(2)), null, SECOND, 0);
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
        assertThat(check(received, 0, 0)).isEmpty();
        return timeouts.isHeartbeatDue(second * SECOND);
    }

    @Test
    void admissionIsDueAfterFiveSeconds() {
        var gate = new AdmissionGate(new int[] {1}, 4096, options.admissionTimeout(), SECOND);
        timeouts = new SessionTimeouts(options, gate, SECOND, 0);
        for (int i = 0; i < 4; i++) {
            assertThat(check(1, 1, 0)).isEmpty();
        }
        assertThat(check(1, 1, 0)).contains(DisconnectReason.ADMISSION_TIMED_OUT);
    }

    @Test
    void admissionIsNotDueOnceItIsGranted() {
        var gate = new AdmissionGate(new int[] {1}, 4096, options.admissionTimeout(), SECOND);
        timeouts = new SessionTimeouts(options, gate, SECOND, 0);
        gate.ask(CompletableFuture.completedFuture(true));
        gate.answer(true, null);
        for (int i = 0; i < 100; i++) {
            assertThat(check(1, 1, 0)).isEmpty();
        }
    }
}
