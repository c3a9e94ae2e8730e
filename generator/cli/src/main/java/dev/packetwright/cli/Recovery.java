package dev.packetwright.cli;

import dev.packetwright.generator.codec.Decoder;
import dev.packetwright.generator.codec.PacketStream;

/** The reaction of {@code decode} to a malformed header, whose size does not show where the next packet begins. */
enum Recovery {
    /** Decode no further packet. */
    STOP {
        @Override
        PacketStream stream(Decoder decoder) {
            return PacketStream.strict(decoder);
        }
    },
    /** Skip bytes up to the next plausible packet. */
    SKIP {
        @Override
        PacketStream stream(Decoder decoder) {
            return PacketStream.tolerant(decoder);
        }
    };

    /** Returns a stream that begins with a packet. */
    abstract PacketStream stream(Decoder decoder);
}
