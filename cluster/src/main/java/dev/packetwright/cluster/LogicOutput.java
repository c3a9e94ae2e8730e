package dev.packetwright.cluster;

import dev.packetwright.rooms.RoomContext;
import dev.packetwright.runtime.packet.Packet;
import java.util.ArrayList;
import java.util.List;

/** Collects the packets that a logic sends in one call, until the room takes them. */
final class LogicOutput implements RoomContext {
    private static final int ALL = 0;

    private final String room;
    private List<Output> outputs = new ArrayList<>();

    /**
     * A packet that the logic has sent.
     *
     * @param member the number of the member that the packet is for; 0 for all
     */
    record Output(int member, EncodedPacket packet) {
        boolean isBroadcast() {
            return member == ALL;
        }
    }

    LogicOutput(String room) {
        this.room = room;
    }

    /** Removes and returns the packets, in the order of the calls. */
    List<Output> take() {
        if (outputs.isEmpty()) {
            return List.of();
        }
        List<Output> taken = outputs;
        outputs = new ArrayList<>();
        return taken;
    }

    @Override
    public String name() {
        return room;
    }

    @Override
    public void broadcast(Packet packet) {
        outputs.add(new Output(ALL, EncodedPacket.of(packet)));
    }

    @Override
    public void send(int member, Packet packet) {
        EncodedPacket encoded = EncodedPacket.of(packet);
        if (member != ALL) {
            outputs.add(new Output(member, encoded));
        }
    }
}
