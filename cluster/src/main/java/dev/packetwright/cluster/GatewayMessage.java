package dev.packetwright.cluster;

import org.apache.pekko.actor.typed.ActorRef;

/** What a gateway is told by a room. */
sealed interface GatewayMessage {
    /** One that comes from a room. */
    sealed interface FromRoom extends GatewayMessage {
        String room();

        long link();

        /** Which of the room's lives: later ones have greater numbers. */
        long incarnation();
    }

    /** The room does not know the gateway, or messages are missing: greet. */
    record WhoIsThere(String room, long link, long incarnation) implements FromRoom {}

    /**
     * The answer to a greeting.
     *
     * @param stream the stream of messages that goes on or begins: greater for later ones
     * @param next the number of the next message of it
     * @param accepted confirms the gateway's entries up to that one
     */
    record Welcome(String room, long link, long incarnation, long stream, long next, long accepted)
            implements FromRoom {}

    /** What a {@link Spoken} is. */
    enum Kind {
        /** For all members at the gateway. */
        ALL('a'),
        /** For one of them. */
        ONE('o'),
        /** The member hears what comes after this. */
        ENTERED('e');

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
     * The room says something.
     *
     * @param number counts up by one at each message of a stream
     * @param accepted confirms the gateway's entries up to that one
     * @param member for whom it is, by its key at the gateway, if it is for one
     * @param memberNumber how the room calls that member
     */
    record Spoken(
            String room,
            long link,
            long incarnation,
            long stream,
            long number,
            long accepted,
            Kind kind,
            long member,
            int memberNumber,
            EncodedPacket packet)
            implements FromRoom {
        int size() {
            return packet.encodedSize() + RoomMessage.OVERHEAD;
        }
    }

    /**
     * The room ends here, and is to go on wherever it has its home next: greet it there.
     *
     * @param home hears when it does
     */
    record Moving(String room, long link, long incarnation, ActorRef<DepartureMessage> home) implements FromRoom {}

    /** Confirms entries, where nothing is said that could do it. */
    record Confirmed(String room, long link, long incarnation, long accepted) implements FromRoom {}

    /** It is time to send members what has been collected. Does not travel. */
    record Tick() implements GatewayMessage {}

    /** It is time to tell rooms that this gateway is there. Does not travel. */
    record Heartbeat() implements GatewayMessage {}
}
