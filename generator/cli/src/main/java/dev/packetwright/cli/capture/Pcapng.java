package dev.packetwright.cli.capture;

import dev.packetwright.cli.capture.CaptureFile.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a pcapng file, which consists of blocks. Blocks that describe interfaces or contain frames are read; others are
 * skipped.
 */
final class Pcapng {
    private static final int SECTION = 0x0a0d0d0a;
    private static final int INTERFACE = 1;
    private static final int OLD_FRAME = 2;
    private static final int SIMPLE_FRAME = 3;
    private static final int FRAME = 6;
    private static final int BYTE_ORDER = 0x1a2b3c4d;

    /**
     * The size of the type and the length, which come before the content of a block. The length is repeated after it.
     */
    private static final int BEFORE = 8;

    private static final int AROUND = 12;
    private static final int SECTION_SIZE = 28;

    private final ByteBuffer in;
    private final List<Frame> frames;
    private final List<Interface> interfaces = new ArrayList<>();

    private record Interface(int linkType, int snapLength) {}

    Pcapng(byte[] file, List<Frame> frames) {
        this.in = ByteBuffer.wrap(file);
        this.frames = frames;
    }

    Optional<Problem> read() {
        while (in.hasRemaining()) {
            Optional<Problem> problem = block();
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private Optional<Problem> block() {
        int start = in.position();
        if (in.remaining() < AROUND) {
            return Optional.of(new Problem(start, "a block of the capture is cut off"));
        }
        int type = in.getInt(start);
        if (type == SECTION && !beginSection(start)) {
            return Optional.of(new Problem(start, "a section of the capture has no byte order"));
        }
        int length = in.getInt(start + Integer.BYTES);
        if (length < AROUND || length > in.remaining() || length % Integer.BYTES != 0) {
            return Optional.of(new Problem(
                    start,
                    "a block of " + Integer.toUnsignedString(length) + " bytes, but " + in.remaining() + " are left"));
        }
        ByteBuffer content = in.slice(start + BEFORE, length - AROUND).order(in.order());
        in.position(start + length);
        return isRead(type, content)
                ? Optional.empty()
                : Optional.of(new Problem(start, "a block of the capture is shorter than its content requires"));
    }

    private boolean beginSection(int start) {
        interfaces.clear();
        if (in.remaining() < SECTION_SIZE) {
            return false;
        }
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            if (in.order(order).getInt(start + BEFORE) == BYTE_ORDER) {
                return true;
            }
        }
        return false;
    }

    private boolean isRead(int type, ByteBuffer content) {
        return switch (type) {
            case INTERFACE -> {
                boolean isWhole = content.remaining() >= 8;
                if (isWhole) {
                    interfaces.add(new Interface(Short.toUnsignedInt(content.getShort(0)), content.getInt(4)));
                }
                yield isWhole;
            }
            case FRAME -> content.remaining() >= 20 && frame(content.getInt(0), content, 20, content.getInt(12));
            case OLD_FRAME ->
                content.remaining() >= 20
                        && frame(Short.toUnsignedInt(content.getShort(0)), content, 20, content.getInt(12));
            case SIMPLE_FRAME -> content.remaining() >= 4 && frame(0, content, 4, lengthOfSimple(content));
            default -> true;
        };
    }

    /**
     * Returns the captured length of a simple frame. The block contains only the length on the network; the interface
     * and the size of the block limit the captured length.
     */
    private int lengthOfSimple(ByteBuffer content) {
        int snapLength = interfaces.isEmpty() ? 0 : interfaces.get(0).snapLength();
        int onNetwork = content.getInt(0);
        int most = content.remaining() - Integer.BYTES;
        int captured = Integer.compareUnsigned(onNetwork, most) < 0 ? onNetwork : most;
        return snapLength > 0 ? Math.min(captured, snapLength) : captured;
    }

    private boolean frame(int number, ByteBuffer content, int offset, int captured) {
        if (number < 0 || number >= interfaces.size() || captured < 0 || captured > content.remaining() - offset) {
            return false;
        }
        frames.add(new Frame(frames.size() + 1L, interfaces.get(number).linkType(), content.slice(offset, captured)));
        return true;
    }
}
