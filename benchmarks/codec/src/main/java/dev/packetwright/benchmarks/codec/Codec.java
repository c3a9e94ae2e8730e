package dev.packetwright.benchmarks.codec;

import org.openjdk.jmh.infra.Blackhole;

/** One message in the hands of one contestant, with its own object and a buffer that it uses again and again. */
interface Codec {
    /** Bytes in the buffer: more than any message takes. */
    int BUFFER_SIZE = 16 * 1024;

    /**
     * Encodes the contestant's object into its buffer.
     *
     * @return how many bytes it took
     */
    int encode();

    /**
     * Decodes what was encoded last and reads every member: of an object that it makes, or in place.
     *
     * @return {@link Plain.Message#sum} of the members
     */
    long decode(Blackhole out);

    /** Decodes what was encoded last, for the comparison with what went in. */
    Plain.Message decoded();
}
