package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private final SessionOptions session = SessionOptions.forListener();

    @Test
    void defaultsAreWhatTheDocumentationSays() {
        assertThat(session).isEqualTo(new SessionOptions(8192, 1 << 20, Duration.ofSeconds(2), true, true));
        assertThat(SessionOptions.forConnector()).isEqualTo(session.withMaxReceivedPacketSize(65_535));
        assertThat(ServerOptions.defaults().session()).isEqualTo(session);
        assertThat(ConnectorOptions.defaults().session()).isEqualTo(SessionOptions.forConnector());
    }

    @Test
    void eachChangeChangesOneThing() {
        assertThat(session.withMaxReceivedPacketSize(4)
                        .withSendQueueLimit(65_535)
                        .withCloseTimeout(Duration.ofDays(1))
                        .withTcpNoDelay(false)
                        .withKeepAlive(false))
                .isEqualTo(new SessionOptions(4, 65_535, Duration.ofDays(1), false, false));
        assertThat(ServerOptions.defaults()
                        .withSession(SessionOptions.forConnector())
                        .withLoops(3)
                        .withBacklog(4)
                        .withShutdownLimit(Duration.ofMillis(1)))
                .isEqualTo(
                        new ServerOptions(SessionOptions.forConnector(), 3, 4, Duration.ofMillis(1), Optional.empty()));
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
        assertRefused("loops", () -> ServerOptions.defaults().withLoops(0));
        assertRefused("backlog", () -> ServerOptions.defaults().withBacklog(0));
        assertRefused("shutdownLimit", () -> ServerOptions.defaults().withShutdownLimit(Duration.ofDays(2)));
        assertRefused("connectTimeout", () -> ConnectorOptions.defaults().withConnectTimeout(Duration.ZERO));
    }

    private static void assertRefused(String option, ThrowingCallable change) {
        assertThatThrownBy(change).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(option + " is ");
    }
}
