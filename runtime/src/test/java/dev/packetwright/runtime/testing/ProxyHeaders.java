package dev.packetwright.runtime.testing;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Headers of the PROXY protocol, version 2, as proxies write them. */
public final class ProxyHeaders {
    public static final int LOCAL = 0x20;
    public static final int PROXY = 0x21;
    public static final int UNSPECIFIED = 0x00;
    public static final int TCP4 = 0x11;
    public static final int UDP4 = 0x12;
    public static final int TCP6 = 0x21;
    public static final int UNIX_STREAM = 0x31;

    private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");
    private static final byte[] DESTINATION_PORT = {0x1e, 0x61};

    private ProxyHeaders() {}

    /** The header for a client who has connected to the address 192.0.2.200 or 2001:db8::200, port 7777. */
    public static byte[] of(InetSocketAddress client, byte[]... values) {
        byte[] source = client.getAddress().getAddress();
        byte[] destination = address(source.length == 4 ? "192.0.2.200" : "2001:db8::200");
        byte[] port = {(byte) (client.getPort() >> 8), (byte) client.getPort()};
        byte[] addresses = join(source, destination, port, DESTINATION_PORT);
        return header(PROXY, source.length == 4 ? TCP4 : TCP6, join(addresses, join(values)));
    }

    /** A header with the right length. */
    public static byte[] header(int command, int family, byte[] rest) {
        byte[] fixed = {(byte) command, (byte) family, (byte) (rest.length >> 8), (byte) rest.length};
        return join(SIGNATURE, fixed, rest);
    }

    /** An optional value of a header. */
    public static byte[] value(int type, byte... content) {
        return join(new byte[] {(byte) type, (byte) (content.length >> 8), (byte) content.length}, content);
    }

    /** The same header with the right checksum in the value that begins at this index. */
    public static byte[] withChecksum(byte[] header, int valueAt) {
        byte[] complete = header.clone();
        ByteBuffer.wrap(complete).putInt(valueAt + 3, 0);
        var checksum = new CRC32C();
        checksum.update(complete);
        ByteBuffer.wrap(complete).putInt(valueAt + 3, (int) checksum.getValue());
        return complete;
    }

    public static byte[] address(String numbers) {
        try {
            return InetAddress.getByName(numbers).getAddress();
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    public static byte[] join(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
