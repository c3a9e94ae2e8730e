package dev.packetwright.cli.capture;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The IP packets that arrive in fragments. They are not reassembled: the bytes of the first fragment are used, and the
 * last one shows how many bytes are missing.
 */
final class Fragments {
    private static final int MAX_PACKETS = 256;

    private final Map<Key, Packet> packets = new LinkedHashMap<>();
    private final List<CaptureEvent.Problem> problems = new ArrayList<>();

    private record Key(String from, String to, int identification) {}

    /** The known parts of a packet. */
    private record Packet(Optional<IpPayload> first, Optional<Integer> length) {
        Packet with(IpPayload part, IpPayload.Fragment fragment) {
            return new Packet(
                    fragment.offset() == 0 ? Optional.of(detached(part)) : first,
                    fragment.isLast() ? Optional.of(fragment.offset() + part.length()) : length);
        }

        private static IpPayload detached(IpPayload part) {
            ByteBuffer copy = ByteBuffer.allocate(part.bytes().remaining())
                    .put(part.bytes().duplicate())
                    .flip();
            return new IpPayload(part.from(), part.to(), copy, part.length(), part.fragment());
        }

        Optional<IpPayload> payload() {
            return first.flatMap(part -> length.filter(size -> size >= part.length())
                    .map(size -> new IpPayload(part.from(), part.to(), part.bytes(), size, Optional.empty())));
        }
    }

    /** Adds a payload. Returns it if it is whole, or the payload that it is the last known part of. */
    Optional<IpPayload> add(IpPayload payload) {
        if (payload.fragment().isEmpty()) {
            return Optional.of(payload);
        }
        IpPayload.Fragment fragment = payload.fragment().get();
        Key key = new Key(payload.from(), payload.to(), fragment.identification());
        Packet packet = packets.getOrDefault(key, new Packet(Optional.empty(), Optional.empty()))
                .with(payload, fragment);
        packets.put(key, packet);
        Optional<IpPayload> known = packet.payload();
        known.ifPresent(whole -> packets.remove(key));
        if (packets.size() > MAX_PACKETS) {
            giveUp(packets.keySet().iterator().next());
        }
        return known;
    }

    private void giveUp(Key key) {
        packets.remove(key);
        problems.add(new CaptureEvent.Problem(
                0,
                "the capture lacks a fragment of the IP packet " + Integer.toUnsignedString(key.identification())
                        + " from " + key.from() + " to " + key.to()));
    }

    /** Gives up the packets that are not known yet. */
    void end() {
        List.copyOf(packets.keySet()).forEach(this::giveUp);
    }

    /** Returns the problems that occurred since the last call. */
    List<CaptureEvent.Problem> takeProblems() {
        List<CaptureEvent.Problem> taken = List.copyOf(problems);
        problems.clear();
        return taken;
    }
}
