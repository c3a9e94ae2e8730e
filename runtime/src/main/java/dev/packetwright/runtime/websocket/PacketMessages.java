package dev.packetwright.runtime.websocket;

import dev.packetwright.runtime.packet.Packet;
import java.nio.ByteBuffer;

/** Binary messages of whole packets. */
public final class PacketMessages implements Messages {
    private static final int NONE = -1;

    private final int maxPacketSize;

    /** The bytes of the current packet that have not come yet; 0 between two packets. */
    private int left;
    /** The first byte of a size whose second byte has not come yet. */
    private int firstOfSize = NONE;
    /** A size that is out of range. The session refuses it, and what follows has no structure. */
    private boolean refused;

    private boolean tooLarge;

    /** Makes the messages of one connection, whose packets have at most this size. */
    public PacketMessages(int maxPacketSize) {
        this.maxPacketSize = maxPacketSize;
    }

    @Override
    public int maxSize() {
        return BinaryMessages.MAX_SIZE;
    }

    @Override
    public void begin(boolean isText) throws WebSocketException {
        BinaryMessages.refuseText(isText);
    }

    @Override
    public void take(ByteBuffer bytes, int from, int to) {
        int at = from;
        while (at < to && !refused) {
            if (left > 0) {
                int count = Math.min(left, to - at);
                left -= count;
                at += count;
            } else if (firstOfSize != NONE) {
                begin(firstOfSize | Byte.toUnsignedInt(bytes.get(at)) << 8, 1);
            } else if (at + 1 < to) {
                begin(Byte.toUnsignedInt(bytes.get(at)) | Byte.toUnsignedInt(bytes.get(at + 1)) << 8, 0);
            } else {
                firstOfSize = Byte.toUnsignedInt(bytes.get(at));
                at++;
            }
        }
    }

    private void begin(int size, int alreadyTaken) {
        firstOfSize = NONE;
        tooLarge = size > maxPacketSize;
        refused = tooLarge || size < Packet.HEADER_SIZE;
        left = size - alreadyTaken;
    }

    @Override
    public void end() throws WebSocketException {
        if (!refused && (left > 0 || firstOfSize != NONE)) {
            throw new WebSocketException(CloseCode.INVALID_DATA, "a message ends in the middle of a packet");
        }
    }

    @Override
    public int codeOfMalformed() {
        return tooLarge ? CloseCode.TOO_BIG : CloseCode.INVALID_DATA;
    }

    /**
     * Returns the index behind the last whole packet in a buffer, or the end of the buffer if its content is no sequence
     * of packets. A buffer of the transfer size holds at least one packet.
     *
     * @param start the index of the first packet
     */
    static int endOfLastWhole(ByteBuffer out, int start) {
        int at = start;
        while (out.limit() - at >= Short.BYTES) {
            int size = Byte.toUnsignedInt(out.get(at)) | Byte.toUnsignedInt(out.get(at + 1)) << 8;
            if (size < Packet.HEADER_SIZE) {
                return out.limit();
            }
            if (size > out.limit() - at) {
                break;
            }
            at += size;
        }
        return at;
    }
}
