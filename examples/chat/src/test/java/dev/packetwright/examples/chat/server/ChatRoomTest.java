package dev.packetwright.examples.chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.examples.chat.packets.C_Chat;
import dev.packetwright.examples.chat.packets.ClientPacket;
import dev.packetwright.examples.chat.packets.S_Chat;
import dev.packetwright.examples.chat.packets.ServerPacketManager;
import dev.packetwright.runtime.group.SessionGroup;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.runtime.session.SessionManager;
import dev.packetwright.testkit.Probe;
import dev.packetwright.testkit.TestNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests a room full of players: real sessions, groups and packet managers, over networks in memory. */
class ChatRoomTest {
    private static final int PLAYERS = 5;

    /** The server of the example, with its players. */
    private static final class Room {
        private final SessionManager<ChatSession> sessions = new SessionManager<>();
        private final SessionGroup<ChatSession> members = new SessionGroup<>();
        private final ServerPacketManager<Player> packets =
                new ServerPacketManager<>(new ChatHandler(members::broadcast));
        private final Listener server;
        private final List<Probe<ClientPacket>> players = new ArrayList<>();

        Room(TestNetwork net) {
            this.server = net.listen(
                    ServerOptions.defaults().withLoops(2), () -> new ChatSession(sessions, members, packets));
            for (int i = 0; i < PLAYERS; i++) {
                players.add(net.probe(server, ClientPacket.class));
            }
        }

        Probe<ClientPacket> player(int id) {
            return players.get(id - 1);
        }
    }

    @Test
    void everybodyHearsEachLineWithItsSpeaker() {
        try (var net = TestNetwork.seeded(1)) {
            var room = new Room(net);
            room.player(2).send(new C_Chat("Hello"));
            net.run();
            assertThat(room.players)
                    .allSatisfy(player -> assertThat(player.received()).containsExactly(new S_Chat(2, "Hello")));
        }
    }

    /** The lines of several speakers may be in any order, but those of one speaker keep theirs. */
    @Test
    void nobodyMissesALineWhateverTheNetworkDoes() {
        TestNetwork.forSeeds(1, 50, net -> {
            var room = new Room(net);
            net.sentBy(room.player(1)).splitEvery(1);
            net.sentTo(room.player(2)).delay(Duration.ofMillis(70));
            net.sentTo(room.player(3)).trickle(30, Duration.ofMillis(10));
            for (int line = 0; line < 10; line++) {
                for (Probe<ClientPacket> player : room.players) {
                    player.send(new C_Chat("line " + line));
                }
            }
            net.advance(Duration.ofSeconds(10));
            for (Probe<ClientPacket> player : room.players) {
                assertThat(player.received()).hasSize(10 * PLAYERS);
                for (int speaker = 1; speaker <= PLAYERS; speaker++) {
                    assertThat(linesOf(speaker, player)).isEqualTo(allLinesOf(speaker));
                }
            }
        });
    }

    private static List<ClientPacket> linesOf(int speaker, Probe<ClientPacket> listener) {
        return listener.received().stream()
                .filter(packet -> ((S_Chat) packet).playerId() == speaker)
                .toList();
    }

    private static List<ClientPacket> allLinesOf(int speaker) {
        return IntStream.range(0, 10)
                .<ClientPacket>mapToObj(line -> new S_Chat(speaker, "line " + line))
                .toList();
    }

    @Test
    void aPlayerWhoseConnectionIsLostCostsTheOthersNothing() {
        TestNetwork.forSeeds(1, 50, net -> {
            var room = new Room(net);
            net.sentBy(room.player(3)).cutAfter(5); // in the middle of a packet
            room.player(3).send(new C_Chat("Can you hear me?"));
            room.player(4).send(new C_Chat("Hello"));
            net.run();
            assertThat(room.members.size()).isEqualTo(PLAYERS - 1);
            assertThat(room.sessions.find(3)).isEmpty();
            assertThat(room.player(5).received()).containsExactly(new S_Chat(4, "Hello"));
        });
    }

    @Test
    void aPlayerWhoDoesNotReadIsLeft() {
        try (var net = TestNetwork.seeded(1)) {
            var room = new Room(net);
            net.sentTo(room.player(1)).stop();
            String longLine = "x".repeat(2000);
            for (int second = 0; second < 60; second++) {
                room.player(2).send(new C_Chat(longLine));
                net.advance(Duration.ofSeconds(1));
            }
            assertThat(room.members.size()).isEqualTo(PLAYERS - 1);
            assertThat(room.player(2).received()).hasSize(60);
        }
    }

    @Test
    void everybodyIsToldThatTheServerGoesDown() {
        try (var net = TestNetwork.seeded(1)) {
            var room = new Room(net);
            room.server.drain(Duration.ofSeconds(2));
            assertThat(room.players).allSatisfy(player -> {
                assertThat(player.received()).containsExactly(new S_Chat(0, "The server is going down. Goodbye!"));
                assertThat(player.disconnect()).hasToString("Optional[closed by peer]");
            });
        }
    }
}
