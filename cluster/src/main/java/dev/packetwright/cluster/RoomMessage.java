package dev.packetwright.cluster;

import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** The messages that a room receives. Those of gateways name the room, so they are routed without an envelope. */
sealed interface RoomMessage {
    /** A message of a gateway, which the shard region routes to the room. */
    sealed interface FromGateway extends RoomMessage, WireMessage {
        String room();

        /**
         * The link that the message belongs to. A link connects one gateway with one room. It begins when a first member
         * enters at the gateway and ends when the last one has left.
         */
        long link();
    }

    /**
     * Attaches a gateway to the room, and tells where each side's stream continues. The gateway sends it at first, when the
     * room has a new epoch, when the room does not know the gateway, and when events are missing.
     *
     * @param attempt counts attachments; a repetition has the number of the original
     * @param epoch the latest epoch of the room that the gateway knows, 0 if none
     * @param stream the stream of events that the gateway receives
     * @param acked the last event of this stream that the gateway has received
     * @param commandsAcked the last of the gateway's commands that the room is known to have received
     * @param members the gateway's members after this command
     */
    record Attach(
            String room,
            long link,
            ActorRef<GatewayMessage> gateway,
            long attempt,
            long epoch,
            long stream,
            long acked,
            long commandsAcked,
            List<Member> members)
            implements FromGateway {
        public Attach {
            members = List.copyOf(members);
        }

        @Override
        public void write(WireWriter out) {
            out.putText(room)
                    .putLong(link)
                    .putRef(gateway)
                    .putLong(attempt)
                    .putLong(epoch)
                    .putLong(stream);
            out.putLong(acked).putLong(commandsAcked).putList(members, Member::write);
        }

        static Attach read(WireReader in) {
            return new Attach(
                    in.getText(),
                    in.getLong(),
                    in.getRef(),
                    in.getLong(),
                    in.getLong(),
                    in.getLong(),
                    in.getLong(),
                    in.getLong(),
                    in.getList(Member::read));
        }
    }

    /** The kinds of {@link RoomCommand}: one for each method of a {@link dev.packetwright.rooms.RoomRef}. */
    enum CommandKind implements WireCode {
        ENTER('e'),
        LEAVE('l'),
        BROADCAST('b'),
        TELL('c');

        private final byte code;

        CommandKind(char code) {
            this.code = (byte) code;
        }

        @Override
        public byte code() {
            return code;
        }
    }

    /**
     * A command of a gateway, or of one of its members, to the room.
     *
     * @param number the position in the link's stream of commands, which starts at 1
     * @param member the member's key at the gateway; 0 for a broadcast
     * @param packet the packet to broadcast, or the packet for the logic
     */
    record RoomCommand(String room, long link, long number, CommandKind kind, long member, EncodedPacket packet)
            implements FromGateway {
        int size() {
            return packet.encodedSize() + OVERHEAD;
        }

        @Override
        public void write(WireWriter out) {
            out.putText(room).putLong(link).putLong(number).putCode(kind).putLong(member);
            out.putBytes(packet.toBytes());
        }

        static RoomCommand read(WireReader in) {
            return new RoomCommand(
                    in.getText(),
                    in.getLong(),
                    in.getLong(),
                    in.getCode(CommandKind.values()),
                    in.getLong(),
                    new EncodedPacket(in.getBytes()));
        }
    }

    /** The approximate size of a message without its packet, in bytes. */
    int OVERHEAD = 64;

    /**
     * Shows that a gateway is alive, and acknowledges events. Sent every second, and after many events.
     *
     * @param number the number of the gateway's last command
     * @param epoch the epoch of the events
     * @param stream the stream of the events
     * @param acked the last event of this stream that the gateway has received
     */
    record Heartbeat(
            String room, long link, ActorRef<GatewayMessage> gateway, long number, long epoch, long stream, long acked)
            implements FromGateway {
        @Override
        public void write(WireWriter out) {
            out.putText(room).putLong(link).putRef(gateway).putLong(number);
            out.putLong(epoch).putLong(stream).putLong(acked);
        }

        static Heartbeat read(WireReader in) {
            return new Heartbeat(
                    in.getText(), in.getLong(), in.getRef(), in.getLong(), in.getLong(), in.getLong(), in.getLong());
        }
    }

    /** Tells the room to save its state and to stop, because it moves or has no members. */
    record Stop() implements RoomMessage, WireMessage {
        @Override
        public void write(WireWriter out) {}

        static Stop read(WireReader in) {
            return new Stop();
        }
    }

    /** Runs the room's periodic work. Local. */
    record Tick() implements RoomMessage {}

    /** The stored state, or {@link RoomState#NONE}. Local. */
    record StateRestored(RoomState state) implements RoomMessage {}

    /** The result of saving the state. Local. */
    record StateSaved(boolean successfully) implements RoomMessage {}

    /**
     * A member of a room.
     *
     * @param key the member's identity at its gateway
     * @param number the member's number in the room; 0 if the gateway does not know it yet
     */
    record Member(long key, int number) {
        void write(WireWriter out) {
            out.putLong(key).putInt(number);
        }

        static Member read(WireReader in) {
            return new Member(in.getLong(), in.getInt());
        }
    }
}
