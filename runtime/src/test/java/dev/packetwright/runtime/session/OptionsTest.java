package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.runtime.session.SessionOptions.RateLimit;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private final SessionOptions session = SessionOptions.forListener();

    @Test
    void defaultsAreWhatTheDocumentationSays() {
        Duration tenSeconds = Duration.ofSeconds(10);
        assertThat(session.maxReceivedPacketSize()).isEqualTo(8192);
        assertThat(session.packetRate()).isEqualTo(RateLimit.of(200, 1000));
        assertThat(session.byteRate()).isEqualTo(RateLimit.of(65_536, 327_680));
        assertThat(session.packetIdRates()).isEmpty();
        assertThat(session.idleTimeout()).isZero();
        assertThat(session.heartbeat()).isZero();
        assertThat(session.maxSentPacketSize()).isEqualTo(65_535);
        assertThat(session.sendQueueLimit()).isEqualTo(1 << 20);
        assertThat(session.sendQueueSoftLimit()).isEqualTo(1 << 18);
        assertThat(session.sendQueueSoftTime()).isEqualTo(tenSeconds);
        assertThat(session.stallTimeout()).isEqualTo(tenSeconds);
        assertThat(session.admissionTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(session.admissionLimit()).isEqualTo(4096);
        assertThat(session.closeTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(session.tcpNoDelay()).isTrue();
        assertThat(session.keepAlive()).isTrue();
        assertThat(SessionOptions.forConnector())
                .isEqualTo(session.withMaxReceivedPacketSize(65_535).withoutReceiveRates());
        ServerOptions server = ServerOptions.defaults();
        assertThat(server.maxConnections()).isEqualTo(10_000);
        assertThat(server.acceptsPerSecond()).isEqualTo(200);
        assertThat(server.maxConnectionsPerAddress()).isEqualTo(64);
        assertThat(server.connectRatePerAddress()).isEqualTo(RateLimit.of(20, 64));
        assertThat(server.exemptAddresses()).accepts(InetAddress.getLoopbackAddress());
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
        SessionOptions changed = session.withMaxReceivedPacketSize(4)
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
                .withKeepAlive(false);
        assertThat(changed.maxReceivedPacketSize()).isEqualTo(4);
        assertThat(changed.packetRate()).isEqualTo(one);
        assertThat(changed.byteRate()).isEqualTo(two);
        assertThat(changed.packetIdRates()).containsOnly(Map.entry(7, three), Map.entry(8, two));
        assertThat(changed.idleTimeout()).isEqualTo(day);
        assertThat(changed.heartbeat()).isEqualTo(hour);
        assertThat(changed.maxSentPacketSize()).isEqualTo(1024);
        assertThat(changed.sendQueueLimit()).isEqualTo(65_535);
        assertThat(changed.sendQueueSoftLimit()).isEqualTo(1);
        assertThat(changed.sendQueueSoftTime()).isEqualTo(minute);
        assertThat(changed.stallTimeout()).isEqualTo(second);
        assertThat(changed.admissionTimeout()).isEqualTo(hour);
        assertThat(changed.admissionLimit()).isEqualTo(5);
        assertThat(changed.closeTimeout()).isEqualTo(day);
        assertThat(changed.tcpNoDelay()).isFalse();
        assertThat(changed.keepAlive()).isFalse();
        assertThat(changed.withKeepAlive(false)).isEqualTo(changed).hasSameHashCodeAs(changed);
        assertThat(changed.withKeepAlive(true)).isNotEqualTo(changed);

        Predicate<InetAddress> nobody = address -> false;
        ServerOptions server = ServerOptions.defaults()
                .withSession(SessionOptions.forConnector())
                .withLoops(3)
                .withBacklog(4)
                .withMaxConnections(5)
                .withAcceptsPerSecond(6)
                .withPerAddress(7, one)
                .withExemptAddresses(nobody)
                .withProxyProtocolFrom(nobody)
                .withProxyHeaderTimeout(Duration.ofMillis(2))
                .withShutdownLimit(Duration.ofMillis(1));
        assertThat(server.session()).isEqualTo(SessionOptions.forConnector());
        assertThat(server.loops()).isEqualTo(3);
        assertThat(server.backlog()).isEqualTo(4);
        assertThat(server.maxConnections()).isEqualTo(5);
        assertThat(server.acceptsPerSecond()).isEqualTo(6);
        assertThat(server.maxConnectionsPerAddress()).isEqualTo(7);
        assertThat(server.connectRatePerAddress()).isEqualTo(one);
        assertThat(server.exemptAddresses()).isEqualTo(nobody);
        assertThat(server.proxies()).isEqualTo(nobody);
        assertThat(server.proxyHeaderTimeout()).isEqualTo(Duration.ofMillis(2));
        assertThat(server.shutdownLimit()).isEqualTo(Duration.ofMillis(1));
        assertThat(server.tls()).isEmpty();
        ConnectorOptions connector = ConnectorOptions.defaults()
                .withSession(session)
                .withLoops(3)
                .withConnectTimeout(Duration.ofMillis(1))
                .withShutdownLimit(Duration.ofMillis(2));
        assertThat(connector.session()).isEqualTo(session);
        assertThat(connector.loops()).isEqualTo(3);
        assertThat(connector.connectTimeout()).isEqualTo(Duration.ofMillis(1));
        assertThat(connector.shutdownLimit()).isEqualTo(Duration.ofMillis(2));
        assertThat(connector.tls()).isEmpty();
    }

    @Test
    void valuesOutOfRangeAreRefusedByName() {
        assertRefused("maxReceivedPacketSize", () -> session.withMaxReceivedPacketSize(3));
        assertRefused("maxReceivedPacketSize", () -> session.withMaxReceivedPacketSize(65_536));
        assertRefused("sendQueueLimit", () -> session.withSendQueueLimit(65_534));
        assertRefused("closeTimeout", () -> session.withCloseTimeout(Duration.ZERO));
        assertRefused("maxSentPacketSize", () -> session.withMaxSentPacketSize(1023));
        assertRefused("softLimit", () -> session.withSendQueueSoftLimit(0, Duration.ofSeconds(1)));
        assertRefused(
                "softLimit", () -> session.withSendQueueSoftLimit(session.sendQueueLimit() + 1, Duration.ofSeconds(1)));
        assertRefused(
                "softLimit",
                () -> session.withSendQueueSoftLimit(200_000, Duration.ofSeconds(1))
                        .withSendQueueLimit(100_000));
        assertThat(session.withSendQueueLimit(100_000).sendQueueSoftLimit()).isEqualTo(25_000);
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
        assertRefused(
                "maxConnectionsPerAddress", () -> ServerOptions.defaults().withPerAddress(0, RateLimit.unlimited()));
        assertRefused("loops", () -> ServerOptions.defaults().withLoops(0));
        assertRefused("backlog", () -> ServerOptions.defaults().withBacklog(0));
        assertRefused("proxyHeaderTimeout", () -> ServerOptions.defaults().withProxyHeaderTimeout(Duration.ZERO));
        assertRefused("shutdownLimit", () -> ServerOptions.defaults().withShutdownLimit(Duration.ofDays(2)));
        assertRefused("connectTimeout", () -> ConnectorOptions.defaults().withConnectTimeout(Duration.ZERO));
    }

    private static void assertRefused(String option, ThrowingCallable change) {
        assertThatThrownBy(change).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(option + " is ");
    }
}
