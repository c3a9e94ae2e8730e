package dev.packetwright.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.packet.PacketWriter;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.PacketSession;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests rooms in one process: the single writer, the end of a room, and refused calls when the writer is full. */
@Timeout(60)
class LocalRoomsTest {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<String> seen = new ArrayList<>();
    private final BlockingQueue<PacketSession> sessions = new LinkedBlockingQueue<>();
    private final List<Socket> peers = new ArrayList<>();
    private final Executor writer = this::take;
    private final LocalRooms<PacketSession> rooms = new LocalRooms<>(() -> writer, Logic::new);
    private final RoomRef<PacketSession> room = rooms.room("attic");
    private boolean full;
    private Listener listener;

    private record Numbered(int number) implements Packet {
        private static final int SIZE = HEADER_SIZE + Integer.BYTES;

        @Override
        public int packetId() {
            return 1;
        }

        @Override
        public int encodedSize() {
            return SIZE;
        }

        @Override
        public void write(PacketWriter out) {
            out.writeInt(number);
        }
    }

    private final class Logic implements RoomLogic {
        private final RoomContext context;

        Logic(RoomContext context) {
            this.context = context;
            seen.add("opened " + context.name());
        }

        @Override
        public void onCommand(int member, PacketReader command) {
            int number = command.readInt("number");
            seen.add(member + " says " + number);
            if (number < 0) {
                throw new IllegalArgumentException("negative");
            }
            context.broadcast(new Numbered(number));
            context.send(member, new Numbered(-number));
            context.send(99, new Numbered(0));
        }

        @Override
        public void onEnter(int member) {
            seen.add(member + " enters");
        }

        @Override
        public void onLeave(int member) {
            seen.add(member + " leaves");
        }
    }

    private static final class Member extends PacketSession {
        private final CountDownLatch connected = new CountDownLatch(1);

        @Override
        protected void onConnected() {
            connected.countDown();
        }

        @Override
        protected void onPacket(PacketReader packet) {}
    }

    @BeforeEach
    void listen() throws IOException {
        listener = Listener.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), () -> {
            var member = new Member();
            sessions.add(member);
            return member;
        });
    }

    @AfterEach
    void close() throws IOException {
        for (Socket peer : peers) {
            peer.close();
        }
        listener.close();
    }

    private void take(Runnable task) {
        if (full) {
            throw new RejectedExecutionException("full");
        }
        tasks.add(task);
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private PacketSession connect() throws IOException, InterruptedException {
        peers.add(new Socket(
                listener.localAddress().getAddress(), listener.localAddress().getPort()));
        PacketSession session = sessions.take();
        ((Member) session).connected.await();
        return session;
    }

    private int read(int peer) throws IOException {
        byte[] packet = new DataInputStream(peers.get(peer).getInputStream()).readNBytes(Numbered.SIZE);
        return new PacketReader(packet).readInt("number");
    }

    /** The writer runs all of a room's logic one call at a time, and all members receive packets in that order. */
    @Test
    void theLogicIsTheOnlyWriter() throws IOException, InterruptedException {
        PacketSession first = connect();
        PacketSession second = connect();
        assertThat(room.tell(first, new Numbered(1))).as("no member").isFalse();
        assertThat(room.enter(first)).isTrue();
        assertThat(room.enter(first)).as("again").isFalse();
        assertThat(room.enter(second)).isTrue();
        assertThat(room.tell(first, new Numbered(5))).isTrue();
        assertThat(room.broadcast(new Numbered(6))).isTrue();
        assertThat(room.leave(first)).isTrue();
        assertThat(room.leave(first)).as("again").isFalse();
        assertThat(room.tell(second, new Numbered(7))).isTrue();
        assertThat(seen).containsExactly("opened attic");

        runTasks();
        assertThat(seen).containsExactly("opened attic", "1 enters", "2 enters", "1 says 5", "1 leaves", "2 says 7");
        assertThat(List.of(read(0), read(0), read(0))).containsExactly(5, -5, 6);
        assertThat(List.of(read(1), read(1), read(1), read(1))).containsExactly(5, 6, 7, -7);
    }

    /** The room continues after a command for which its logic throws an exception. */
    @Test
    void aLogicMayFail() throws IOException, InterruptedException {
        PacketSession member = connect();
        room.enter(member);
        room.tell(member, new Numbered(-1));
        room.tell(member, new Numbered(2));
        runTasks();
        assertThat(read(0)).isEqualTo(2);
    }

    @Test
    void aRoomEndsWithItsLastMember() throws IOException, InterruptedException {
        PacketSession leaves = connect();
        PacketSession disconnects = connect();
        RoomRef<PacketSession> kept = rooms.room("attic");
        room.enter(leaves);
        room.enter(disconnects);
        room.leave(leaves);
        disconnects.abort();
        disconnects.disconnected().toCompletableFuture().join();
        runTasks();
        assertThat(seen).containsExactly("opened attic", "1 enters", "2 enters", "1 leaves", "2 leaves");
        assertThat(kept.tell(leaves, new Numbered(1))).isFalse();
        assertThat(kept.enter(disconnects)).as("has ended").isFalse();

        assertThat(kept.enter(leaves)).isTrue();
        runTasks();
        assertThat(seen).endsWith("opened attic", "1 enters");
    }

    /** A full writer refuses calls, and the calls return false. A member can always leave. */
    @Test
    void callsThatTheWriterRejectsAreRefused() throws IOException, InterruptedException {
        PacketSession member = connect();
        PacketSession other = connect();
        room.enter(member);
        full = true;
        assertThat(room.enter(other)).isFalse();
        assertThat(room.tell(member, new Numbered(1))).isFalse();
        assertThat(room.broadcast(new Numbered(1))).isFalse();
        full = false;
        assertThat(room.enter(other)).isTrue();
        runTasks();
        leaveWhileFull(member);
        room.tell(other, new Numbered(3));
        runTasks();
        assertThat(seen).endsWith("1 leaves", "3 says 3");

        assertThat(room.enter(member)).isTrue();
        leaveWhileFull(member);
        room.tell(other, new Numbered(4));
        runTasks();
        assertThat(seen).as("left before its entry ran").endsWith("3 says 3", "3 says 4");
    }

    private void leaveWhileFull(PacketSession member) {
        full = true;
        assertThat(room.leave(member)).isTrue();
        full = false;
    }
}
