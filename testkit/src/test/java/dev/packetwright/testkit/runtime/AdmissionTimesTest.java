package dev.packetwright.testkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.Disconnect;
import dev.packetwright.runtime.session.DisconnectReason;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.PacketSession;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.runtime.session.SessionOptions;
import dev.packetwright.testkit.Probe;
import dev.packetwright.testkit.TestNetwork;
import dev.packetwright.testkit.chat.C_Chat;
import dev.packetwright.testkit.chat.ClientPacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A peer that is not admitted in time is cut, whether it says nothing or nobody answers it. */
class AdmissionTimesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final class Guarded extends PacketSession {
        final CompletableFuture<Boolean> answer = new CompletableFuture<>();
        final List<String> calls = new ArrayList<>();
        String end = "not yet";

        Guarded() {
            super(C_Chat.ID);
        }

        @Override
        protected CompletionStage<Boolean> authenticate(PacketReader handshake) {
            calls.add("authenticate");
            return answer;
        }

        @Override
        protected void onAdmitted() {
            calls.add("admitted");
        }

        @Override
        protected void onDisconnected(Disconnect disconnect) {
            end = disconnect.toString();
        }

        @Override
        protected void onPacket(PacketReader packet) {
            calls.add(C_Chat.read(packet).chat());
        }
    }

    private final TestNetwork net = TestNetwork.seeded(10);
    private final Guarded session = new Guarded();
    private final Listener server = net.listen(
            ServerOptions.defaults()
                    .withLoops(1)
                    .withSession(SessionOptions.forListener().withAdmission(SECOND.multipliedBy(5), 4096)),
            () -> session);
    private final Probe<ClientPacket> client = net.probe(server, ClientPacket.class);

    @AfterEach
    void close() {
        net.close();
    }

    @Test
    void aPeerThatSaysNothingIsCut() {
        net.advance(SECOND.multipliedBy(5).minusNanos(1));
        assertThat(session.isOpen()).isTrue();
        net.advance(SECOND.multipliedBy(2));
        assertThat(session.end).startsWith("admission timed out");
    }

    @Test
    void anAnswerThatComesTooLateIsNone() {
        client.send(new C_Chat("let me in"));
        net.advance(SECOND.multipliedBy(7));
        session.answer.complete(true);
        net.run();
        assertThat(session.calls).containsExactly("authenticate");
        assertThat(session.end).startsWith("admission timed out");
    }

    @Test
    void anAnswerInTimeAdmitsAndDeliversWhatCameMeanwhile() {
        client.send(new C_Chat("let me in"));
        client.send(new C_Chat("Hello"));
        net.advance(SECOND.multipliedBy(4));
        assertThat(session.calls).containsExactly("authenticate");
        session.answer.complete(true);
        net.run();
        assertThat(session.calls).containsExactly("authenticate", "admitted", "Hello");
        net.advance(Duration.ofHours(1));
        assertThat(session.isOpen()).isTrue();
    }

    /** A hostile peer does not close its side. The end of its session is still counted as a rejection. */
    @Test
    void aRejectionStaysTheReasonIfThePeerDoesNotClose() {
        client.send(new C_Chat("let me in"));
        session.answer.complete(false);
        net.sentTo(client).stop();
        net.advance(Duration.ofMinutes(1));
        assertThat(session.end).isEqualTo("admission rejected: the peer did not close its side");
        assertThat(server.metrics().disconnects(DisconnectReason.ADMISSION_REJECTED))
                .isEqualTo(1);
    }
}
