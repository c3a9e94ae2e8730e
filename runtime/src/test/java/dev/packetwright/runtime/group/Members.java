package dev.packetwright.runtime.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.runtime.session.SessionOptions;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import java.util.ArrayList;
import java.util.List;

/**
 * A group on a server with two loops, and peers inside and outside the group. Peers are numbered from 0 in the order in
 * which they connect.
 */
final class Members implements AutoCloseable {
    private final Server<RecordingSession> server = Server.open(
            ServerOptions.defaults()
                    .withLoops(2)
                    .withSession(SessionOptions.forListener().withSendQueueLimit(64 << 20)),
            RecordingSession::new);
    private final SessionGroup<RecordingSession> group = new SessionGroup<>();
    private final List<Peer> peers = new ArrayList<>();
    private final List<RecordingSession> sessions = new ArrayList<>();

    SessionGroup<RecordingSession> group() {
        return group;
    }

    Peer peer(int number) {
        return peers.get(number);
    }

    RecordingSession session(int number) {
        return sessions.get(number);
    }

    /** Connects another peer, which is not in the group yet. */
    RecordingSession connect() {
        peers.add(Peer.connect(server.address()));
        sessions.add(server.next());
        return sessions.get(sessions.size() - 1);
    }

    /** Connects this number of peers and adds them to the group. */
    void join(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(group.enter(connect())).isTrue();
        }
    }

    long packetsSent() {
        return server.listener().metrics().packetsSent();
    }

    /** Reads the next messages that a peer receives. */
    List<Message> heardBy(int peer, int count) {
        List<Message> heard = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            heard.add(peers.get(peer).readMessage());
        }
        return heard;
    }

    void assertHears(int peer, int... numbers) {
        assertThat(heardBy(peer, numbers.length).stream()
                        .mapToInt(Message::number)
                        .toArray())
                .as("numbers heard by peer %d", peer)
                .containsExactly(numbers);
    }

    @Override
    public void close() {
        peers.forEach(Peer::close);
        server.close();
    }
}
