package dev.packetwright.runtime.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.admission.AdmissionGate.Cause;
import dev.packetwright.runtime.admission.AdmissionGate.Refusal;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests of the rules for a peer before its admission, without a socket. */
class AdmissionGateTest {
    private static final int HANDSHAKE = 7;
    private static final int BYTES = 100;
    private static final long START = Long.MAX_VALUE - 1; // so that the clock wraps
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AdmissionGate gate = newGate();

    private static AdmissionGate newGate() {
        return new AdmissionGate(new int[] {HANDSHAKE}, BYTES, Duration.ofSeconds(5), START);
    }

    private static Optional<Cause> cause(@Nullable Refusal refusal) {
        return Optional.ofNullable(refusal).map(Refusal::cause);
    }

    @Test
    void awaitsTheHandshakeAndNothingElse() {
        assertThat(gate.isGranted()).isFalse();
        assertThat(gate.isAsked()).isFalse();
        assertThat(gate.checkHandshake(HANDSHAKE)).isNull();
        Refusal other = Objects.requireNonNull(gate.checkHandshake(8));
        assertThat(other.cause()).isEqualTo(Cause.NOT_THE_HANDSHAKE);
        assertThat(other.detail()).isEqualTo("packet 8 came before the handshake");
    }

    @Test
    void acceptsAnyOfSeveralHandshakes() {
        var several = new AdmissionGate(new int[] {7, 3, 65_535}, BYTES, Duration.ofSeconds(5), START);
        for (int id = 0; id <= 65_535; id++) {
            boolean accepted = several.checkHandshake(id) == null;
            assertThat(accepted).as("id %d", id).isEqualTo(id == 3 || id == 7 || id == 65_535);
        }
    }

    @Test
    void countsBytesUntilThePeerIsAdmitted() {
        assertThat(gate.checkBytes(BYTES)).isNull();
        Refusal tooMany = Objects.requireNonNull(gate.checkBytes(BYTES + 1));
        assertThat(tooMany.cause()).isEqualTo(Cause.TOO_LARGE);
        assertThat(tooMany.detail()).isEqualTo("101 bytes");
        gate.ask(new CompletableFuture<>());
        assertThat(gate.checkBytes(BYTES + 1)).isNotNull();
        gate.answer(true, null);
        assertThat(gate.checkBytes(Long.MAX_VALUE)).isNull();
    }

    @Test
    void limitsTheTimeUntilThePeerIsAdmitted() {
        assertThat(gate.checkTime(START + 5 * SECOND - 1)).isNull();
        assertThat(cause(gate.checkTime(START + 5 * SECOND))).contains(Cause.TIMED_OUT);
        gate.ask(new CompletableFuture<>());
        assertThat(cause(gate.checkTime(START + 6 * SECOND))).contains(Cause.TIMED_OUT);
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
            Refusal close = Objects.requireNonNull(refused.answer(answer, null));
            assertThat(close.cause()).isEqualTo(Cause.REJECTED);
            assertThat(refused.isGranted()).isFalse();
            assertThat(refused.isAsked()).isFalse();
        }
    }

    @Test
    void isRefusedByAFailure() {
        var failure = new IllegalStateException("no database");
        gate.ask(new CompletableFuture<>());
        Refusal close = Objects.requireNonNull(gate.answer(null, failure));
        assertThat(close.cause()).isEqualTo(Cause.FAILED);
        assertThat(close.failure()).isSameAs(failure);
        assertThat(gate.isGranted()).isFalse();
    }

    /**
     * Uses random packets, bytes and times. Nothing passes before the answer is true, and nothing is refused after
     * that.
     */
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
