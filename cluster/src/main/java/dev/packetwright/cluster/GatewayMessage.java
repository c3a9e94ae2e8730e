package dev.packetwright.cluster;

import org.apache.pekko.actor.typed.ActorRef;

/** The messages that a gateway receives. */
sealed interface GatewayMessage {
    /** A message of a room. */
    sealed interface FromRoom extends GatewayMessage, WireMessage {
        String room();

        /** The link that the message belongs to. */
        long link();

        /** The room's epoch. It grows each time the room starts, on the same node or on another one. */
        long epoch();
    }

    /** Asks the gateway to attach, because the room does not know it or because messages are missing. */
    record AttachRequest(String room, long link, long epoch) implements FromRoom {
        @Override
        public void write(WireWriter out) {
            out.putText(room).putLong(link).putLong(epoch);
        }

        static AttachRequest read(WireReader in) {
            return new AttachRequest(in.getText(), in.getLong(), in.getLong());
        }
    }

    /**
     * The answer to {@link RoomMessage.Attach}.
     *
     * @param stream the stream of events that continues or begins; later streams have greater numbers
     * @param next the number of the stream's next event
     * @param received the last of the gateway's commands that the room has received
     */
    record AttachAck(String room, long link, long epoch, long stream, long next, long received) implements FromRoom {
        @Override
        public void write(WireWriter out) {
            out.putText(room)
                    .putLong(link)
                    .putLong(epoch)
                    .putLong(stream)
                    .putLong(next)
                    .putLong(received);
        }

        static AttachAck read(WireReader in) {
            return new AttachAck(in.getText(), in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong());
        }
    }

    /** The kinds of {@link RoomEvent}. */
    enum EventKind implements WireCode {
        /** A packet for all members at the gateway. */
        BROADCAST('a'),
        /** A packet for one member. */
        SEND('o'),
        /** The member has entered and receives the events that follow. */
        ENTERED('e');

        private final byte code;

        EventKind(char code) {
            this.code = (byte) code;
        }

        @Override
        public byte code() {
            return code;
        }
    }

    /**
     * An event of the room for members at the gateway.
     *
     * @param number the position in the stream, which starts at 1
     * @param received the last of the gateway's commands that the room has received
     * @param member the key of the member that the event is for; 0 for all
     * @param memberNumber this member's number in the room; 0 for all
     */
    record RoomEvent(
            String room,
            long link,
            long epoch,
            long stream,
            long number,
            long received,
            EventKind kind,
            long member,
            int memberNumber,
            EncodedPacket packet)
            implements FromRoom {
        int size() {
            return packet.encodedSize() + RoomMessage.OVERHEAD;
        }

        @Override
        public void write(WireWriter out) {
            out.putText(room)
                    .putLong(link)
                    .putLong(epoch)
                    .putLong(stream)
                    .putLong(number)
                    .putLong(received);
            out.putCode(kind).putLong(member).putInt(memberNumber).putBytes(packet.toBytes());
        }

        static RoomEvent read(WireReader in) {
            return new RoomEvent(
                    in.getText(),
                    in.getLong(),
                    in.getLong(),
                    in.getLong(),
                    in.getLong(),
                    in.getLong(),
                    in.getCode(EventKind.values()),
                    in.getLong(),
                    in.getInt(),
                    new EncodedPacket(in.getBytes()));
        }
    }

    /**
     * Tells the gateway that the room stops on its node and moves: the gateway attaches at the room's next home.
     *
     * @param tracker the actor on the old home that waits until the gateway has attached
     */
    record Relocating(String room, long link, long epoch, ActorRef<HandoffMessage> tracker) implements FromRoom {
        @Override
        public void write(WireWriter out) {
            out.putText(room).putLong(link).putLong(epoch).putRef(tracker);
        }

        static Relocating read(WireReader in) {
            return new Relocating(in.getText(), in.getLong(), in.getLong(), in.getRef());
        }
    }

    /** Acknowledges commands when no event is due that could carry the acknowledgement. */
    record Ack(String room, long link, long epoch, long received) implements FromRoom {
        @Override
        public void write(WireWriter out) {
            out.putText(room).putLong(link).putLong(epoch).putLong(received);
        }

        static Ack read(WireReader in) {
            return new Ack(in.getText(), in.getLong(), in.getLong(), in.getLong());
        }
    }

    /** Sends members the packets that have been collected. Local. */
    record Flush() implements GatewayMessage {}

    /** Runs the periodic work of all links. Local. */
    record Tick() implements GatewayMessage {}
}
