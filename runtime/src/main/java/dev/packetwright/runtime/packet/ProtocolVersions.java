package dev.packetwright.runtime.packet;

import java.util.Arrays;
import java.util.function.ToIntFunction;

/**
 * The versions of a protocol whose peers one side serves, and the version that added each packet. Generated code has
 * them in {@code Protocol.VERSIONS}. Immutable.
 */
public final class ProtocolVersions {
    private static final int FIRST = 1;

    private final int current;
    private final int oldest;

    /** The ids of the packets that came after version 1, ascending. */
    private final int[] laterIds;

    /** The version of each later packet, in the order of the ids. */
    private final int[] versionsOfLaterIds;

    private ProtocolVersions(int current, int oldest, int[] laterIds, int[] versionsOfLaterIds) {
        this.current = current;
        this.oldest = oldest;
        this.laterIds = laterIds;
        this.versionsOfLaterIds = versionsOfLaterIds;
    }

    /**
     * Makes the versions of a protocol.
     *
     * @param current this side's version, from 1
     * @param oldest the oldest version whose peers this side serves, 1 to {@code current}
     * @param packets the packets of the protocol
     * @param id the id of a packet on the wire
     * @param since the version that added a packet, at most {@code current}
     * @throws IllegalArgumentException if a version is out of its range
     */
    public static <P> ProtocolVersions of(
            int current, int oldest, P[] packets, ToIntFunction<P> id, ToIntFunction<P> since) {
        if (oldest < FIRST || oldest > current) {
            throw new IllegalArgumentException("the oldest version must be 1 to " + current + ", and is " + oldest);
        }
        P[] later = Arrays.stream(packets)
                .filter(packet -> since.applyAsInt(packet) > FIRST)
                .sorted((one, other) -> Integer.compare(id.applyAsInt(one), id.applyAsInt(other)))
                .toArray(size -> Arrays.copyOf(packets, size));
        return new ProtocolVersions(
                current,
                oldest,
                Arrays.stream(later).mapToInt(id).toArray(),
                Arrays.stream(later).mapToInt(since).toArray());
    }

    /** This side's version, from 1. */
    public int current() {
        return current;
    }

    /** The oldest version whose peers this side serves, 1 to {@link #current()}. */
    public int oldest() {
        return oldest;
    }

    /** The version that added the packet with this id; 1 for an id that the protocol does not have. */
    public int since(int packetId) {
        int at = Arrays.binarySearch(laterIds, packetId);
        return at < 0 ? FIRST : versionsOfLaterIds[at];
    }
}
