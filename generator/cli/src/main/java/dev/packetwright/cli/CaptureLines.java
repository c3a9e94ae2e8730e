package dev.packetwright.cli;

import dev.packetwright.cli.capture.CaptureEvent;
import dev.packetwright.cli.capture.Moment;
import dev.packetwright.cli.capture.TcpStream;
import dev.packetwright.generator.codec.Decoder;
import dev.packetwright.generator.codec.PacketStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Decodes the packets of a capture, across all connections, in the order in which they are completed. */
final class CaptureLines implements Consumer<CaptureEvent> {
    private static final long MAX_PENDING_BYTES = 1L << 27;

    private final Decoder decoder;
    private final Recovery recovery;
    private final Consumer<PacketLine> lines;
    private final Map<TcpStream, PacketStream> streams = new HashMap<>();
    private long pending;

    CaptureLines(Decoder decoder, Recovery recovery, Consumer<PacketLine> lines) {
        this.decoder = decoder;
        this.recovery = recovery;
        this.lines = lines;
    }

    @Override
    public void accept(CaptureEvent event) {
        if (event instanceof CaptureEvent.Data data) {
            PacketStream packets = packets(data.stream());
            pending -= packets.pending();
            packets.add(data.bytes());
            print(packets, data.stream(), data.at());
            pending += packets.pending();
            limitPending(packets, data.stream(), data.at());
        } else if (event instanceof CaptureEvent.Gap gap) {
            PacketStream packets = packets(gap.stream());
            finish(packets, gap.stream(), gap.at());
            lines.accept(PacketLine.gap(gap, packets.endOffset()));
            packets.resume(gap.missing());
        } else if (event instanceof CaptureEvent.Early early) {
            lines.accept(PacketLine.early(early));
        } else if (event instanceof CaptureEvent.End end) {
            Optional.ofNullable(streams.remove(end.stream()))
                    .ifPresent(packets -> finish(packets, end.stream(), end.at()));
        } else if (event instanceof CaptureEvent.Problem problem) {
            lines.accept(PacketLine.error(problem.text(), problem.offset()));
        }
    }

    private PacketStream packets(TcpStream wanted) {
        return streams.computeIfAbsent(
                wanted,
                stream -> stream.start() == TcpStream.Start.CONNECTION
                        ? recovery.stream(decoder)
                        : PacketStream.searching(decoder));
    }

    private void print(PacketStream packets, TcpStream stream, Moment at) {
        for (Optional<PacketStream.Found> found = packets.next(); found.isPresent(); found = packets.next()) {
            lines.accept(PacketLine.of(found.get(), stream, at));
        }
    }

    /** Prints all that there is before a gap or the end. */
    private void finish(PacketStream packets, TcpStream stream, Moment at) {
        pending -= packets.pending();
        packets.cut();
        print(packets, stream, at);
    }

    /** Gives up an incomplete packet if too many streams have one. */
    private void limitPending(PacketStream packets, TcpStream stream, Moment at) {
        if (pending > MAX_PENDING_BYTES) {
            finish(packets, stream, at);
            packets.resume(0);
        }
    }
}
