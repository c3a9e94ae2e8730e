package dev.packetwright.cluster;

import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** What a room is told. Those that travel name the room, so that they find it without an envelope. */
sealed interface RoomMessage {
    /** One that comes from a gateway, through the shard region. */
    sealed interface FromGateway extends RoomMessage {
        String room();

        /** Which gateway's: one stay of one gateway in the room, from its first member to its last one. */
        long link();
    }

    /**
     * A gateway greets the room, and says how far each of them is. Sent at first, when the room is another one than before
     * or does not know the gateway, and when messages are missing.
     *
     * @param attempt counts up by one when there is a new cause to greet; the same when it is only sent again
     * @param incarnation the newest incarnation of the room that the gateway has heard of, 0 for none
     * @param stream the stream of its messages that it has heard
     * @param heard the last message of that stream that it has heard
     * @param confirmed the last message of its own that it knows to be confirmed
     * @param members its members as they were at that message
     */
    record Greeting(
            String room,
            long link,
            ActorRef<GatewayMessage> gateway,
            long attempt,
            long incarnation,
            long stream,
            long heard,
            long confirmed,
            List<Member> members)
            implements FromGateway {
        public Greeting {
            members = List.copyOf(members);
        }
    }

    /** What an {@link Entry} is about. */
    enum Kind {
        ENTER('e'),
        LEAVE('l'),
        BROADCAST('b'),
        COMMAND('c');

        private final byte code;

        Kind(char code) {
            this.code = (byte) code;
        }

        /** How it travels. */
        byte code() {
            return code;
        }
    }

    /**
     * Something happens at a gateway.
     *
     * @param number counts up by one at each entry of a link
     * @param member which member enters, leaves or has a command, by its key at the gateway
     * @param packet the packet to broadcast, or the command
     */
    record Entry(String room, long link, long number, Kind kind, long member, EncodedPacket packet)
            implements FromGateway {
        int size() {
            return packet.encodedSize() + OVERHEAD;
        }
    }

    /** About what a message takes beside its packet. */
    int OVERHEAD = 64;

    /**
     * A gateway is there: sent each second, and when much has been heard.
     *
     * @param number of its last entry
     * @param stream which of the incarnation's streams it hears
     * @param heard confirms that stream's messages up to that one
     */
    record Pulse(
            String room,
            long link,
            ActorRef<GatewayMessage> gateway,
            long number,
            long incarnation,
            long stream,
            long heard)
            implements FromGateway {}

    /** The room is to keep its state and end: it moves, or nobody is in it. */
    record Stop() implements RoomMessage {}

    /** Time has passed. Does not travel. */
    record Beat() implements RoomMessage {}

    /** The state that has been kept, if any. Does not travel. */
    record Restored(RoomState state) implements RoomMessage {}

    /** The state has been kept, or not. Does not travel. */
    record Kept(boolean successfully) implements RoomMessage {}

    /**
     * A member of a room.
     *
     * @param key how its gateway calls it
     * @param number how the room calls it; 0 if the gateway does not know yet
     */
    record Member(long key, int number) {}
}
