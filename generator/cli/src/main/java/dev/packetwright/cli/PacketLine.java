package dev.packetwright.cli;

import dev.packetwright.cli.capture.CaptureEvent;
import dev.packetwright.cli.capture.Moment;
import dev.packetwright.cli.capture.TcpStream;
import dev.packetwright.generator.codec.Decoded;
import dev.packetwright.generator.codec.PacketStream;
import dev.packetwright.generator.json.Json;
import dev.packetwright.generator.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The line of output about one packet or error.
 *
 * @param isPacket whether the line shows a packet, not an error
 * @param json the content of the line
 */
record PacketLine(boolean isPacket, Json.Obj json) {
    /** Returns the line for bytes that were given directly. */
    static PacketLine of(PacketStream.Found found) {
        return of(found, Map.of());
    }

    /** Returns the line for bytes of a capture, including the connection, the frame and the time. */
    static PacketLine of(PacketStream.Found found, TcpStream stream, Moment at) {
        return of(found, origin(stream, at));
    }

    private static PacketLine of(PacketStream.Found found, Map<String, Json> origin) {
        return found instanceof PacketStream.Packet packet
                ? ofPacket(packet, origin)
                : skipped((PacketStream.Skipped) found, origin);
    }

    private static PacketLine ofPacket(PacketStream.Packet found, Map<String, Json> origin) {
        Map<String, Json> line = new LinkedHashMap<>();
        if (found.decoded() instanceof Decoded.Packet packet) {
            line.put("packet", new Json.Text(packet.type().name().pdl()));
            line.put("id", number(packet.type().id()));
            line.put("offset", number(found.offset()));
            line.putAll(origin);
            line.put("members", JsonWriter.write(packet.type().body(), packet.members()));
            if (packet.surplus() > 0) {
                line.put("surplus", number(packet.surplus()));
            }
            return new PacketLine(true, new Json.Obj(line));
        }
        Decoded.Malformed malformed = (Decoded.Malformed) found.decoded();
        line.put("error", new Json.Text(malformed.problem()));
        line.put("offset", number(found.offset() + malformed.offset()));
        line.put("packet", new Json.Text(malformed.packet()));
        line.put("member", new Json.Text(malformed.member()));
        line.put("packetOffset", number(found.offset()));
        line.putAll(origin);
        return new PacketLine(false, new Json.Obj(line));
    }

    private static PacketLine skipped(PacketStream.Skipped found, Map<String, Json> origin) {
        return bytesWithoutPackets(
                "skipped " + bytes(found.size()) + " without a whole packet", found.offset(), found.size(), origin);
    }

    /** Returns the line for bytes that are missing in a capture. */
    static PacketLine gap(CaptureEvent.Gap gap, long offset) {
        return bytesWithoutPackets(
                "the capture lacks " + bytes(gap.missing()), offset, gap.missing(), origin(gap.stream(), gap.at()));
    }

    /** Returns the line for bytes from before the beginning of a stream. */
    static PacketLine early(CaptureEvent.Early early) {
        return bytesWithoutPackets(
                "ignored " + bytes(early.size()) + " from before the beginning of the stream, which came too late",
                0,
                early.size(),
                origin(early.stream(), early.at()));
    }

    private static PacketLine bytesWithoutPackets(String problem, long offset, long size, Map<String, Json> origin) {
        Map<String, Json> line = new LinkedHashMap<>();
        line.put("error", new Json.Text(problem));
        line.put("offset", number(offset));
        line.put("bytes", number(size));
        line.putAll(origin);
        return new PacketLine(false, new Json.Obj(line));
    }

    /** Returns the line for input that is not a packet. */
    static PacketLine error(String problem, long offset) {
        Map<String, Json> line = new LinkedHashMap<>();
        line.put("error", new Json.Text(problem));
        line.put("offset", number(offset));
        return new PacketLine(false, new Json.Obj(line));
    }

    private static String bytes(long number) {
        return number + (number == 1 ? " byte" : " bytes");
    }

    private static Map<String, Json> origin(TcpStream stream, Moment at) {
        Map<String, Json> origin = new LinkedHashMap<>();
        stream.way().ifPresent(way -> origin.put("direction", new Json.Text(way.label())));
        origin.put("flow", new Json.Text(stream.flow().toString()));
        origin.put("frame", number(at.frame()));
        at.time().ifPresent(time -> origin.put("time", new Json.Text(time.toString())));
        return origin;
    }

    private static Json number(long number) {
        return new Json.Num(String.valueOf(number));
    }
}
