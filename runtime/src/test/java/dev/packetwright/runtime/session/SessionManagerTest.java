package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class SessionManagerTest {
    @Test
    void countsFromOne() {
        var manager = new SessionManager<RecordingSession>();
        var first = new RecordingSession();
        var second = new RecordingSession();
        assertThat(manager.add(first)).isEqualTo(1);
        assertThat(manager.add(second)).isEqualTo(2);
        assertThat(manager.find(1)).containsSame(first);
        assertThat(manager.find(2)).containsSame(second);
        assertThat(manager.find(3)).isEmpty();
        assertThat(manager.size()).isEqualTo(2);
        assertThat(manager.sessions()).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void startsOverAfterTheLastIdAndPassesOverThoseInUse() {
        var manager = new SessionManager<RecordingSession>(Integer.MAX_VALUE - 1);
        assertThat(manager.add(new RecordingSession())).isEqualTo(Integer.MAX_VALUE);
        assertThat(manager.add(new RecordingSession())).isEqualTo(1);
        var next = new SessionManager<RecordingSession>(Integer.MAX_VALUE);
        assertThat(next.add(new RecordingSession())).isEqualTo(1);
    }

    @Test
    void forgetsSessionsThatEnd() {
        var manager = new SessionManager<RecordingSession>();
        try (var server = Server.open(RecordingSession::new);
                var peer = Peer.connect(server.address())) {
            RecordingSession session = server.next();
            int id = manager.add(session);
            peer.end();
            session.awaitDisconnect();
            assertThat(manager.find(id)).isEmpty();
            assertThat(manager.size()).isZero();

            assertThat(manager.add(session)).isEqualTo(2);
            assertThat(manager.find(2)).as("had ended before").isEmpty();
        }
    }

    @Test
    void idsAreUniqueAmongThreads() {
        var manager = new SessionManager<RecordingSession>();
        Set<Integer> ids = ConcurrentHashMap.newKeySet();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(new Thread(() -> {
                for (int i = 0; i < 1000; i++) {
                    ids.add(manager.add(new RecordingSession()));
                }
            }));
        }
        threads.forEach(Thread::start);
        Await.until("all added", () -> threads.stream().noneMatch(Thread::isAlive));
        assertThat(ids).hasSize(4000).contains(1, 4000);
    }
}
