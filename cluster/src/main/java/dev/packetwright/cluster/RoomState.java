package dev.packetwright.cluster;

import dev.packetwright.cluster.GatewayMessage.RoomEvent;
import dev.packetwright.cluster.RoomMessage.Member;
import dev.packetwright.runtime.packet.Bytes;
import java.util.List;

/**
 * The stored state of a room, with which it continues after a move.
 *
 * @param epoch the epoch that the state was stored in, 0 if there is no state
 * @param lastNumber the last number that a member was given
 * @param links the state of the link to each gateway
 * @param logic the state of the logic
 */
record RoomState(long epoch, int lastNumber, List<LinkState> links, Bytes logic) implements WireMessage {
    static final RoomState NONE = new RoomState(0, 0, List.of(), Bytes.EMPTY);

    RoomState {
        links = List.copyOf(links);
    }

    @Override
    public void write(WireWriter out) {
        out.putLong(epoch).putInt(lastNumber).putList(links, LinkState::write).putBytes(logic.toArray());
    }

    static RoomState read(WireReader in) {
        return new RoomState(in.getLong(), in.getInt(), in.getList(LinkState::read), Bytes.of(in.getBytes()));
    }

    /**
     * The state of the link to a gateway.
     *
     * @param gateway the gateway's address as text
     * @param received the last of the gateway's commands that the room has received
     * @param away whether the gateway has been silent for so long that its members have left
     * @param members the gateway's members after this command
     * @param unacked the last events, which the gateway has not acknowledged; stored only when the room moves in good order
     */
    record LinkState(
            long link, String gateway, long received, boolean away, List<Member> members, List<RoomEvent> unacked) {
        LinkState {
            members = List.copyOf(members);
            unacked = List.copyOf(unacked);
        }

        private void write(WireWriter out) {
            out.putLong(link).putText(gateway).putLong(received).putBoolean(away);
            out.putList(members, Member::write).putList(unacked, RoomEvent::write);
        }

        private static LinkState read(WireReader in) {
            return new LinkState(
                    in.getLong(),
                    in.getText(),
                    in.getLong(),
                    in.getBoolean(),
                    in.getList(Member::read),
                    in.getList(RoomEvent::read));
        }
    }
}
