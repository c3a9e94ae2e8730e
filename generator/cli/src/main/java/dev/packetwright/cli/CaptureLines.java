package dev.packetwright.cli;

import dev.packetwright.cli.capture.Capture;
import dev.packetwright.cli.capture.TcpStream;
import dev.packetwright.generator.codec.Decoder;
import dev.packetwright.generator.codec.PacketStream;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Decodes the packets of a capture in the order of the capture, across all connections. */
final class CaptureLines {
    private final Decoder decoder;
    private final OptionalInt port;

    /** @param port the port of the server whose connections are decoded; if empty, all connections are */
    CaptureLines(Decoder decoder, OptionalInt port) {
        this.decoder = decoder;
        this.port = port;
    }

    void decode(Capture capture, Consumer<PacketLine> lines) {
        PriorityQueue<Reading> readings =
                new PriorityQueue<>(Comparator.comparingLong(Reading::frame).thenComparingInt(Reading::number));
        int number = 0;
        for (TcpStream stream : capture.streams()) {
            if (port.isEmpty() || stream.flow().hasPort(port.getAsInt())) {
                Reading reading = new Reading(stream, new PacketStream(decoder, stream.bytes()), number++);
                reading.advance();
                readings.add(reading);
            }
        }
        while (!readings.isEmpty()) {
            Reading earliest = readings.remove();
            earliest.line().ifPresent(lines);
            if (earliest.advance()) {
                readings.add(earliest);
            }
        }
        capture.problems().forEach(problem -> lines.accept(PacketLine.error(problem.text(), problem.offset())));
    }
}
