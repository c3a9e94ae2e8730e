package dev.packetwright.cli.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the TCP traffic of a capture, pcap or pcapng, while the capture arrives. Accepts any bytes: everything that can
 * be read becomes an event, and the rest a problem. The memory in use does not depend on the size of the capture.
 */
public final class Capture {
    private static final int MAX_LINK_TYPES = 64;

    private final CaptureInput in;
    private final Consumer<CaptureEvent> events;
    private final Connections connections;
    private final Fragments fragments = new Fragments();
    private final Set<Integer> unknownLinkTypes = new HashSet<>();

    private Capture(InputStream in, OptionalInt port, Consumer<CaptureEvent> events) {
        this.in = new CaptureInput(in);
        this.events = events;
        this.connections = new Connections(port, events);
    }

    /** Returns whether a file is a capture, judging by its first four bytes. */
    public static boolean isCapture(byte[] beginning) {
        if (beginning.length < Integer.BYTES) {
            return false;
        }
        int magic = ByteBuffer.wrap(beginning).getInt();
        return magic == Pcapng.SECTION || PcapFormat.of(magic).isPresent();
    }

    /**
     * Reads a capture to its end.
     *
     * @param in a capture, judging by its first four bytes
     * @param port the port of the server whose connections are read; if empty, all connections are
     * @param events receives the events
     * @throws IOException if the bytes cannot be read
     */
    public static void read(InputStream in, OptionalInt port, Consumer<CaptureEvent> events) throws IOException {
        new Capture(in, port, events).read();
    }

    private void read() throws IOException {
        Optional<CaptureEvent.Problem> problem = Optional.empty();
        try {
            FrameReader frames = reader();
            for (Optional<Frame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                add(frame.get());
            }
        } catch (DamagedCaptureException damaged) {
            problem = Optional.of(damaged.problem());
        }
        connections.end();
        fragments.end();
        fragments.takeProblems().forEach(events);
        problem.ifPresent(events);
    }

    private FrameReader reader() throws IOException, DamagedCaptureException {
        ByteBuffer magic = in.read(Integer.BYTES);
        if (magic.remaining() < Integer.BYTES) {
            throw new DamagedCaptureException(0, "the header of the capture is cut off");
        }
        if (magic.getInt(0) == Pcapng.SECTION) {
            return new Pcapng(in);
        }
        return new Pcap(
                in,
                PcapFormat.of(magic.getInt(0))
                        .orElseThrow(() -> new DamagedCaptureException(0, "the bytes are not a capture")));
    }

    private void add(Frame frame) {
        if (!Links.isKnown(frame.linkType())) {
            report(frame.linkType());
            return;
        }
        Links.ip(frame)
                .flatMap(IpPayload::of)
                .flatMap(fragments::add)
                .flatMap(payload -> Segment.of(payload, frame.at()))
                .ifPresent(connections::add);
        fragments.takeProblems().forEach(events);
    }

    private void report(int linkType) {
        if (unknownLinkTypes.size() < MAX_LINK_TYPES && unknownLinkTypes.add(linkType)) {
            events.accept(new CaptureEvent.Problem(
                    0, "frames of the link type " + Integer.toUnsignedString(linkType) + " are not supported"));
        }
    }
}
