package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A {@link PacketSession} cuts its stream into the same packets, no matter how the bytes arrive. */
@Tag(Wire.TAG)
class FramingTest {
    private static final int LIMIT = 600;
    private static final List<Message> MESSAGES = List.of(
            Message.of(1, 1), new Message(1, 2, 1), new Message(1, 3, 70), Message.of(1, 4), new Message(1, 5, 13));

    /** A server with one loop, so that an answer on one connection shows how far the loop is with the others. */
    private final Server<RecordingSession> server = Server.open(
            ServerOptions.defaults()
                    .withLoops(1)
                    .withSession(SessionOptions.forListener().withMaxReceivedPacketSize(LIMIT)),
            EchoingSession::new);

    private Peer peer;
    private Peer bell;
    private RecordingSession session;

    private static final class EchoingSession extends RecordingSession {
        @Override
        protected void whenReceived(Message message) {
            send(message);
        }
    }

    @BeforeEach
    void connect() {
        peer = Peer.connect(server.address());
        session = server.next();
        bell = Peer.connect(server.address());
        server.next();
    }

    @AfterEach
    void close() {
        peer.close();
        bell.close();
        server.close();
    }

    @Test
    void cutsAtEveryPosition() {
        byte[] stream = stream();
        for (int cut = 1; cut < stream.length; cut++) {
            peer.write(Arrays.copyOfRange(stream, 0, cut));
            letTheLoopReceive();
            peer.write(Arrays.copyOfRange(stream, cut, stream.length));
            assertAllReceived();
        }
    }

    @Test
    void oneByteAtATime() {
        for (byte b : stream()) {
            peer.write(new byte[] {b});
            letTheLoopReceive();
        }
        assertAllReceived();
    }

    @Test
    void manyPacketsAtOnceAndTheRestLater() {
        byte[] stream = stream();
        var twiceAndABit = new ByteArrayOutputStream();
        twiceAndABit.writeBytes(stream);
        twiceAndABit.writeBytes(stream);
        twiceAndABit.write(stream, 0, 1);
        peer.write(twiceAndABit.toByteArray());
        letTheLoopReceive();
        peer.write(Arrays.copyOfRange(stream, 1, stream.length));
        for (int i = 0; i < 3; i++) {
            assertAllReceived();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Message.MIN_SIZE, LIMIT - 1, LIMIT})
    void takesSizesUpToTheLimit(int size) {
        peer.write(Message.ofSize(size));
        assertThat(session.nextMessage().encodedSize()).isEqualTo(size);
        assertThat(session.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, LIMIT + 1, 65_535})
    void refusesOtherSizesAsSoonAsTheyAreDeclared(int size) {
        peer.write(MESSAGES.get(0)).write(new byte[] {(byte) size, (byte) (size >> 8)});

        Disconnect disconnect = session.awaitDisconnect();

        assertThat(disconnect.reason()).isEqualTo(DisconnectReason.MALFORMED_PACKET);
        assertThat(disconnect)
                .asString()
                .startsWith("malformed packet: header.size at byte 0: is %d, not 4 to %d".formatted(size, LIMIT));
        assertThat(session.nextMessage()).isEqualTo(MESSAGES.get(0));
        peer.endsInGoodOrder(); // the result does not matter
        letTheLoopReceive();
    }

    @Test
    void aConnectedSessionTakesTheLargestPacket() throws Exception {
        try (var large = Server.open(RecordingSession::new);
                var connector = Connector.open(Wire.over(ConnectorOptions.defaults()))) {
            var client =
                    connector.connect(large.address(), RecordingSession::new).get();
            large.next().send(Message.ofSize(Packet.MAX_SIZE));
            assertThat(client.nextMessage().encodedSize()).isEqualTo(Packet.MAX_SIZE);
        }
    }

    /**
     * Waits until the loop has received all bytes that the peer has written so far: in the turn that answers the bell,
     * or in an earlier one.
     */
    private void letTheLoopReceive() {
        bell.write(Message.of(0, 0));
        assertThat(bell.readMessage()).isEqualTo(Message.of(0, 0));
    }

    private void assertAllReceived() {
        for (Message message : MESSAGES) {
            assertThat(session.nextMessage()).isEqualTo(message);
            assertThat(peer.readMessage()).isEqualTo(message);
        }
        assertThat(session.breaches()).isEmpty();
    }

    private static byte[] stream() {
        var bytes = new ByteArrayOutputStream();
        MESSAGES.forEach(message -> bytes.writeBytes(message.toBytes()));
        return bytes.toByteArray();
    }
}
