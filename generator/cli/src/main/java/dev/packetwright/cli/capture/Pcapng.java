package dev.packetwright.cli.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a pcapng file, which consists of blocks. Blocks that describe interfaces or contain frames are read; others are
 * skipped.
 */
final class Pcapng implements FrameReader {
    static final int SECTION = 0x0a0d0d0a;

    private static final int INTERFACE = 1;
    private static final int OLD_FRAME = 2;
    private static final int SIMPLE_FRAME = 3;
    private static final int FRAME = 6;
    private static final int BYTE_ORDER = 0x1a2b3c4d;

    /** The size of the type, of the length before the content, and of the length after it. */
    private static final int AROUND = 12;

    private static final int MAX_INTERFACES = 65_536;

    private final CaptureInput in;
    private final List<Interface> interfaces = new ArrayList<>();
    private ByteOrder order = ByteOrder.BIG_ENDIAN;
    private boolean isInFirstBlock = true;
    private long frames;

    private record Interface(int linkType, int snapLength, PcapngClock clock) {}

    /** Reads a file whose first four bytes, the type of the first block, were read before. */
    Pcapng(CaptureInput in) {
        this.in = in;
    }

    @Override
    public Optional<Frame> next() throws IOException, DamagedCaptureException {
        while (true) {
            long start = isInFirstBlock ? 0 : in.position();
            Optional<Integer> type = type(start);
            if (type.isEmpty()) {
                return Optional.empty();
            }
            Optional<Frame> frame = block(type.get(), start);
            if (frame.isPresent()) {
                return frame;
            }
        }
    }

    private Optional<Integer> type(long start) throws IOException, DamagedCaptureException {
        if (isInFirstBlock) {
            isInFirstBlock = false;
            return Optional.of(SECTION);
        }
        ByteBuffer type = in.read(Integer.BYTES).order(order);
        return type.hasRemaining()
                ? Optional.of(whole(type, Integer.BYTES, start).getInt(0))
                : Optional.empty();
    }

    private Optional<Frame> block(int type, long start) throws IOException, DamagedCaptureException {
        ByteBuffer head = whole(in.read(Integer.BYTES), Integer.BYTES, start);
        int before = 0;
        if (type == SECTION) {
            beginSection(whole(in.read(Integer.BYTES), Integer.BYTES, start), start);
            before = Integer.BYTES;
        }
        int length = head.order(order).getInt(0);
        int content = length - AROUND - before;
        if (content < 0 || length % Integer.BYTES != 0) {
            throw new DamagedCaptureException(
                    start, "a block of the capture says that it has " + Integer.toUnsignedString(length) + " bytes");
        }
        if (!isRead(type)) {
            if (!in.skip((long) content + Integer.BYTES)) {
                throw cutOff(start);
            }
            return Optional.empty();
        }
        if (length > MAX_SIZE) {
            throw new DamagedCaptureException(
                    start, "a block of " + length + " bytes, but a block with a frame has at most " + MAX_SIZE);
        }
        ByteBuffer bytes = whole(in.read(content), content, start).order(order);
        whole(in.read(Integer.BYTES), Integer.BYTES, start);
        return read(type, bytes, start);
    }

    private static boolean isRead(int type) {
        return type == INTERFACE || type == FRAME || type == OLD_FRAME || type == SIMPLE_FRAME;
    }

    private static ByteBuffer whole(ByteBuffer bytes, int size, long start) throws DamagedCaptureException {
        if (bytes.remaining() < size) {
            throw cutOff(start);
        }
        return bytes;
    }

    private static DamagedCaptureException cutOff(long start) {
        return new DamagedCaptureException(start, "a block of the capture is cut off");
    }

    private void beginSection(ByteBuffer magic, long start) throws DamagedCaptureException {
        interfaces.clear();
        for (ByteOrder candidate : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            if (magic.order(candidate).getInt(0) == BYTE_ORDER) {
                order = candidate;
                return;
            }
        }
        throw new DamagedCaptureException(start, "a section of the capture has no byte order");
    }

    private Optional<Frame> read(int type, ByteBuffer content, long start) throws DamagedCaptureException {
        Optional<Frame> frame = Optional.empty();
        boolean isWhole;
        if (type == INTERFACE) {
            isWhole = content.remaining() >= 8 && interfaces.size() < MAX_INTERFACES;
            if (isWhole) {
                interfaces.add(new Interface(
                        Short.toUnsignedInt(content.getShort(0)), content.getInt(4), PcapngClock.of(content)));
            }
        } else {
            frame = type == SIMPLE_FRAME ? simpleFrame(content) : frame(type, content);
            isWhole = frame.isPresent();
        }
        if (!isWhole) {
            throw new DamagedCaptureException(start, "a block of the capture is shorter than its content requires");
        }
        return frame;
    }

    private Optional<Frame> frame(int type, ByteBuffer content) {
        if (content.remaining() < 20) {
            return Optional.empty();
        }
        int number = type == OLD_FRAME ? Short.toUnsignedInt(content.getShort(0)) : content.getInt(0);
        if (number < 0 || number >= interfaces.size()) {
            return Optional.empty();
        }
        long ticks = Integer.toUnsignedLong(content.getInt(4)) << 32 | Integer.toUnsignedLong(content.getInt(8));
        Optional<Instant> time = interfaces.get(number).clock().time(ticks);
        return frame(interfaces.get(number), time, content, 20, content.getInt(12));
    }

    private Optional<Frame> simpleFrame(ByteBuffer content) {
        return content.remaining() < 4 || interfaces.isEmpty()
                ? Optional.empty()
                : frame(interfaces.get(0), Optional.empty(), content, 4, lengthOfSimple(content));
    }

    /**
     * Returns the captured length of a simple frame. The block contains only the length on the network; the interface
     * and the size of the block limit the captured length.
     */
    private int lengthOfSimple(ByteBuffer content) {
        int snapLength = interfaces.get(0).snapLength();
        int onNetwork = content.getInt(0);
        int most = content.remaining() - Integer.BYTES;
        int captured = Integer.compareUnsigned(onNetwork, most) < 0 ? onNetwork : most;
        return snapLength > 0 ? Math.min(captured, snapLength) : captured;
    }

    private Optional<Frame> frame(Interface from, Optional<Instant> time, ByteBuffer content, int offset, int size) {
        if (size < 0 || size > content.remaining() - offset) {
            return Optional.empty();
        }
        return Optional.of(new Frame(new Moment(++frames, time), from.linkType(), content.slice(offset, size)));
    }
}
