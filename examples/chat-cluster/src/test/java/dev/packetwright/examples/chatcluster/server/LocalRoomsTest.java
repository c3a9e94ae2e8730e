package dev.packetwright.examples.chatcluster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.examples.chatcluster.packets.C_Chat;
import dev.packetwright.examples.chatcluster.packets.C_Join;
import dev.packetwright.examples.chatcluster.packets.ClientPacket;
import dev.packetwright.examples.chatcluster.packets.S_Chat;
import dev.packetwright.examples.chatcluster.packets.S_Joined;
import dev.packetwright.examples.chatcluster.packets.S_Lines;
import dev.packetwright.examples.chatcluster.packets.ServerPacketManager;
import dev.packetwright.rooms.LocalRooms;
import dev.packetwright.runtime.job.JobQueue;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.testkit.Probe;
import dev.packetwright.testkit.TestNetwork;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests players in rooms of one process: sessions, rooms and their writers, over networks in memory. */
class LocalRoomsTest {
    private static Listener listen(TestNetwork net) {
        var rooms = new LocalRooms<ChatSession>(() -> new JobQueue(net.executor())::push, ChatLogic::new);
        var packets = new ServerPacketManager<>(new ChatHandler());
        return net.listen(ServerOptions.defaults().withLoops(2), () -> new ChatSession(rooms, packets));
    }

    private static Probe<ClientPacket> join(TestNetwork net, Listener server, String room) {
        Probe<ClientPacket> player = net.probe(server, ClientPacket.class);
        player.send(new C_Join(room, 0, 0));
        net.run();
        assertThat(player.takeReceived()).singleElement().isInstanceOf(S_Joined.class);
        return player;
    }

    @Test
    void aLineStaysInItsRoom() {
        try (var net = TestNetwork.seeded(1)) {
            Listener server = listen(net);
            Probe<ClientPacket> ada = join(net, server, "lobby");
            Probe<ClientPacket> bob = join(net, server, "lobby");
            Probe<ClientPacket> eve = join(net, server, "garden");
            ada.send(new C_Chat("Hello"));
            net.run();
            assertThat(bob.received()).endsWith(new S_Chat(1, "Hello"));
            assertThat(eve.takeReceived()).isEmpty();
        }
    }

    /** All members of a room hear all lines in one order, whichever that is. */
    @Test
    void allMembersHearTheSameOrder() {
        TestNetwork.forSeeds(1, 50, net -> {
            Listener server = listen(net);
            List<Probe<ClientPacket>> players = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                players.add(join(net, server, "lobby"));
            }
            for (int line = 0; line < 10; line++) {
                for (Probe<ClientPacket> player : players) {
                    player.send(new C_Chat("line " + line));
                }
            }
            net.run();
            List<ClientPacket> order = players.get(0).takeReceived();
            assertThat(order).hasSize(40);
            for (Probe<ClientPacket> player : players.subList(1, players.size())) {
                assertThat(player.takeReceived()).isEqualTo(order);
            }
        });
    }

    @Test
    void aPlayerWhoComesBackHearsTheLinesThatWereMissed() {
        try (var net = TestNetwork.seeded(1)) {
            Listener server = listen(net);
            Probe<ClientPacket> ada = join(net, server, "lobby");
            ada.send(new C_Chat("first"));
            ada.send(new C_Chat("second"));
            net.run();
            Probe<ClientPacket> bob = join(net, server, "lobby");
            bob.send(new C_Join("lobby", 0, 0)); // the lines from the beginning
            net.run();
            assertThat(bob.takeReceived())
                    .hasSize(4)
                    .contains(new S_Chat(1, "first"), new S_Chat(1, "second"))
                    .first()
                    .isInstanceOf(S_Lines.class);
        }
    }

    @Test
    void aLineWithoutARoomIsAnswered() {
        try (var net = TestNetwork.seeded(1)) {
            Probe<ClientPacket> player = net.probe(listen(net), ClientPacket.class);
            player.send(new C_Chat("Hello"));
            net.run();
            assertThat(player.received()).containsExactly(new S_Chat(0, "You are in no room."));
        }
    }
}
