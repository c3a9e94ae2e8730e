package dev.packetwright.benchmarks.growth;

import com.sun.management.ThreadMXBean;
import dev.packetwright.benchmarks.growth.packets.S_Entities;
import dev.packetwright.benchmarks.growth.packets.S_Numbers;
import dev.packetwright.benchmarks.growth.packets.S_Text;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.packet.PacketWriter;
import dev.packetwright.runtime.packet.ScalarList;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The costs of encoding and decoding as a string or list grows, on one thread of this process. */
final class CodecGrowth {
    private static final int[] LENGTHS = {1, 4, 16, 64, 256, 1_024, 4_000};
    private static final int ROUNDS = 15;
    private static final long ROUND_NANOS = 20_000_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final byte[] buffer = new byte[Packet.MAX_SIZE];
    private final PacketWriter writer = new PacketWriter(buffer);
    private final PacketReader reader = new PacketReader(new S_Text("").toBytes());
    private long seen;

    List<Series> measure() {
        return Stream.of(
                        series("a string", CodecGrowth::text, S_Text::read),
                        series("a list of int", CodecGrowth::numbers, S_Numbers::read),
                        series("a list of structs", CodecGrowth::entities, S_Entities::read))
                .flatMap(List::stream)
                .toList();
    }

    /** The sum of all read values, which keeps the compiler from removing the reads. */
    long seen() {
        return seen;
    }

    private static Packet text(int length) {
        return new S_Text("한".repeat(length));
    }

    private static Packet numbers(int length) {
        return new S_Numbers(ScalarList.of(IntStream.range(0, length).toArray()));
    }

    private static Packet entities(int length) {
        return new S_Entities(IntStream.range(0, length)
                .mapToObj(i -> new S_Entities.Entity(i, i, i, i))
                .toList());
    }

    private List<Series> series(String what, IntFunction<Packet> packets, Function<PacketReader, Packet> read) {
        var encoding = new Series.Builder("encode " + what, "length", "ns");
        var decoding = new Series.Builder("decode " + what, "length", "ns");
        for (int pass = 0; pass < 2; pass++) { // the first pass warms up the compiler
            for (int length : LENGTHS) {
                Packet packet = packets.apply(length);
                Cost encode = cost(() -> encode(packet));
                int size = packet.encodedSize();
                Cost decode = cost(() -> decode(read, size));
                if (pass > 0) {
                    encoding.add(length, encode.nanos, encode.bytes);
                    decoding.add(length, decode.nanos, decode.bytes);
                }
            }
        }
        return List.of(encoding.build(), decoding.build());
    }

    private void encode(Packet packet) {
        writer.wrap(buffer, 0, buffer.length).writePacket(packet);
        seen += writer.position();
    }

    private void decode(Function<PacketReader, Packet> read, int size) {
        seen += read.apply(reader.wrap(buffer, 0, size)).packetId();
    }

    private record Cost(double nanos, double bytes) {}

    /** The cheapest of several rounds by the thread's CPU time. */
    private static Cost cost(Runnable task) {
        Cost best = new Cost(Double.MAX_VALUE, Double.MAX_VALUE);
        long times = 16;
        for (int round = 0; round < ROUNDS; round++) {
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long start = THREADS.getCurrentThreadCpuTime();
            for (long i = 0; i < times; i++) {
                task.run();
            }
            long nanos = THREADS.getCurrentThreadCpuTime() - start;
            double allocated = (double) (THREADS.getCurrentThreadAllocatedBytes() - bytes) / times;
            best = new Cost(Math.min(best.nanos, (double) nanos / times), Math.min(best.bytes, Math.floor(allocated)));
            times = Math.max(16, times * ROUND_NANOS / Math.max(1, nanos));
        }
        return best;
    }
}
