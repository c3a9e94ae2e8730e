package dev.packetwright.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.runtime.session.DisconnectReason;
import dev.packetwright.testkit.chat.C_Chat;
import dev.packetwright.testkit.chat.ClientPacket;
import dev.packetwright.testkit.chat.S_Chat;
import dev.packetwright.testkit.testing.Speaker;
import org.junit.jupiter.api.Test;

class RecordedSessionTest {
    @Test
    void aHandlerIsGivenASessionAndItsPacketsAreSeen() {
        try (var recorded = RecordedSession.of(Speaker::new, ClientPacket.class)) {
            recorded.session().onC_Chat(recorded.session(), new C_Chat("Hello"));
            assertThat(recorded.sent()).containsExactly(new S_Chat(1, "Hello"));
            recorded.receive(new C_Chat("World"));
            assertThat(recorded.session().heard()).containsExactly("Hello", "World");
            assertThat(recorded.sent()).hasSize(2);
            assertThat(recorded.disconnect()).isEmpty();
        }
    }

    @Test
    void theEndIsSeen() {
        try (var recorded = RecordedSession.of(Speaker::new, ClientPacket.class)) {
            recorded.session().say("goodbye");
            recorded.session().close();
            assertThat(recorded.sent()).containsExactly(new S_Chat(1, "goodbye"));
            assertThat(recorded.disconnect())
                    .hasValueSatisfying(end -> assertThat(end.reason()).isEqualTo(DisconnectReason.CLOSED_LOCALLY));
        }
    }

    @Test
    void aFactoryThatFailsIsNamed() {
        assertThatThrownBy(() -> RecordedSession.of(
                        () -> {
                            throw new IllegalStateException("on purpose");
                        },
                        ClientPacket.class))
                .hasMessageContaining("the factory");
        TestNetwork.seeded(1).close(); // none is left open
    }
}
