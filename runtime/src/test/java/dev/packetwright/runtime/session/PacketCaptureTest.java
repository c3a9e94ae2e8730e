package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A capture is a valid file of valid TCP connections, whatever happens while it is written. */
@Tag(Wire.TAG)
class PacketCaptureTest {
    private static final long LIMIT = 10 << 20;
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int ACK = 16;

    @TempDir
    private Path folder;

    private @Nullable PacketCapture opened;

    private PacketCapture open(Path file, long maxBytes, UnaryOperator<byte[]> redact) throws IOException {
        opened = PacketCapture.open(file, maxBytes, redact);
        return opened;
    }

    @AfterEach
    void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }

    private static final class Echo extends RecordingSession {
        @Override
        protected void whenReceived(Message message) {
            send(message);
        }
    }

    /** A segment of the file. */
    private record Segment(int from, int to, int sequence, int acknowledged, int flags, ByteBuffer data) {
        boolean has(int flag) {
            return (flags & flag) != 0;
        }

        int numbers() {
            return data.remaining() + (has(SYN) || has(FIN) ? 1 : 0);
        }
    }

    /** Reads a capture and checks its lengths and checksums. */
    private static List<Segment> read(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
        assertThat(in.getInt()).isEqualTo(0xa1b2c3d4);
        in.position(24);
        List<Segment> segments = new ArrayList<>();
        while (in.hasRemaining()) {
            in.position(in.position() + 8);
            int captured = in.getInt();
            assertThat(in.getInt()).isEqualTo(captured);
            ByteBuffer ip = in.slice(in.position(), captured);
            in.position(in.position() + captured);
            assertThat(ip.get(0)).isEqualTo((byte) 0x45);
            assertThat(ip.getShort(2)).isEqualTo((short) captured);
            assertThat(sum(ip.slice(0, 20))).isEqualTo(0xffff);
            ByteBuffer tcp = ip.slice(20, captured - 20);
            ByteBuffer pseudo = ByteBuffer.allocate(12 + tcp.remaining())
                    .put(ip.slice(12, 8))
                    .putShort((short) 6)
                    .putShort((short) tcp.remaining())
                    .put(tcp.duplicate())
                    .flip();
            assertThat(sum(pseudo)).isEqualTo(0xffff);
            segments.add(new Segment(
                    Short.toUnsignedInt(tcp.getShort(0)),
                    Short.toUnsignedInt(tcp.getShort(2)),
                    tcp.getInt(4),
                    tcp.getInt(8),
                    tcp.get(13),
                    tcp.slice(20, tcp.remaining() - 20)));
        }
        return segments;
    }

    private static int sum(ByteBuffer bytes) {
        int sum = 0;
        for (int i = 0; i < bytes.remaining(); i++) {
            sum += Byte.toUnsignedInt(bytes.get(i)) << (i % 2 == 0 ? 8 : 0);
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return sum;
    }

    /** The bytes of one direction. Each segment follows the one before it, and acknowledges what the other side sent. */
    private static byte[] stream(List<Segment> segments, int from) {
        var bytes = new ByteArrayOutputStream();
        OptionalInt next = OptionalInt.empty();
        int others = 0;
        for (Segment segment : segments) {
            int behind = segment.sequence() + segment.numbers();
            if (segment.from() == from) {
                assertThat(segment.sequence()).isEqualTo(next.orElse(segment.sequence()));
                assertThat(segment.acknowledged()).isEqualTo(segment.has(ACK) ? others : 0);
                next = OptionalInt.of(behind);
                byte[] data = new byte[segment.data().remaining()];
                segment.data().get(0, data);
                bytes.writeBytes(data);
            } else {
                others = behind;
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] all(List<Message> messages) {
        var bytes = new ByteArrayOutputStream();
        messages.forEach(message -> bytes.writeBytes(message.toBytes()));
        return bytes.toByteArray();
    }

    @Test
    void writesTheConnectionWithItsPackets() throws IOException {
        Path file = folder.resolve("echo.pcap");
        List<Message> messages = List.of(Message.of(1, 1), Message.of(2, 2), Message.ofSize(65_000), Message.of(3, 3));
        int client;
        int port;
        ServerOptions options = ServerOptions.defaults()
                .withSession(ServerOptions.defaults().session().withMaxReceivedPacketSize(Packet.MAX_SIZE));
        try (var server = Server.open(options, Echo::new)) {
            PacketCapture capture = open(file, LIMIT, UnaryOperator.identity());
            server.listener().addTap(capture);
            port = server.address().getPort();
            try (var peer = Peer.connect(server.address())) {
                for (Message message : messages) {
                    peer.write(message);
                    assertThat(peer.readMessage()).isEqualTo(message);
                }
                RecordingSession session = server.next();
                client = ((InetSocketAddress) session.remoteAddress()).getPort();
                peer.end();
                session.awaitDisconnect();
            }
            capture.close();
            assertThat(capture.packetsWritten()).isEqualTo(2L * messages.size());
            assertThat(capture.packetsLeftOut() + capture.packetsWithoutBody()).isZero();
        }
        List<Segment> segments = read(file);
        assertThat(stream(segments, client)).isEqualTo(all(messages));
        assertThat(stream(segments, port)).isEqualTo(all(messages));
        assertThat(segments.stream().limit(3).map(Segment::flags)).containsExactly(SYN, SYN | ACK, ACK);
        assertThat(segments.get(0).from()).isEqualTo(client);
        assertThat(segments.stream().filter(segment -> segment.has(FIN))).hasSize(2);
    }

    /** At a connector, this side is the client. A connection that is open already begins in the capture, too. */
    @Test
    void knowsWhoIsTheClient() throws Exception {
        Path file = folder.resolve("client.pcap");
        try (var server = Server.open(Echo::new);
                var connector = Connector.open(Wire.over(ConnectorOptions.defaults()))) {
            PacketCapture capture = open(file, LIMIT, UnaryOperator.identity());
            RecordingSession client =
                    connector.connect(server.address(), RecordingSession::new).get();
            connector.addTap(capture);
            client.send(Message.of(1, 1));
            client.nextMessage();
            capture.close();

            Segment first = read(file).get(0);
            assertThat(first.flags()).isEqualTo(SYN);
            assertThat(first.to()).isEqualTo(server.address().getPort());
        }
    }

    @Test
    void writesOnlyTheHeaderOfWhatCannotBeRedacted() throws IOException {
        Path file = folder.resolve("redacted.pcap");
        byte[] shorter = {5, 0, 7, 0, 1};
        UnaryOperator<byte[]> redact = packet -> switch (packet[4]) {
            case 1 -> throw new IllegalStateException("no idea");
            case 2 -> new byte[] {9, 9};
            default -> shorter;
        };
        try (var server = Server.open(RecordingSession::new);
                var peer = Peer.connect(server.address())) {
            PacketCapture capture = open(file, LIMIT, redact);
            server.listener().addTap(capture);
            peer.write(Message.of(1, 1)).write(Message.of(2, 2)).write(Message.of(3, 3));
            RecordingSession session = server.next();
            List.of(1, 2, 3).forEach(each -> session.nextMessage());
            capture.close();

            byte[] header = {4, 0, 7, 0};
            assertThat(stream(read(file), ((InetSocketAddress) session.remoteAddress()).getPort()))
                    .isEqualTo(new byte[] {4, 0, 7, 0, 4, 0, 7, 0, 5, 0, 7, 0, 1})
                    .startsWith(header);
            assertThat(capture.packetsWithoutBody()).isEqualTo(2);
            assertThat(capture.packetsWritten()).isEqualTo(3);
        }
    }

    @Test
    void staysWithinItsLimitAndTellsWhatIsLeftOut() throws IOException {
        Path file = folder.resolve("full.pcap");
        int messages = 200;
        try (var server = Server.open(RecordingSession::new);
                var peer = Peer.connect(server.address())) {
            PacketCapture capture = open(file, PacketCapture.MIN_FILE_LIMIT, UnaryOperator.identity());
            server.listener().addTap(capture);
            RecordingSession session = server.next();
            for (int i = 0; i < messages; i++) {
                peer.write(Message.ofSize(1_000));
                session.nextMessage();
            }
            capture.close();

            assertThat(Files.size(file)).isBetween(PacketCapture.MIN_FILE_LIMIT - 2_000, PacketCapture.MIN_FILE_LIMIT);
            int port = ((InetSocketAddress) session.remoteAddress()).getPort();
            assertThat(stream(read(file), port)).hasSize(Math.toIntExact(capture.packetsWritten() * 1_000));
            assertThat(capture.packetsWritten()).isBetween(80L, 100L);
            assertThat(capture.packetsWritten() + capture.packetsLeftOut()).isEqualTo(messages);
        }
    }

    /** A writer that stands still costs a bounded amount of memory, and the loop does not wait for it. */
    @Test
    void leavesOutWhatTheWriterCannotTakeAndShowsTheGap() throws IOException {
        Path file = folder.resolve("slow.pcap");
        var mayWrite = new CountDownLatch(1);
        int messages = 12_000; // of 1,000 bytes, so that 8 MiB are not enough
        try (var server = Server.open(
                        ServerOptions.defaults()
                                .withSession(ServerOptions.defaults().session().withoutReceiveRates()),
                        RecordingSession::new);
                var peer = Peer.connect(server.address())) {
            PacketCapture capture = open(file, 100 << 20, packet -> {
                Await.reached(mayWrite);
                return packet;
            });
            server.listener().addTap(capture);
            RecordingSession session = server.next();
            byte[] message = Message.ofSize(1_000).toBytes();
            for (int i = 0; i < messages; i++) {
                peer.write(message);
            }
            for (int i = 0; i < messages; i++) {
                session.nextMessage();
            }
            long leftOut = capture.packetsLeftOut();
            assertThat(leftOut).isBetween(3_000L, 6_000L);
            mayWrite.countDown();
            Await.until("the writer has caught up", () -> capture.packetsWritten() == messages - leftOut);
            peer.write(Message.of(5, 5));
            session.nextMessage();
            capture.close();

            assertThat(capture.packetsWritten() + capture.packetsLeftOut()).isEqualTo(messages + 1);
            int port = ((InetSocketAddress) session.remoteAddress()).getPort();
            List<Segment> data = read(file).stream()
                    .filter(segment -> segment.from() == port && segment.data().hasRemaining())
                    .toList();
            Segment first = data.get(0);
            Segment last = data.get(data.size() - 1);
            assertThat(last.data()).isEqualTo(ByteBuffer.wrap(Message.of(5, 5).toBytes()));
            assertThat(last.sequence() - first.sequence()).isEqualTo(1_000 * messages);
        }
    }

    /** A file on a disk with some free space, which takes a part of a write when there is not enough. */
    private static final class FileOnFullDisk implements SeekableByteChannel {
        private final SeekableByteChannel file;
        private final AtomicInteger free;

        FileOnFullDisk(Path path, int free) throws IOException {
            this.file = Files.newByteChannel(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            this.free = new AtomicInteger(free);
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int count = Math.min(free.get(), bytes.remaining());
            if (count == 0) {
                throw new IOException("No space left on device");
            }
            free.addAndGet(-count);
            int written = file.write(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + written);
            return written;
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return file.read(bytes);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    @Test
    void endsWithAWholePacketIfTheDiskIsFull() throws IOException {
        Path path = folder.resolve("disk.pcap");
        var file = new FileOnFullDisk(path, 20_500);
        int messages = 40;
        try (var server = Server.open(RecordingSession::new);
                var peer = Peer.connect(server.address())) {
            PacketCapture capture = PacketCapture.open(path, file, LIMIT, UnaryOperator.identity());
            server.listener().addTap(capture);
            RecordingSession session = server.next();
            for (int i = 0; i < messages; i++) {
                peer.write(Message.ofSize(1_000));
                session.nextMessage();
            }
            Await.until("the disk is full", () -> capture.packetsLeftOut() > 0);
            file.free.set(1_000_000); // what did not fit must not come later
            peer.write(Message.ofSize(1_000));
            session.nextMessage();

            assertThatIOException().isThrownBy(capture::close).withMessageContaining("is not complete");
            assertThat(file.isOpen()).isFalse();
            int port = ((InetSocketAddress) session.remoteAddress()).getPort();
            assertThat(stream(read(path), port)).hasSize(Math.toIntExact(capture.packetsWritten() * 1_000));
            assertThat(capture.packetsWritten()).isBetween(0L, 20L);
            assertThat(capture.packetsWritten() + capture.packetsLeftOut()).isEqualTo(messages + 1);
        }
    }

    /** A capture that has ended may stay on a server for weeks: it only counts. */
    @Test
    void aFullCaptureCopiesNothing() throws IOException {
        try (var server = Server.open(RecordingSession::new);
                var peer = Peer.connect(server.address())) {
            PacketCapture capture = open(folder.resolve("over.pcap"), PacketCapture.MIN_FILE_LIMIT, packet -> packet);
            RecordingSession session = server.next();
            byte[] packet = Message.ofSize(60_000).toBytes();
            for (int i = 0; i < 2; i++) {
                capture.onReceived(session, ByteBuffer.wrap(packet));
            }
            Await.until("the file is full", () -> capture.packetsLeftOut() == 1);
            ByteBuffer further = ByteBuffer.wrap(packet);
            capture.onReceived(session, further);
            assertThat(further.position()).isZero();
            assertThat(capture.packetsLeftOut()).isEqualTo(2);
            peer.end();
        }
    }

    /** Redaction is the user's code: it may find that it must not go on. */
    @Test
    void redactionMayCloseTheCapture() throws IOException {
        Path file = folder.resolve("enough.pcap");
        try (var server = Server.open(RecordingSession::new);
                var peer = Peer.connect(server.address())) {
            PacketCapture capture = open(file, LIMIT, packet -> {
                try {
                    Objects.requireNonNull(opened).close();
                } catch (IOException unexpected) {
                    throw new UncheckedIOException(unexpected);
                }
                return packet;
            });
            server.listener().addTap(capture);
            peer.write(Message.of(1, 1));
            RecordingSession session = server.next();
            session.nextMessage();
            Await.until("the thread ends", () -> threads().noneMatch("packetwright-capture"::equals));
            assertThat(stream(read(file), ((InetSocketAddress) session.remoteAddress()).getPort()))
                    .isEqualTo(Message.of(1, 1).toBytes());
        }
    }

    @Test
    void refusesWhatCannotWork() throws IOException {
        Path file = Files.createFile(folder.resolve("there.pcap"));
        assertThatIOException()
                .isThrownBy(() -> PacketCapture.open(file, LIMIT, UnaryOperator.identity()))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PacketCapture.open(folder.resolve("small"), 99_999, UnaryOperator.identity()))
                .withMessageContaining("100000");
        assertThat(folder.resolve("small")).doesNotExist();
    }

    /** Nothing is left at a session that goes on, and the rest of the packets is ignored. */
    @Test
    void mayBeClosedWhileTheTapIsOn() throws IOException {
        Path file = folder.resolve("closed.pcap");
        try (var server = Server.open(Echo::new);
                var peer = Peer.connect(server.address())) {
            PacketCapture capture = open(file, LIMIT, UnaryOperator.identity());
            server.listener().addTap(capture);
            peer.write(Message.of(1, 1));
            peer.readMessage();
            capture.close();
            long size = Files.size(file);
            peer.write(Message.of(1, 2));
            peer.readMessage();
            peer.end();
            server.next().awaitDisconnect();
            capture.close();

            assertThat(Files.size(file)).isEqualTo(size);
            assertThat(capture.packetsWritten()).isEqualTo(2);
            assertThat(threads()).doesNotContain("packetwright-capture");
        }
    }

    private static Stream<String> threads() {
        return Arrays.stream(Thread.getAllStackTraces().keySet().toArray(new Thread[0]))
                .map(Thread::getName);
    }
}
