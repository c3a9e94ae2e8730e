package dev.packetwright.generator.compiled.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.packet.MalformedPacketException;
import java.util.Arrays;
import java.util.HexFormat;

/** Passes damaged packets to a decoder and checks that it refuses them as documented. */
public final class HostileBytes {
    /** The bytes that may be allocated for each byte of a packet: enough for a few objects and references. */
    private static final int ALLOCATION_PER_BYTE = 64;

    private static final int ALLOCATION_AT_LEAST = 4 * 1024;
    private static final int ALL_VALUES_UP_TO = 60;

    private final CompiledProtocol.Decoder decoder;

    public HostileBytes(CompiledProtocol.Decoder decoder) {
        this.decoder = decoder;
    }

    /** Tries every prefix of the packet, with the size in the header unchanged and adjusted. */
    public void tryPrefixes(byte[] packet) {
        for (int length = 0; length < packet.length; length++) {
            byte[] prefix = Arrays.copyOf(packet, length);
            assertThat(reads(prefix)).isFalse();
            if (length >= 2) {
                reads(withSize(prefix));
            }
        }
    }

    /** Tries other values for every byte. For long packets, it tries only some of the values. */
    public void tryChanges(byte[] packet) {
        int step = packet.length <= ALL_VALUES_UP_TO ? 1 : 51;
        for (int i = 0; i < packet.length; i++) {
            for (int difference = 1; difference < 256; difference += step) {
                byte[] changed = packet.clone();
                changed[i] ^= (byte) difference;
                reads(changed);
            }
        }
    }

    /**
     * Returns whether the bytes are a packet. If not, the only exception allowed is {@code MalformedPacketException},
     * and it must name a place.
     */
    public boolean reads(byte[] bytes) {
        try {
            decoder.decode(bytes);
            return true;
        } catch (MalformedPacketException malformed) {
            assertThat(malformed.packet()).as(() -> hex(bytes)).isNotEmpty();
            assertThat(malformed.offset()).as(() -> hex(bytes)).isBetween(0, bytes.length);
            return false;
        } catch (RuntimeException | Error other) {
            throw new AssertionError("reading " + hex(bytes), other);
        }
    }

    public void assertFrugal(byte[] bytes) {
        assertThat(Allocation.of(() -> reads(bytes)))
                .as(() -> "bytes allocated for " + hex(bytes))
                .isLessThanOrEqualTo((long) ALLOCATION_PER_BYTE * bytes.length + ALLOCATION_AT_LEAST);
    }

    /** Returns the bytes with their size in the header. */
    public static byte[] withSize(byte[] bytes) {
        byte[] patched = bytes.clone();
        patched[0] = (byte) bytes.length;
        patched[1] = (byte) (bytes.length >> 8);
        return patched;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 500));
    }
}
