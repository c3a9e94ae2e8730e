package dev.packetwright.benchmarks.net.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection. It sends a burst of packets, waits until all of them have come back, and sends the next burst. */
final class Client {
    private static final int HEADER_SIZE = 4;

    /** The size of header and payload; see the PDL. */
    private static final int PACKET_SIZE = HEADER_SIZE + 24;

    private static final int C_ECHO = 1;
    private static final int C_JOIN = 3;
    private static final int C_SAY = 4;
    private static final int SENT = 4;
    private static final int SENDER = 12;
    private static final int RECEIVE_BUFFER = 16 * 1024;

    private final int number;
    private final int burst;
    private final int packetId;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer sending;
    private final Wire wire;
    private final Unframer unframer = new Unframer();
    private ByteBuffer received = ByteBuffer.allocate(0);
    private ByteBuffer packets = ByteBuffer.allocate(0);
    private int awaited;
    private boolean isJoining;
    private long said;

    /** Connects and, in a broadcast, joins the room. */
    Client(int number, Scenario scenario, Wire wire, int port, Selector selector) throws IOException {
        this.number = number;
        this.wire = wire;
        this.burst = number < scenario.senders() ? scenario.burst() : 0;
        this.packetId = scenario.kind() == Scenario.Kind.BROADCAST ? C_SAY : C_ECHO;
        this.channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        wire.open(channel);
        channel.configureBlocking(false);
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
        this.sending = ByteBuffer.allocate(Math.max(1, burst) * (wire.overhead() + PACKET_SIZE))
                .order(ByteOrder.LITTLE_ENDIAN);
        if (scenario.kind() == Scenario.Kind.BROADCAST) {
            wire.begin(sending, HEADER_SIZE);
            sending.putShort((short) HEADER_SIZE).putShort((short) C_JOIN);
            wire.end(sending, HEADER_SIZE);
            isJoining = true;
            flush();
        }
    }

    /** Whether the server has answered all packets. */
    boolean isAnswered() {
        return awaited == 0 && !isJoining;
    }

    /** The number of packets sent so far, without the one that joins. */
    long said() {
        return said;
    }

    /** Sends a burst if this client is a sender. */
    void send() throws IOException {
        long now = System.nanoTime();
        for (int i = 0; i < burst; i++) {
            wire.begin(sending, PACKET_SIZE);
            sending.putShort((short) PACKET_SIZE).putShort((short) packetId);
            sending.putLong(now).putInt(number).putFloat(i).putFloat(1).putFloat(2);
            wire.end(sending, PACKET_SIZE);
        }
        awaited = burst;
        said += burst;
        flush();
    }

    private void flush() throws IOException {
        sending.flip();
        channel.write(sending);
        sending.compact();
        key.interestOps(sending.position() == 0 ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    /** Continues a partial write, reads, and sends again if {@code again} is true. */
    void turn(Latencies latencies, boolean again) throws IOException {
        if (key.isWritable()) {
            flush();
        }
        if (received.capacity() == 0) {
            allocate();
        }
        if (channel.read(received) < 0) {
            throw new IOException("the server has closed connection " + number);
        }
        boolean wasWaiting = awaited > 0;
        take(latencies);
        if (again && wasWaiting && awaited == 0) {
            send();
        }
    }

    private void allocate() {
        received = ByteBuffer.allocate(RECEIVE_BUFFER);
        packets = wire == Wire.TCP ? received : ByteBuffer.allocate(RECEIVE_BUFFER + PACKET_SIZE);
        packets.order(ByteOrder.LITTLE_ENDIAN);
    }

    private void unframe() {
        if (wire != Wire.TCP) {
            unframer.unframe(received.flip(), packets);
            received.compact();
        }
    }

    private void take(Latencies latencies) throws IOException {
        unframe();
        packets.flip();
        long now = System.nanoTime();
        if (isJoining && packets.remaining() >= HEADER_SIZE) {
            packets.position(HEADER_SIZE);
            isJoining = false;
        }
        while (packets.remaining() >= PACKET_SIZE) {
            int at = packets.position();
            if (packets.getShort(at) != PACKET_SIZE) {
                throw new IOException("a packet of " + packets.getShort(at) + " bytes");
            }
            latencies.record(now - packets.getLong(at + SENT));
            if (packets.getInt(at + SENDER) == number) {
                awaited--;
            }
            packets.position(at + PACKET_SIZE);
        }
        packets.compact();
    }

    /** Releases the buffers of a client that stays silent. */
    void rest() {
        received = ByteBuffer.allocate(0);
        packets = received;
    }
}
