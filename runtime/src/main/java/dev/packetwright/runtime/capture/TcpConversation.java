package dev.packetwright.runtime.capture;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Arrays;

/**
 * One connection in a capture: writes the segments that carry its bytes in each direction, with a beginning, numbers in
 * sequence, acknowledgements, and an end. Used by one thread.
 */
public final class TcpConversation {
    /** The largest IP packet that is written. */
    static final int MAX_FRAME = 40_000;

    private static final int MAX_DATA = 32 * 1024;

    /** The most that headers of IP and TCP take. */
    private static final int MAX_HEADERS = 60;

    private final Peer client;
    private final Peer server;
    private boolean opened;

    /** One side, and the number of the next byte that it sends. */
    private static final class Peer {
        private final InetSocketAddress address;
        private int next;

        Peer(InetSocketAddress address, int first) {
            this.address = address;
            this.next = first;
        }
    }

    /**
     * Makes a conversation of which nothing is written yet.
     *
     * @param number tells conversations between the same addresses apart
     */
    public TcpConversation(InetSocketAddress client, InetSocketAddress server, int number) {
        int first = number * 0x9e3779b1; // far from the numbers of other conversations
        this.client = new Peer(client, first);
        this.server = new Peer(server, ~first);
    }

    /**
     * Writes bytes of the client.
     *
     * @param missing the number of bytes before them that are not in the capture
     * @return false if they do not fit into the file, and nothing is written
     */
    public boolean fromClient(PcapFile file, Instant time, byte[] bytes, long missing) {
        return write(file, time, bytes, missing, client, server);
    }

    /** Writes bytes of the server, like {@link #fromClient}. */
    public boolean fromServer(PcapFile file, Instant time, byte[] bytes, long missing) {
        return write(file, time, bytes, missing, server, client);
    }

    private boolean write(PcapFile file, Instant time, byte[] bytes, long missing, Peer from, Peer to) {
        int frames = 3 + (bytes.length + MAX_DATA - 1) / MAX_DATA; // the beginning, and the data
        if (!file.hasRoomFor(frames, (long) frames * MAX_HEADERS + bytes.length)) {
            return false;
        }
        open(file, time);
        from.next += (int) missing;
        for (int at = 0; at < bytes.length; at += MAX_DATA) {
            byte[] data = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + MAX_DATA));
            segment(file, time, from, to, TcpSegment.PSH | TcpSegment.ACK, data);
            from.next += data.length;
        }
        return true;
    }

    private void open(PcapFile file, Instant time) {
        if (!opened) {
            opened = true;
            control(file, time, client, server, TcpSegment.SYN);
            control(file, time, server, client, TcpSegment.SYN | TcpSegment.ACK);
            control(file, time, client, server, TcpSegment.ACK);
        }
    }

    /** Writes the end of both directions, if anything was written and the end fits. */
    public void end(PcapFile file, Instant time) {
        if (opened && file.hasRoomFor(3, 3 * MAX_HEADERS)) {
            control(file, time, client, server, TcpSegment.FIN | TcpSegment.ACK);
            control(file, time, server, client, TcpSegment.FIN | TcpSegment.ACK);
            control(file, time, client, server, TcpSegment.ACK);
        }
    }

    private static void control(PcapFile file, Instant time, Peer from, Peer to, int flags) {
        segment(file, time, from, to, flags, new byte[0]);
        boolean takesNumber = (flags & (TcpSegment.SYN | TcpSegment.FIN)) != 0;
        from.next += takesNumber ? 1 : 0;
    }

    private static void segment(PcapFile file, Instant time, Peer from, Peer to, int flags, byte[] data) {
        int acknowledged = (flags & TcpSegment.ACK) == 0 ? 0 : to.next;
        file.write(time, TcpSegment.of(from.address, to.address, from.next, acknowledged, flags, data));
    }
}
