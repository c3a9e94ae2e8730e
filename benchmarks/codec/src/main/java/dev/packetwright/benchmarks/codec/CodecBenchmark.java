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

/** One contestant with one message, in a virtual machine of its own. */
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

    /** Encodes once to provide bytes to decode. */
    @Setup
    public void prepare() {
        codec = Contestant.labelled(contestant).codec(Sample.labelled(message).message());
        codec.encode();
    }

    /** Encodes the contestant's object into its buffer. */
    @Benchmark
    public int encode() {
        return codec.encode();
    }

    /** Decodes the buffer and reads every member. */
    @Benchmark
    public long decode(Blackhole out) {
        return codec.decode(out);
    }
}
