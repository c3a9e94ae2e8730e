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
    private ByteBuffer received = ByteBuffer.allocate(0);
    private int awaited;
    private boolean isJoining;
    private long said;

    /** Connects and, in a broadcast, joins the room. */
    Client(int number, Scenario scenario, int port, Selector selector) throws IOException {
        this.number = number;
        this.burst = number < scenario.senders() ? scenario.burst() : 0;
        this.packetId = scenario.kind() == Scenario.Kind.BROADCAST ? C_SAY : C_ECHO;
        this.channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
        this.sending = ByteBuffer.allocate(Math.max(1, burst) * PACKET_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        if (scenario.kind() == Scenario.Kind.BROADCAST) {
            sending.putShort((short) HEADER_SIZE).putShort((short) C_JOIN);
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
            sending.putShort((short) PACKET_SIZE).putShort((short) packetId);
            sending.putLong(now).putInt(number).putFloat(i).putFloat(1).putFloat(2);
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
            received = ByteBuffer.allocate(RECEIVE_BUFFER).order(ByteOrder.LITTLE_ENDIAN);
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

    private void take(Latencies latencies) throws IOException {
        received.flip();
        long now = System.nanoTime();
        if (isJoining && received.remaining() >= HEADER_SIZE) {
            received.position(HEADER_SIZE);
            isJoining = false;
        }
        while (received.remaining() >= PACKET_SIZE) {
            int at = received.position();
            if (received.getShort(at) != PACKET_SIZE) {
                throw new IOException("a packet of " + received.getShort(at) + " bytes");
            }
            latencies.record(now - received.getLong(at + SENT));
            if (received.getInt(at + SENDER) == number) {
                awaited--;
            }
            received.position(at + PACKET_SIZE);
        }
        received.compact();
    }

    /** Releases the buffer of a client that stays silent. */
    void rest() {
        received = ByteBuffer.allocate(0);
    }
}
