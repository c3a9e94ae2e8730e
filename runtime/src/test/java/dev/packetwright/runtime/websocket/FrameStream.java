package dev.packetwright.runtime.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A stream of frames that is read in pieces, and what came out of it. */
final class FrameStream implements FrameReader.Control, Messages {
    private final FrameReader reader = new FrameReader(this, this);
    private final List<String> events = new ArrayList<>();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private boolean violated;

    private FrameStream() {}

    /** Reads a stream in pieces of this size. */
    static FrameStream of(byte[] stream, int piece) {
        var read = new FrameStream();
        ByteBuffer in = ByteBuffer.allocate(Math.max(1, piece));
        for (int at = 0; at < stream.length && !read.violated; at += piece) {
            in.clear().put(stream, at, Math.min(piece, stream.length - at)).flip();
            read.read(in);
        }
        return read;
    }

    private void read(ByteBuffer in) {
        try {
            reader.read(in);
        } catch (WebSocketException violation) {
            violated = true;
            events.add(content.size() + ": " + violation.closeCode() + " " + violation.getMessage());
        }
        in.flip();
        byte[] passed = new byte[in.remaining()];
        in.get(passed);
        if (!Arrays.equals(passed, shown.toByteArray())) {
            throw new AssertionError("what is passed on is not what was shown");
        }
        shown.reset();
    }

    List<String> events() {
        List<String> all = new ArrayList<>(events);
        all.add(Arrays.hashCode(content.toByteArray()) + " in " + content.size() + " bytes");
        return all;
    }

    byte[] content() {
        return content.toByteArray();
    }

    boolean isViolated() {
        return violated;
    }

    @Override
    public int maxSize() {
        return BinaryMessages.MAX_SIZE;
    }

    @Override
    public void begin(boolean isText) throws WebSocketException {
        BinaryMessages.refuseText(isText);
        events.add(content.size() + ": begin");
    }

    @Override
    public void take(ByteBuffer bytes, int from, int to) {
        byte[] taken = new byte[to - from];
        bytes.get(from, taken);
        content.writeBytes(taken);
        shown.writeBytes(taken);
    }

    @Override
    public void end() {
        events.add(content.size() + ": end");
    }

    @Override
    public void pinged(byte[] bytes) {
        events.add(content.size() + ": ping " + Arrays.toString(bytes));
    }

    @Override
    public void ponged() {
        events.add(content.size() + ": pong");
    }

    @Override
    public void closed(int code) {
        events.add(content.size() + ": close " + code);
    }
}
