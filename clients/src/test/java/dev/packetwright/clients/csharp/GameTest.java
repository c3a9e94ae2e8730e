package dev.packetwright.clients.csharp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.clients.game.C_Attack;
import dev.packetwright.clients.game.C_Dance;
import dev.packetwright.clients.game.C_Emote;
import dev.packetwright.clients.game.C_Join;
import dev.packetwright.clients.game.C_Leave;
import dev.packetwright.clients.game.C_Move;
import dev.packetwright.clients.game.C_Say;
import dev.packetwright.clients.game.Channel;
import dev.packetwright.clients.game.Item;
import dev.packetwright.clients.game.Kind;
import dev.packetwright.clients.game.Player;
import dev.packetwright.clients.game.Protocol;
import dev.packetwright.clients.game.S_Hit;
import dev.packetwright.clients.game.S_Loot;
import dev.packetwright.clients.game.S_Move;
import dev.packetwright.clients.game.S_Say;
import dev.packetwright.clients.game.S_Spawn;
import dev.packetwright.clients.game.S_Welcome;
import dev.packetwright.clients.game.ServerPacketHandler;
import dev.packetwright.clients.game.ServerPacketManager;
import dev.packetwright.clients.game.Skill;
import dev.packetwright.clients.game.Trade;
import dev.packetwright.clients.game.Vector3;
import dev.packetwright.runtime.packet.Bytes;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.packet.ScalarList;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.PacketSession;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.testing.NeedsMono;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** A server in Java and a client in C#, both generated from pdl/game.xml, which uses the whole language. */
@NeedsMono
class GameTest {
    private final Queue<Packet> received = new ConcurrentLinkedQueue<>();

    /** The client compares what it receives with the same values, and sends these packets. */
    @Test
    @SuppressWarnings("deprecation")
    void javaAndCSharpUnderstandEachOther() throws IOException {
        ServerOptions options = ServerOptions.defaults();
        options = options.withSession(options.session()
                .withoutReceiveRates()
                .withAnsweredPing(Protocol.CLIENT_PING)
                .withPing(Protocol.SERVER_PING, Duration.ofMillis(1)));
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Listener listener = Listener.open(anyPort, options, GameSession::new)) {
            Scenarios.run("game", listener.localAddress().getPort());
        }
        assertThat(received)
                .containsExactly(
                        new C_Join(
                                Protocol.FINGERPRINT, Protocol.VERSION, "é😀", Bytes.of(new byte[] {1, 2, (byte) 255})),
                        new C_Move(new Vector3(1.5f, -2, 0), 359.5f),
                        new C_Attack(4_000_000_000L, Skill.FIREBALL, 200),
                        new C_Say(Channel.WHISPER, "안녕 😀", Optional.of(7L)),
                        new C_Say(Channel.ALL, "", Optional.empty()),
                        new C_Dance(),
                        new C_Emote("👋"),
                        new Trade(7, List.of(new Item(-5, 99)), List.of(), -1),
                        new C_Leave());
    }

    private static List<Packet> news() {
        return List.of(
                new S_Welcome(
                        4_000_000_000L,
                        Long.MAX_VALUE,
                        List.of(new Player(7, "é😀", new Vector3(1, 2, 3), 9_999)),
                        ScalarList.of(0, 200, 255),
                        List.of("Hello", "안녕")),
                new S_Move(7, new Vector3(0.5f, -0.25f, 1e9f), 0),
                new S_Spawn(8, Kind.DRAGON, new Vector3(0, 0, 0), Optional.of("용"), Optional.empty(), 60, true),
                new S_Hit(
                        8,
                        (short) -30_000,
                        true,
                        0,
                        List.of(new S_Hit.Effect(
                                Skill.POISON, (byte) -100, -2.25, ScalarList.of((short) -9, (short) 9)))),
                new S_Loot(List.of(new Item(Integer.MIN_VALUE, 1), new Item(2, 2))),
                new S_Say(7, Channel.GUILD, "안녕 😀"));
    }

    /** Admits a peer of the same protocol, and returns offers. A peer that leaves has to answer one more ping. */
    private final class GameSession extends PacketSession implements ServerPacketHandler<GameSession> {
        private final ServerPacketManager<GameSession> packets = new ServerPacketManager<>(this);
        private boolean isLeaving;

        GameSession() {
            super(Protocol.CLIENT_HANDSHAKES);
        }

        @Override
        protected CompletionStage<Boolean> authenticate(PacketReader handshake) {
            C_Join join = C_Join.read(handshake);
            requireProtocol(Protocol.FINGERPRINT, join.fingerprint());
            requireVersion(Protocol.VERSIONS, join.version());
            received.add(join);
            return CompletableFuture.completedFuture(true);
        }

        @Override
        protected void onAdmitted() {
            news().forEach(this::send);
        }

        @Override
        protected void onPacket(PacketReader packet) {
            packets.dispatch(this, packet);
        }

        @Override
        public void onC_Move(GameSession session, C_Move packet) {
            received.add(packet);
        }

        @Override
        public void onC_Attack(GameSession session, C_Attack packet) {
            received.add(packet);
        }

        @Override
        public void onTrade(GameSession session, Trade packet) {
            received.add(packet);
            send(packet);
        }

        @Override
        public void onC_Say(GameSession session, C_Say packet) {
            received.add(packet);
        }

        @Override
        @SuppressWarnings("deprecation")
        public void onC_Dance(GameSession session, C_Dance packet) {
            received.add(packet);
        }

        @Override
        public void onC_Emote(GameSession session, C_Emote packet) {
            received.add(packet);
        }

        @Override
        public void onC_Leave(GameSession session, C_Leave packet) {
            received.add(packet);
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
