package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a peer may do until it is admitted, without a socket. */
class AdmissionGateTest {
    private static final int HANDSHAKE = 7;
    private static final int BYTES = 100;
    private static final long START = Long.MAX_VALUE - 1; // so that the clock wraps
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AdmissionGate gate = newGate();

    private static AdmissionGate newGate() {
        return new AdmissionGate(HANDSHAKE, BYTES, Duration.ofSeconds(5), START);
    }

    private static Optional<DisconnectReason> reason(@Nullable CloseReason close) {
        return Optional.ofNullable(close).map(CloseReason::reason);
    }

    @Test
    void awaitsTheHandshakeAndNothingElse() {
        assertThat(gate.isGranted()).isFalse();
        assertThat(gate.isAsked()).isFalse();
        assertThat(gate.checkHandshake(HANDSHAKE)).isNull();
        CloseReason other = Objects.requireNonNull(gate.checkHandshake(8));
        assertThat(other.reason()).isEqualTo(DisconnectReason.NOT_ADMITTED);
        assertThat(other.detail()).isEqualTo("packet 8 came before the handshake");
        assertThat(other.isGentle()).isFalse();
    }

    @Test
    void countsBytesUntilThePeerIsAdmitted() {
        assertThat(gate.checkBytes(BYTES)).isNull();
        CloseReason tooMany = Objects.requireNonNull(gate.checkBytes(BYTES + 1));
        assertThat(tooMany.reason()).isEqualTo(DisconnectReason.ADMISSION_TOO_LARGE);
        assertThat(tooMany.detail()).isEqualTo("101 bytes");
        gate.ask(new CompletableFuture<>());
        assertThat(gate.checkBytes(BYTES + 1)).isNotNull();
        gate.answer(true, null);
        assertThat(gate.checkBytes(Long.MAX_VALUE)).isNull();
    }

    @Test
    void limitsTheTimeUntilThePeerIsAdmitted() {
        assertThat(gate.checkTime(START + 5 * SECOND - 1)).isNull();
        assertThat(reason(gate.checkTime(START + 5 * SECOND))).contains(DisconnectReason.ADMISSION_TIMED_OUT);
        gate.ask(new CompletableFuture<>());
        assertThat(reason(gate.checkTime(START + 6 * SECOND))).contains(DisconnectReason.ADMISSION_TIMED_OUT);
        gate.answer(true, null);
        assertThat(gate.checkTime(START + 1_000_000 * SECOND)).isNull();
    }

    @Test
    void asksOnce() {
        assertThat(gate.takeQuestion()).isNull();
        var answer = new CompletableFuture<Boolean>();
        gate.ask(answer);
        assertThat(gate.isAsked()).isTrue();
        assertThat(gate.takeQuestion()).isSameAs(answer);
        assertThat(gate.takeQuestion()).isNull();
        assertThat(gate.isAsked()).isTrue();
    }

    @Test
    void isGrantedByTrueAlone() {
        gate.ask(new CompletableFuture<>());
        assertThat(gate.answer(true, null)).isNull();
        assertThat(gate.isGranted()).isTrue();
        assertThat(gate.isAsked()).isFalse();
    }

    @Test
    void isRefusedByFalseAndByNull() {
        for (Boolean answer : new Boolean[] {false, null}) {
            var refused = newGate();
            refused.ask(new CompletableFuture<>());
            CloseReason close = Objects.requireNonNull(refused.answer(answer, null));
            assertThat(close.reason()).isEqualTo(DisconnectReason.ADMISSION_REJECTED);
            assertThat(close.isGentle()).as("what was sent is flushed").isTrue();
            assertThat(refused.isGranted()).isFalse();
            assertThat(refused.isAsked()).isFalse();
        }
    }

    @Test
    void isRefusedByAFailure() {
        var failure = new IllegalStateException("no database");
        gate.ask(new CompletableFuture<>());
        CloseReason close = Objects.requireNonNull(gate.answer(null, failure));
        assertThat(close.reason()).isEqualTo(DisconnectReason.HANDLER_FAILED);
        assertThat(close.cause()).isSameAs(failure);
        assertThat(close.isGentle()).isFalse();
        assertThat(gate.isGranted()).isFalse();
    }

    /** Random packets, bytes and times: nothing passes before true has been answered, and nothing is refused after. */
    @Test
    void nothingPassesBeforeItIsGranted() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int granted = 0;
        for (int round = 0; round < 2000; round++) {
            granted += isGrantedBy(random, seed) ? 1 : 0;
        }
        assertThat(granted).as("seed %d", seed).isBetween(100, 1900);
    }

    private static boolean isGrantedBy(Random random, long seed) {
        var gate = newGate();
        boolean grantedByUs = false;
        long bytes = 0;
        long elapsed = 0;
        for (int step = 0; step < 10; step++) {
            bytes += random.nextInt(30);
            elapsed += random.nextLong(SECOND);
            boolean tooMuch = !grantedByUs && bytes > BYTES;
            boolean tooLong = !grantedByUs && elapsed >= 5 * SECOND;
            assertThat(gate.isGranted()).as("seed %d", seed).isEqualTo(grantedByUs);
            assertThat(gate.checkBytes(bytes) != null).as("seed %d", seed).isEqualTo(tooMuch);
            assertThat(gate.checkTime(START + elapsed) != null)
                    .as("seed %d", seed)
                    .isEqualTo(tooLong);
            if (tooMuch || tooLong) {
                return false;
            }
            if (gate.isAsked()) {
                grantedByUs = random.nextInt(3) > 0;
                if (gate.answer(grantedByUs, null) != null) {
                    assertThat(grantedByUs).as("seed %d", seed).isFalse();
                    return false;
                }
            } else if (!gate.isGranted()) {
                int id = random.nextInt(4) == 0 ? random.nextInt(65_536) : HANDSHAKE;
                if (gate.checkHandshake(id) != null) {
                    assertThat(id).as("seed %d", seed).isNotEqualTo(HANDSHAKE);
                    return false;
                }
                gate.ask(new CompletableFuture<>());
            }
        }
        return gate.isGranted();
    }
}
