package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.runtime.group.SessionGroup;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.packet.PacketWriter;
import dev.packetwright.runtime.packet.ProtocolVersions;
import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer of an older version receives only packets that it knows. A peer whose version is too old is refused. */
@Tag(Wire.TAG)
class RequireVersionTest {
    private static final Ping HELLO = new Ping(1);
    private static final Ping FIRST = new Ping(2);
    private static final Ping SECOND = new Ping(0xffff);
    private static final Ping THIRD = new Ping(0x1234);
    private static final Ping FOURTH = new Ping(0x0500);

    /** The ids come neither in the order of the versions nor in ascending order. */
    private static final ProtocolVersions VERSIONS =
            ProtocolVersions.of(4, 2, new Ping[] {HELLO, SECOND, FOURTH, THIRD, FIRST}, Ping::packetId, Ping::since);

    private record Ping(int packetId) implements Packet {
        int since() {
            return switch (packetId) {
                case 0xffff -> 2;
                case 0x1234 -> 3;
                case 0x0500 -> 4;
                default -> 1;
            };
        }

        @Override
        public int encodedSize() {
            return HEADER_SIZE;
        }

        @Override
        public void write(PacketWriter out) {}
    }

    /** Takes the byte of the handshake as the peer's version. */
    private static final class Versioned extends PacketSession {
        Versioned() {
            super(HELLO.packetId());
        }

        @Override
        protected CompletionStage<Boolean> authenticate(PacketReader handshake) {
            send(THIRD);
            requireVersion(VERSIONS, handshake.readByte("version"));
            return CompletableFuture.completedFuture(true);
        }

        @Override
        protected void onPacket(PacketReader packet) {}
    }

    private final BlockingQueue<Versioned> sessions = new LinkedBlockingQueue<>();
    private final List<Peer> peers = new ArrayList<>();
    private final Listener listener = open();

    private Listener open() {
        try {
            return Listener.open(Server.anyPort(), Wire.over(ServerOptions.defaults()), () -> {
                var session = new Versioned();
                sessions.add(session);
                return session;
            });
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @AfterEach
    void close() {
        peers.forEach(Peer::close);
        listener.close();
    }

    /** A peer with a version, and its session. */
    private record Pair(Peer peer, Versioned session) {
        void assertReceives(Packet... packets) {
            byte[] expected = encoded(packets);
            assertThat(peer.read(expected.length)).isEqualTo(expected);
        }
    }

    private Pair connect(int version) {
        Peer peer = Peer.connect(listener.localAddress()).write(new byte[] {5, 0, 1, 0, (byte) version});
        peers.add(peer);
        Pair pair = new Pair(peer, Await.next(sessions));
        pair.assertReceives(THIRD); // sent before the version was known
        return pair;
    }

    private Pair connectAndAwaitVersion(int version) {
        Pair pair = connect(version);
        Await.until("the version", () -> pair.session.peerVersion().isPresent());
        return pair;
    }

    private static byte[] encoded(Packet... packets) {
        var out = new ByteArrayOutputStream();
        for (Packet packet : packets) {
            out.writeBytes(packet.toBytes());
        }
        return out.toByteArray();
    }

    private long withheld() {
        return listener.metrics().withheldSent();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aPeerThatIsTooOldIsRefusedAfterThePacketsBefore(int version) {
        Pair old = connect(version);
        old.peer.finish();
        assertThat(Await.result(old.session.disconnected()))
                .asString()
                .isEqualTo("protocol mismatch: theirs is version " + version + ", ours is 4 and serves 2 and later");
        assertThat(old.session.peerVersion()).isEmpty();
    }

    @Test
    void anOlderPeerIsSentWhatItKnows() {
        Pair older = connectAndAwaitVersion(2);
        assertThat(older.session.peerVersion()).isEqualTo(OptionalInt.of(2));
        assertThat(older.session.send(THIRD)).isFalse();
        assertThat(older.session.send(THIRD, Delivery.droppable())).isFalse();
        assertThat(older.session.send(SECOND)).isTrue();
        assertThat(older.session.send(FIRST, Delivery.latest(1))).isTrue();
        older.assertReceives(SECOND, FIRST);
        assertThat(withheld()).isEqualTo(2);
    }

    @Test
    void nothingIsWithheldFromASessionThatHasEnded() {
        Pair older = connectAndAwaitVersion(2);
        older.peer.finish();
        Await.result(older.session.disconnected());
        assertThat(older.session.send(THIRD)).isFalse();
        assertThat(withheld()).isZero();
    }

    @Test
    void anOlderPeerIsSentOtherPacketsOnRequest() {
        Pair older = connectAndAwaitVersion(2);
        assertThat(older.session.sendToAnyVersion(THIRD)).isTrue();
        older.assertReceives(THIRD);
        assertThat(withheld()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 255})
    void aPeerOfTheSameOrALaterVersionIsSentEverything(int version) {
        Pair peer = connectAndAwaitVersion(version);
        assertThat(peer.session.send(FOURTH)).isTrue();
        PacketSession.broadcast(List.of(peer.session), encoded(SECOND, FOURTH));
        peer.assertReceives(FOURTH, SECOND, FOURTH);
        assertThat(withheld()).isZero();
    }

    @Test
    void aBroadcastReachesEachPeerAsFarAsItKnowsIt() {
        Pair older = connectAndAwaitVersion(2);
        Pair current = connectAndAwaitVersion(4);
        List<Versioned> both = List.of(older.session, current.session);
        PacketSession.broadcast(both, THIRD);
        PacketSession.broadcast(both, FIRST);
        PacketSession.broadcast(both, encoded(THIRD, FIRST, THIRD, SECOND));
        PacketSession.broadcast(both, encoded(THIRD), Delivery.droppable());
        PacketSession.broadcast(both, encoded(SECOND, THIRD), Delivery.latest(1));
        byte[] own = encoded(FIRST, THIRD);
        PacketSession.broadcast(both, session -> own);
        PacketSession.broadcast(both, SECOND);
        older.assertReceives(FIRST, FIRST, SECOND, SECOND, FIRST, SECOND);
        current.assertReceives(THIRD, FIRST, THIRD, FIRST, THIRD, SECOND, THIRD, SECOND, THIRD, FIRST, THIRD, SECOND);
        assertThat(withheld()).isEqualTo(6);
    }

    @Test
    void aBroadcastReachesPeersOfSeveralOlderVersions() {
        List<Pair> pairs = List.of(connectAndAwaitVersion(3), connectAndAwaitVersion(2), connectAndAwaitVersion(4));
        List<Versioned> all = pairs.stream().map(Pair::session).toList();
        PacketSession.broadcast(all, encoded(FOURTH, SECOND, THIRD, FIRST));
        PacketSession.broadcast(all, FOURTH);
        PacketSession.broadcast(all, THIRD);
        PacketSession.broadcast(all, SECOND);
        pairs.get(0).assertReceives(SECOND, THIRD, FIRST, THIRD, SECOND);
        pairs.get(1).assertReceives(SECOND, FIRST, SECOND);
        pairs.get(2).assertReceives(FOURTH, SECOND, THIRD, FIRST, FOURTH, THIRD, SECOND);
        assertThat(withheld()).isEqualTo(6);
    }

    @Test
    void eachPacketHasItsVersionInAnyOrderOfTheIds() {
        assertThat(List.of(HELLO, FIRST, SECOND, THIRD, FOURTH))
                .allSatisfy(
                        packet -> assertThat(VERSIONS.since(packet.packetId())).isEqualTo(packet.since()));
    }

    @Test
    void aBatchOfAGroupReachesEachPeerAsFarAsItKnowsIt() {
        Pair older = connectAndAwaitVersion(2);
        Pair current = connectAndAwaitVersion(4);
        var group = new SessionGroup<Versioned>();
        group.enter(older.session);
        group.enter(current.session);
        group.add(THIRD);
        group.add(SECOND);
        group.addExcept(current.session, THIRD);
        group.addExcept(older.session, FIRST);
        group.broadcast(THIRD);
        group.broadcast(SECOND);
        older.assertReceives(SECOND, SECOND);
        current.assertReceives(THIRD, SECOND, FIRST, THIRD, SECOND);
        assertThat(withheld()).isEqualTo(3);
    }

    @Test
    void theOldestVersionIsOneOfTheVersions() {
        assertThatThrownBy(() -> ProtocolVersions.of(2, 3, new Ping[0], Ping::packetId, Ping::since))
                .hasMessage("the oldest version must be 1 to 2, and is 3");
        assertThatThrownBy(() -> ProtocolVersions.of(2, 0, new Ping[0], Ping::packetId, Ping::since))
                .hasMessage("the oldest version must be 1 to 2, and is 0");
    }
}
