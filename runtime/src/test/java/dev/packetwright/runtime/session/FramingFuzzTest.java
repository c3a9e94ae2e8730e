package dev.packetwright.runtime.session;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.packetwright.runtime.packet.MalformedPacketException;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.transport.PartialInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/**
 * Whatever the stream is, and wherever it is cut, the same packets come out of it: those that a reader of the whole
 * finds, until the first size that is not allowed.
 */
@Tag("fuzz")
class FramingFuzzTest {
    private static final int LIMIT = 200;
    private static final BlockingQueue<Collecting> SESSIONS = new LinkedBlockingQueue<>();

    @SuppressWarnings("NullAway.Init")
    private static Listener listener;

    @SuppressWarnings("NullAway.Init")
    private static Peer peer;

    @SuppressWarnings("NullAway.Init")
    private static Collecting session;

    private static final class Collecting extends PacketSession {
        private final List<List<Byte>> packets = new ArrayList<>();

        @Override
        protected void onConnected() {
            SESSIONS.add(this);
        }

        @Override
        protected void onPacket(PacketReader packet) {
            List<Byte> bytes = new ArrayList<>();
            while (packet.remaining() > 0) {
                bytes.add(packet.readSByte("Fuzz.byte"));
            }
            packets.add(bytes);
        }
    }

    /** A session has a connection; on this one, nothing ever happens. */
    @BeforeAll
    static void connect() throws IOException {
        SessionOptions small =
                SessionOptions.forListener().withMaxReceivedPacketSize(LIMIT).withoutReceiveRates();
        listener = Listener.open(Server.anyPort(), ServerOptions.defaults().withSession(small), Collecting::new);
        peer = Peer.connectPlain(listener.localAddress());
        session = Await.next(SESSIONS);
    }

    @AfterAll
    static void close() {
        peer.close();
        listener.close();
    }

    @FuzzTest(maxExecutions = 20_000)
    void cutsTheSamePacketsHoweverTheyCome(byte[] bytes) {
        int pieces = bytes.length == 0 ? 1 : 1 + Byte.toUnsignedInt(bytes[0]);
        List<List<Byte>> expected = new ArrayList<>();
        boolean isMalformed = cutWhole(bytes, expected);
        session.packets.clear();
        boolean wasMalformed = cutInPieces(bytes, pieces);
        if (wasMalformed != isMalformed || !session.packets.equals(expected)) {
            throw new AssertionError("in pieces of " + pieces + ": " + session.packets + ", not " + expected);
        }
    }

    /** As simple as can be. Returns whether a size is not allowed. */
    private static boolean cutWhole(byte[] bytes, List<List<Byte>> packets) {
        int at = 0;
        while (bytes.length - at >= 2) {
            int size = Byte.toUnsignedInt(bytes[at]) + 256 * Byte.toUnsignedInt(bytes[at + 1]);
            if (size < Packet.HEADER_SIZE || size > LIMIT) {
                return true;
            }
            if (size > bytes.length - at) {
                return false;
            }
            List<Byte> body = new ArrayList<>();
            for (int i = at + Packet.HEADER_SIZE; i < at + size; i++) {
                body.add(bytes[i]);
            }
            packets.add(body);
            at += size;
        }
        return false;
    }

    /** As a connection does it with what it receives. */
    private static boolean cutInPieces(byte[] bytes, int size) {
        var partial = new PartialInput();
        byte[] buffer = new byte[LIMIT + 256 + bytes.length];
        for (int from = 0; from < bytes.length; from += size) {
            ByteBuffer piece = ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size)));
            if (partial.isStillPartialWith(piece.remaining())) {
                partial.append(piece);
                continue;
            }
            int length = partial.length() + piece.remaining();
            partial.copyTo(buffer);
            piece.get(buffer, partial.length(), piece.remaining());
            try {
                int consumed = session.onReceived(buffer, 0, length);
                int left = length - consumed;
                partial.replace(buffer, consumed, left, session.wanted(buffer, consumed, left));
            } catch (MalformedPacketException malformed) {
                return true;
            }
        }
        return false;
    }
}
