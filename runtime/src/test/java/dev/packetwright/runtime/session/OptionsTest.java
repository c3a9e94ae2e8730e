package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.runtime.session.SessionOptions.RateLimit;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private final SessionOptions session = SessionOptions.forListener();

    @Test
    void defaultsAreWhatTheDocumentationSays() {
        Duration never = Duration.ZERO;
        Duration tenSeconds = Duration.ofSeconds(10);
        RateLimit packets = RateLimit.of(200, 1000);
        RateLimit bytes = RateLimit.of(65_536, 327_680);
        assertThat(session)
                .isEqualTo(new SessionOptions(
                        new SessionOptions.Receiving(8192, packets, bytes, Map.of(), never, never),
                        new SessionOptions.Sending(65_535, 1 << 20, 1 << 18, tenSeconds, tenSeconds),
                        Duration.ofSeconds(5),
                        4096,
                        Duration.ofSeconds(2),
                        true,
                        true));
        assertThat(SessionOptions.forConnector())
                .isEqualTo(session.withMaxReceivedPacketSize(65_535).withoutReceiveRates());
        ServerOptions server = ServerOptions.defaults();
        assertThat(server.maxConnections()).isEqualTo(10_000);
        assertThat(server.acceptsPerSecond()).isEqualTo(200);
        assertThat(server.perAddress().maxConnections()).isEqualTo(64);
        assertThat(server.perAddress().rate()).isEqualTo(RateLimit.of(20, 64));
        assertThat(server.perAddress().exempt()).accepts(InetAddress.getLoopbackAddress());
        assertThat(ServerOptions.defaults().session()).isEqualTo(session);
        assertThat(ConnectorOptions.defaults().session()).isEqualTo(SessionOptions.forConnector());
    }

    @Test
    void eachChangeChangesOneThing() {
        Duration day = Duration.ofDays(1);
        Duration hour = Duration.ofHours(1);
        Duration minute = Duration.ofMinutes(1);
        Duration second = Duration.ofSeconds(1);
        RateLimit one = RateLimit.of(1, 1);
        RateLimit two = RateLimit.of(2, 2);
        RateLimit three = RateLimit.of(3, 3).dropping();
        assertThat(session.withMaxReceivedPacketSize(4)
                        .withReceiveRates(one, two)
                        .withPacketRate(7, one)
                        .withPacketRate(7, three)
                        .withPacketRate(8, two)
                        .withIdleTimeout(day)
                        .withHeartbeat(hour)
                        .withMaxSentPacketSize(1024)
                        .withSendQueueLimit(65_535)
                        .withSendQueueSoftLimit(1, minute)
                        .withStallTimeout(second)
                        .withAdmission(hour, 5)
                        .withCloseTimeout(day)
                        .withTcpNoDelay(false)
                        .withKeepAlive(false))
                .isEqualTo(new SessionOptions(
                        new SessionOptions.Receiving(4, one, two, Map.of(7, three, 8, two), day, hour),
                        new SessionOptions.Sending(1024, 65_535, 1, minute, second),
                        hour,
                        5,
                        day,
                        false,
                        false));
        var perAddress = new ServerOptions.PerAddress(5, one, address -> false);
        assertThat(ServerOptions.defaults()
                        .withSession(SessionOptions.forConnector())
                        .withLoops(3)
                        .withBacklog(4)
                        .withMaxConnections(5)
                        .withAcceptsPerSecond(6)
                        .withPerAddress(perAddress)
                        .withShutdownLimit(Duration.ofMillis(1)))
                .isEqualTo(new ServerOptions(
                        SessionOptions.forConnector(), 3, 4, 5, 6, perAddress, Duration.ofMillis(1), Optional.empty()));
        assertThat(ConnectorOptions.defaults()
                        .withSession(session)
                        .withLoops(3)
                        .withConnectTimeout(Duration.ofMillis(1))
                        .withShutdownLimit(Duration.ofMillis(2)))
                .isEqualTo(
                        new ConnectorOptions(session, 3, Duration.ofMillis(1), Duration.ofMillis(2), Optional.empty()));
    }

    @Test
    void valuesOutOfRangeAreRefusedByName() {
        assertRefused("maxReceivedPacketSize", () -> session.withMaxReceivedPacketSize(3));
        assertRefused("maxReceivedPacketSize", () -> session.withMaxReceivedPacketSize(65_536));
        assertRefused("sendQueueLimit", () -> session.withSendQueueLimit(65_534));
        assertRefused("closeTimeout", () -> session.withCloseTimeout(Duration.ZERO));
        assertRefused("maxSentPacketSize", () -> session.withMaxSentPacketSize(1023));
        assertRefused("softLimit", () -> session.withSendQueueSoftLimit(0, Duration.ofSeconds(1)));
        assertRefused("softTime", () -> session.withSendQueueSoftLimit(1, Duration.ZERO));
        assertRefused("stallTimeout", () -> session.withStallTimeout(Duration.ZERO));
        assertRefused("idleTimeout", () -> session.withIdleTimeout(Duration.ofNanos(1)));
        assertRefused("heartbeat", () -> session.withHeartbeat(Duration.ofDays(2)));
        assertRefused("admissionTimeout", () -> session.withAdmission(Duration.ZERO, 4096));
        assertRefused("admissionLimit", () -> session.withAdmission(Duration.ofSeconds(1), 3));
        assertRefused("perSecond", () -> RateLimit.of(0, 1));
        assertRefused("burst", () -> RateLimit.of(1, 0));
        assertRefused("packetId", () -> session.withPacketRate(65_536, RateLimit.of(1, 1)));
        assertRefused(
                "bytes",
                () -> session.withReceiveRates(
                        RateLimit.unlimited(), RateLimit.of(1, 1).dropping()));
        assertRefused("maxConnections", () -> ServerOptions.defaults().withMaxConnections(0));
        assertRefused("acceptsPerSecond", () -> ServerOptions.defaults().withAcceptsPerSecond(0));
        assertRefused("maxConnections", () -> new ServerOptions.PerAddress(0, RateLimit.unlimited(), address -> false));
        assertRefused("loops", () -> ServerOptions.defaults().withLoops(0));
        assertRefused("backlog", () -> ServerOptions.defaults().withBacklog(0));
        assertRefused("shutdownLimit", () -> ServerOptions.defaults().withShutdownLimit(Duration.ofDays(2)));
        assertRefused("connectTimeout", () -> ConnectorOptions.defaults().withConnectTimeout(Duration.ZERO));
    }

    private static void assertRefused(String option, ThrowingCallable change) {
        assertThatThrownBy(change).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(option + " is ");
    }
}
