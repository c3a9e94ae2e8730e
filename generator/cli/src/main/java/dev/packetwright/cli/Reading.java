package dev.packetwright.cli;

import dev.packetwright.cli.capture.TcpStream;
import dev.packetwright.generator.codec.PacketStream;
import java.util.Optional;

/** The progress of decoding one direction of a connection. */
final class Reading {
    private final TcpStream stream;
    private final PacketStream packets;
    private final int number;
    private Optional<PacketLine> line = Optional.empty();
    private long frame;
    private boolean isAtEnd;

    /** @param number the number of the stream, which keeps the order of lines from the same frame stable */
    Reading(TcpStream stream, PacketStream packets, int number) {
        this.stream = stream;
        this.packets = packets;
        this.number = number;
    }

    /** Moves to the next line. Returns false if there is none. */
    boolean advance() {
        if (packets.hasNext()) {
            PacketStream.Found found = packets.next();
            frame = stream.frameOf(found.offset() + found.size() - 1);
            line = Optional.of(PacketLine.of(found, stream, frame));
            return true;
        }
        boolean hasMore = !isAtEnd && stream.gap().isPresent();
        frame = stream.frameOf(stream.bytes().length);
        line = stream.gap().filter(gap -> hasMore).map(gap -> PacketLine.gap(stream, gap, frame));
        isAtEnd = true;
        return hasMore;
    }

    /** Returns the current line. */
    Optional<PacketLine> line() {
        return line;
    }

    /** Returns the frame that completed the packet of the current line. */
    long frame() {
        return frame;
    }

    int number() {
        return number;
    }
}
