package dev.packetwright.cli;

import dev.packetwright.cli.capture.TcpStream;
import dev.packetwright.generator.codec.PacketStream;
import java.util.Optional;

/** How far one direction of a connection has been read. */
final class Reading {
    private final TcpStream stream;
    private final PacketStream packets;
    private final int number;
    private Optional<PacketLine> line = Optional.empty();
    private long frame;
    private boolean isAtEnd;

    /**
     * @param number of the stream among all, so that the order of what came at once is always the same
     */
    Reading(TcpStream stream, PacketStream packets, int number) {
        this.stream = stream;
        this.packets = packets;
        this.number = number;
    }

    /** Goes on to the next line; false if there is none. */
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

    /** The line that it stands at. */
    Optional<PacketLine> line() {
        return line;
    }

    /** The frame with which what the line tells of was complete. */
    long frame() {
        return frame;
    }

    int number() {
        return number;
    }
}
