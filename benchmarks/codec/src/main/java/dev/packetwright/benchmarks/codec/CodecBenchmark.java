package dev.packetwright.benchmarks.codec;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** One contestant, one message, in a virtual machine of their own. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class CodecBenchmark {
    /** A {@link Contestant}'s label. */
    @Param("packetwright")
    public String contestant;

    /** A {@link Sample}'s label. */
    @Param("chat-ascii")
    public String message;

    private Codec codec;

    /** Encodes once, so that there is something to decode. */
    @Setup
    public void prepare() {
        codec = Contestant.labelled(contestant).codec(Sample.labelled(message).message());
        codec.encode();
    }

    /** From the contestant's object into its buffer. */
    @Benchmark
    public int encode() {
        return codec.encode();
    }

    /** From the buffer to an object, or in place; every member is read. */
    @Benchmark
    public long decode(Blackhole out) {
        return codec.decode(out);
    }
}
