package dev.packetwright.benchmarks.codec;

import org.openjdk.jmh.infra.Blackhole;

/** One contestant's codec for one message: its own object and a buffer that it reuses. */
interface Codec {
    /** The size of the buffer in bytes, larger than any message. */
    int BUFFER_SIZE = 16 * 1024;

    /**
     * Encodes the contestant's object into its buffer.
     *
     * @return the number of bytes
     */
    int encode();

    /**
     * Decodes the last encoded message and reads every member, from an object or in place.
     *
     * @return {@link Plain.Message#sum} of the members
     */
    long decode(Blackhole out);

    /** Decodes the last encoded message to a plain object, to compare it with the original. */
    Plain.Message decoded();
}
