package dev.packetwright.runtime.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Reads the header that section 2.2 of HAProxy's proxy-protocol.txt defines: 16 bytes that begin with a signature and
 * end with the length of the rest, then two addresses, then optional values of a type and a length each. Numbers are
 * big-endian. Everything here is a function of the bytes.
 */
final class ProxyHeader {
    /** The size of the part that every header has. It tells the size of the rest. */
    static final int FIXED_SIZE = 16;
    /** The largest header that is accepted, 4 KiB. The addresses take 36 bytes; certificates in values may take more. */
    static final int MAX_SIZE = 4096;

    private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");
    private static final byte[] VERSION_1 = {'P', 'R', 'O', 'X', 'Y', ' '};

    private static final int COMMAND_AT = 12;
    private static final int FAMILY_AT = 13;
    private static final int LENGTH_AT = 14;

    private static final int LOCAL = 0x20;
    private static final int PROXY = 0x21;

    private static final int UNSPECIFIED = 0;
    private static final int INET = 1;
    private static final int INET6 = 2;
    private static final int UNIX = 3;
    private static final int STREAM = 1;
    private static final int DATAGRAM = 2;

    private static final int INET_SIZE = 4;
    private static final int INET6_SIZE = 16;
    private static final int UNIX_SIZE = 108;
    private static final int PORTS_SIZE = 4;

    private static final int CHECKSUM_TYPE = 3;
    private static final int CHECKSUM_SIZE = 4;
    private static final int VALUE_HEADER_SIZE = 3;

    private ProxyHeader() {}

    /**
     * Returns the size of the header that begins with these bytes, or {@link #FIXED_SIZE} while there are fewer.
     *
     * @throws ProtocolException if no acceptable header begins with these bytes
     */
    static int sizeOf(byte[] bytes, int length) throws ProtocolException {
        checkSignature(bytes, Math.min(length, SIGNATURE.length));
        if (length > COMMAND_AT && bytes[COMMAND_AT] != LOCAL && bytes[COMMAND_AT] != PROXY) {
            throw new ProtocolException("version and command are " + hex(bytes, COMMAND_AT) + ", not 20 or 21");
        }
        if (length > FAMILY_AT && (familyOf(bytes) > UNIX || (bytes[FAMILY_AT] & 0xf) > DATAGRAM)) {
            throw new ProtocolException("the address family is " + hex(bytes, FAMILY_AT) + ", which is not assigned");
        }
        if (length < FIXED_SIZE) {
            return FIXED_SIZE;
        }
        int size = FIXED_SIZE + Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(LENGTH_AT));
        if (size > MAX_SIZE) {
            throw new ProtocolException("the header has " + size + " bytes, more than " + MAX_SIZE);
        }
        return size;
    }

    /** Whether these bytes begin with the signature of a header. */
    static boolean isSigned(byte[] bytes, int offset, int length) {
        int end = offset + SIGNATURE.length;
        return length >= SIGNATURE.length && Arrays.equals(bytes, offset, end, SIGNATURE, 0, SIGNATURE.length);
    }

    private static void checkSignature(byte[] bytes, int length) throws ProtocolException {
        if (Arrays.equals(bytes, 0, length, SIGNATURE, 0, length)) {
            return;
        }
        int compared = VERSION_1.length;
        String found = length >= compared && Arrays.equals(bytes, 0, compared, VERSION_1, 0, compared)
                ? "a header of version 1"
                : HexFormat.of().formatHex(bytes, 0, length);
        throw new ProtocolException("the connection begins with " + found + ", not with a header of version 2");
    }

    private static String hex(byte[] bytes, int index) {
        return HexFormat.of().toHexDigits(bytes[index]);
    }

    private static int familyOf(byte[] bytes) {
        return bytes[FAMILY_AT] >> 4 & 0xf;
    }

    /**
     * Returns the address of the client. It is empty if the proxy has connected for itself, for example to check the
     * server, or if the client did not come by TCP over IP.
     *
     * @param header a whole header, which {@link #sizeOf} has accepted
     * @throws ProtocolException if the rest of the header is malformed
     */
    static Optional<InetSocketAddress> clientOf(byte[] header) throws ProtocolException {
        int family = familyOf(header);
        if (header[COMMAND_AT] == LOCAL || family == UNSPECIFIED) {
            return Optional.empty(); // the rest has no meaning
        }
        int addressSize = family == INET ? INET_SIZE : family == INET6 ? INET6_SIZE : UNIX_SIZE;
        int ports = family == UNIX ? 0 : PORTS_SIZE;
        int valuesAt = FIXED_SIZE + 2 * addressSize + ports;
        if (header.length < valuesAt) {
            throw new ProtocolException("the header has " + header.length + " bytes, but its addresses take "
                    + (valuesAt - FIXED_SIZE) + " after the first " + FIXED_SIZE);
        }
        checkValues(header, valuesAt);
        boolean isTcp = family != UNIX && (header[FAMILY_AT] & 0xf) == STREAM;
        return isTcp ? Optional.of(sourceOf(header, addressSize)) : Optional.empty();
    }

    /** Skips all values but a checksum. */
    private static void checkValues(byte[] header, int valuesAt) throws ProtocolException {
        ByteBuffer values = ByteBuffer.wrap(header).position(valuesAt);
        while (values.hasRemaining()) {
            int start = values.position();
            if (values.remaining() < VALUE_HEADER_SIZE) {
                throw new ProtocolException("the header ends in the middle of a value, at byte " + start);
            }
            int type = values.get();
            int length = Short.toUnsignedInt(values.getShort());
            if (values.remaining() < length) {
                throw new ProtocolException("the value of type " + (type & 0xff) + " at byte " + start + " declares "
                        + length + " bytes, but the header ends after " + values.remaining());
            }
            if (type == CHECKSUM_TYPE) {
                checkChecksum(header, values.position(), length);
            }
            values.position(values.position() + length);
        }
    }

    /** The checksum covers the whole header, with zeros in place of itself. */
    private static void checkChecksum(byte[] header, int at, int length) throws ProtocolException {
        if (length != CHECKSUM_SIZE) {
            throw new ProtocolException("the checksum has " + length + " bytes, not " + CHECKSUM_SIZE);
        }
        var checksum = new CRC32C();
        checksum.update(header, 0, at);
        checksum.update(new byte[CHECKSUM_SIZE]);
        checksum.update(header, at + CHECKSUM_SIZE, header.length - at - CHECKSUM_SIZE);
        if ((int) checksum.getValue() != ByteBuffer.wrap(header).getInt(at)) {
            throw new ProtocolException("the checksum is wrong");
        }
    }

    private static InetSocketAddress sourceOf(byte[] header, int addressSize) {
        try {
            InetAddress source =
                    InetAddress.getByAddress(Arrays.copyOfRange(header, FIXED_SIZE, FIXED_SIZE + addressSize));
            int port = Short.toUnsignedInt(ByteBuffer.wrap(header).getShort(FIXED_SIZE + 2 * addressSize));
            return new InetSocketAddress(source, port);
        } catch (UnknownHostException impossible) { // the size is right
            throw new AssertionError(impossible);
        }
    }
}
