package dev.packetwright.cluster;

import dev.packetwright.cluster.GatewayMessage.Spoken;
import dev.packetwright.cluster.RoomMessage.Member;
import dev.packetwright.runtime.packet.Bytes;
import java.util.List;

/**
 * What of a room is kept when it moves.
 *
 * @param incarnation whose state this is, 0 if there is none
 * @param lastNumber the last number that a member has been given
 * @param links how far the room was with each gateway
 * @param logic the logic's own state
 */
record RoomState(long incarnation, int lastNumber, List<LinkState> links, Bytes logic) {
    static final RoomState NONE = new RoomState(0, 0, List.of(), Bytes.EMPTY);

    RoomState {
        links = List.copyOf(links);
    }

    /**
     * A gateway's link.
     *
     * @param gateway its reference, as text
     * @param accepted the last of its entries that has been accepted
     * @param away whether it has been silent for so long that its members have left
     * @param members its members at that entry
     * @param unconfirmed what has been said to the gateway last and it has not confirmed, where the room moves in good
     *     order
     */
    record LinkState(
            long link, String gateway, long accepted, boolean away, List<Member> members, List<Spoken> unconfirmed) {
        LinkState {
            members = List.copyOf(members);
            unconfirmed = List.copyOf(unconfirmed);
        }
    }
}
