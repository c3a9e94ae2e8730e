package dev.packetwright.cli.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Writes captures byte by byte according to the format specifications. */
public final class CaptureBuilder {
    /** The port of the client. Its IPv4 address is 10.0.0.1. */
    public static final int CLIENT = 50_000;

    /** The port of the server. Its IPv4 address is 10.0.0.2. */
    public static final int SERVER = 7_777;

    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int PSH = 8;
    private static final int ACK = 16;
    private static final int FIRST_SECOND = 1_700_000_000;

    private final List<byte[]> frames = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private Link link = Link.ETHERNET;
    private boolean v6;
    private int snapLength = 65_535;
    private int clientSequence = 1_000;
    private int serverSequence = 0xffff_fff0;

    /** The link headers of frames. */
    public enum Link {
        NULL(0, "02000000", "1e000000"),
        ETHERNET(1, "0202020202020101010101010800", "02020202020201010101010186dd"),
        VLAN(1, "02020202020201010101010188a80001810000050800", "02020202020201010101010188a800018100000586dd"),
        PPPOE(
                1,
                "0202020202020101010101018864" + "1100000100300021",
                "0202020202020101010101018864" + "1100000100300057"),
        RAW(101, "", ""),
        LOOP(108, "00000002", "0000001e"),
        SLL(113, "00000001000601010101010100000800", "000000010006010101010101000086dd"),
        IPV4(228, "", ""),
        SLL2(276, "0800000000000001000100060101010101010000", "86dd000000000001000100060101010101010000");

        private final int type;
        private final String v4;
        private final String v6;

        Link(int type, String v4, String v6) {
            this.type = type;
            this.v4 = v4;
            this.v6 = v6;
        }
    }

    public CaptureBuilder link(Link wanted) {
        link = wanted;
        return this;
    }

    public CaptureBuilder v6() {
        v6 = true;
        return this;
    }

    /** Truncates the frames that follow. */
    public CaptureBuilder snap(int length) {
        snapLength = length;
        return this;
    }

    /** Opens the connection. The sequence numbers of the server soon wrap around. */
    public CaptureBuilder open() {
        segment(true, clientSequence - 1, SYN, new byte[0]);
        return segment(false, serverSequence - 1, SYN | ACK, new byte[0]);
    }

    /** Opens the connection again with other sequence numbers. */
    public CaptureBuilder reopen() {
        clientSequence += 5_000_000;
        serverSequence += 5_000_000;
        return open();
    }

    public CaptureBuilder client(byte[] data) {
        segment(true, clientSequence, PSH | ACK, data);
        clientSequence += data.length;
        return this;
    }

    public CaptureBuilder server(byte[] data) {
        segment(false, serverSequence, PSH | ACK, data);
        serverSequence += data.length;
        return this;
    }

    /** Adds a keep-alive of the client: an arbitrary byte at the position before the next byte. */
    public CaptureBuilder keepAlive() {
        return segment(true, clientSequence - 1, ACK, new byte[1]);
    }

    /** Adds a segment of the server that only acknowledges what the client has sent. */
    public CaptureBuilder acknowledge() {
        return segment(false, serverSequence, ACK, new byte[0]);
    }

    /** Adds the first segment of another connection of the client, at a distance from the next byte. */
    public CaptureBuilder synchronize(int distance) {
        return segment(true, clientSequence + distance - 1, SYN, new byte[0]);
    }

    /** Adds the last segment of the client. */
    public CaptureBuilder finishClient() {
        return segment(true, clientSequence, FIN | ACK, new byte[0]);
    }

    /** Adds a reset of the client at a distance from the next byte. */
    public CaptureBuilder reset(int distance, byte[] data) {
        return segment(true, clientSequence + distance, RST, data);
    }

    /** Adds a segment of the client in two IP fragments. The first fragment has 40 bytes of payload. */
    public CaptureBuilder fragmented(byte[] data) {
        byte[] tcp = tcp(true, clientSequence, PSH | ACK, data);
        clientSequence += data.length;
        frame(joined(prefix(), v4(true, Arrays.copyOf(tcp, 40), 0x2000)));
        return frame(joined(prefix(), v4(true, Arrays.copyOfRange(tcp, 40, tcp.length), 5)));
    }

    /**
     * Adds a segment of the client at another position of the stream; the position of the next segment does not change.
     */
    public CaptureBuilder clientAt(int distance, byte[] data) {
        return segment(true, clientSequence + distance, ACK, data);
    }

    /** Skips bytes that the client sent but that are not in the capture. */
    public CaptureBuilder skipClient(int bytes) {
        clientSequence += bytes;
        return this;
    }

    /** Adds a frame with any content. */
    public CaptureBuilder frame(byte[] frame) {
        frames.add(Arrays.copyOf(frame, Math.min(frame.length, snapLength)));
        lengths.add(frame.length);
        return this;
    }

    private CaptureBuilder segment(boolean fromClient, int sequence, int flags, byte[] data) {
        byte[] tcp = tcp(fromClient, sequence, flags, data);
        byte[] ip = v6 ? v6(fromClient, tcp) : v4(fromClient, tcp, 0x4000);
        byte[] padding = new byte[link == Link.ETHERNET ? 6 : 0];
        return frame(joined(prefix(), ip, padding));
    }

    private byte[] prefix() {
        return HexFormat.of().parseHex(v6 ? link.v6 : link.v4);
    }

    private byte[] tcp(boolean fromClient, int sequence, int flags, byte[] data) {
        return ByteBuffer.allocate(24 + data.length)
                .putShort((short) (fromClient ? CLIENT : SERVER))
                .putShort((short) (fromClient ? SERVER : CLIENT))
                .putInt(sequence)
                .putInt(fromClient ? serverSequence : clientSequence)
                .put((byte) (6 << 4))
                .put((byte) flags)
                .putShort((short) 1000)
                .putInt(0)
                .putInt(0x01010100)
                .put(data)
                .array();
    }

    private static byte[] v4(boolean fromClient, byte[] tcp, int fragment) {
        return ByteBuffer.allocate(24 + tcp.length)
                .put((byte) 0x46)
                .put((byte) 0)
                .putShort((short) (24 + tcp.length))
                .putShort((short) 7)
                .putShort((short) fragment)
                .put((byte) 64)
                .put((byte) 6)
                .putShort((short) 0)
                .putInt(fromClient ? 0x0a000001 : 0x0a000002)
                .putInt(fromClient ? 0x0a000002 : 0x0a000001)
                .putInt(0x01010100)
                .put(tcp)
                .array();
    }

    /** Returns a segment with an IPv6 header and an extension header. */
    private static byte[] v6(boolean fromClient, byte[] tcp) {
        return ByteBuffer.allocate(48 + tcp.length)
                .putInt(0x60000000)
                .putShort((short) (8 + tcp.length))
                .put((byte) 0)
                .put((byte) 64)
                .putLong(0xfd00_0000_0000_0000L)
                .putLong(fromClient ? 1 : 2)
                .putLong(0xfd00_0000_0000_0000L)
                .putLong(fromClient ? 2 : 1)
                .put(new byte[] {6, 0, 1, 4, 0, 0, 0, 0})
                .put(tcp)
                .array();
    }

    public byte[] pcap(ByteOrder order) {
        return pcap(order, 0xa1b2c3d4, 4);
    }

    /** Returns a file in a variant of the format. */
    public byte[] pcap(ByteOrder order, int magic, int minorVersion) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(24)
                .order(order)
                .putInt(magic)
                .putShort((short) 2)
                .putShort((short) minorVersion)
                .putLong(0)
                .putInt(snapLength)
                .putInt(link.type)
                .array());
        for (int i = 0; i < frames.size(); i++) {
            boolean isSwapped = minorVersion < 3;
            out.writeBytes(ByteBuffer.allocate(magic == 0xa1b2cd34 ? 24 : 16)
                    .order(order)
                    .putInt(FIRST_SECOND)
                    .putInt(i)
                    .putInt(isSwapped ? lengths.get(i) : frames.get(i).length)
                    .putInt(isSwapped ? frames.get(i).length : lengths.get(i))
                    .array());
            out.writeBytes(frames.get(i));
        }
        return out.toByteArray();
    }

    /** Returns a file with frames in blocks of all three kinds, and a block of an unknown type. */
    public byte[] pcapng(ByteOrder order) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(block(
                order,
                0x0a0d0d0a,
                ByteBuffer.allocate(16)
                        .order(order)
                        .putInt(0x1a2b3c4d)
                        .putInt(1)
                        .putLong(-1)));
        out.writeBytes(block(
                order,
                1,
                ByteBuffer.allocate(8)
                        .order(order)
                        .putShort((short) link.type)
                        .putShort((short) 0)
                        .putInt(0)));
        out.writeBytes(block(order, 0x0bad, ByteBuffer.allocate(4)));
        for (int i = 0; i < frames.size(); i++) {
            out.writeBytes(frameBlock(order, i));
        }
        return out.toByteArray();
    }

    private byte[] frameBlock(ByteOrder order, int i) {
        byte[] frame = frames.get(i);
        boolean isWhole = frame.length == lengths.get(i);
        if (isWhole && i % 3 == 1) {
            return block(
                    order,
                    3,
                    ByteBuffer.allocate(4 + padded(frame.length))
                            .order(order)
                            .putInt(frame.length)
                            .put(frame));
        }
        ByteBuffer content = ByteBuffer.allocate(20 + padded(frame.length)).order(order);
        if (i % 3 == 2) {
            content.putShort((short) 0).putShort((short) 0);
        } else {
            content.putInt(0);
        }
        long time = FIRST_SECOND * 1_000_000L + i;
        content.putInt((int) (time >>> 32)).putInt((int) time);
        content.putInt(frame.length).putInt(lengths.get(i)).put(frame);
        return block(order, i % 3 == 2 ? 2 : 6, content);
    }

    private static byte[] block(ByteOrder order, int type, ByteBuffer content) {
        int length = 12 + content.capacity();
        return ByteBuffer.allocate(length)
                .order(order)
                .putInt(type)
                .putInt(length)
                .put(content.rewind())
                .putInt(length)
                .array();
    }

    private static int padded(int length) {
        return (length + 3) / 4 * 4;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }
}
