package dev.packetwright.clients.csharp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.clients.every.C_Hello;
import dev.packetwright.clients.every.C_Leave;
import dev.packetwright.clients.every.Everything;
import dev.packetwright.clients.every.Kind;
import dev.packetwright.clients.every.Place;
import dev.packetwright.clients.every.Protocol;
import dev.packetwright.clients.every.ServerPacketHandler;
import dev.packetwright.clients.every.ServerPacketManager;
import dev.packetwright.runtime.packet.Bytes;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.PacketSession;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.testing.NeedsMono;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** A server in Java and a client in C#, both generated from one PDL with every feature of the language. */
@NeedsMono
class EveryTest {
    private final Queue<Everything> received = new ConcurrentLinkedQueue<>();

    @Test
    void javaAndCSharpUnderstandEachOther() throws IOException {
        ServerOptions options = ServerOptions.defaults();
        options = options.withSession(options.session()
                .withoutReceiveRates()
                .withAnsweredPing(Protocol.CLIENT_PING)
                .withPing(Protocol.SERVER_PING, Duration.ofMillis(1)));
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Listener listener = Listener.open(anyPort, options, EverySession::new)) {
            Scenarios.run("every-feature", listener.localAddress().getPort());
        }
        assertThat(received).singleElement().satisfies(packet -> {
            assertThat(packet.small()).isEqualTo(200);
            assertThat(packet.signedSmall()).isEqualTo((byte) -100);
            assertThat(packet.medium()).isEqualTo((short) -30_000);
            assertThat(packet.unsignedMedium()).isEqualTo(60_000);
            assertThat(packet.unsignedWhole()).isEqualTo(4_000_000_000L);
            assertThat(packet.large()).isEqualTo(Long.MIN_VALUE);
            assertThat(packet.unsignedLarge()).isEqualTo(-1);
            assertThat(packet.single()).isEqualTo(1.5f);
            assertThat(packet.precise()).isEqualTo(-2.25);
            assertThat(packet.text()).isEqualTo("안녕 😀");
            assertThat(packet.utf8()).isEqualTo("é😀");
            assertThat(packet.blob()).isEqualTo(Bytes.of(new byte[] {1, 2, (byte) 255}));
            assertThat(packet.kind()).isEqualTo(Kind.BOW);
            assertThat(packet.place()).isEqualTo(new Place(3, 4));
            assertThat(packet.guildId()).contains(7);
            assertThat(packet.title()).isEmpty();
            assertThat(packet.scores().toString()).isEqualTo("[1, -1]");
            assertThat(packet.paths()).containsExactly(new Place(5, 6));
            assertThat(packet.skills())
                    .isEqualTo(List.of(new Everything.Skill(9, List.of(new Everything.Skill.Attribute((short) -9)))));
            assertThat(packet.added()).isEqualTo(11);
        });
    }

    /** Admits a peer of the same protocol, and returns what it says. A peer that leaves has to answer one more ping. */
    private final class EverySession extends PacketSession implements ServerPacketHandler<EverySession> {
        private final ServerPacketManager<EverySession> packets = new ServerPacketManager<>(this);
        private boolean isLeaving;

        EverySession() {
            super(Protocol.CLIENT_HANDSHAKES);
        }

        @Override
        protected CompletionStage<Boolean> authenticate(PacketReader handshake) {
            C_Hello hello = C_Hello.read(handshake);
            requireProtocol(Protocol.FINGERPRINT, hello.fingerprint());
            requireVersion(Protocol.VERSIONS, hello.version());
            return CompletableFuture.completedFuture(true);
        }

        @Override
        protected void onPacket(PacketReader packet) {
            packets.dispatch(this, packet);
        }

        @Override
        public void onEverything(EverySession session, Everything packet) {
            received.add(packet);
            send(packet);
        }

        @Override
        public void onC_Leave(EverySession session, C_Leave packet) {
            isLeaving = true;
        }

        @Override
        protected void onRoundTrip(Duration time) {
            if (isLeaving) {
                close();
            }
        }
    }
}
