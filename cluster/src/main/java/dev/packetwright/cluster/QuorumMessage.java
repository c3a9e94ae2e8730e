package dev.packetwright.cluster;

import org.apache.pekko.actor.typed.ActorRef;

/** The messages with which nodes confirm to each other that their rooms may write. */
sealed interface QuorumMessage {
    /** Asks another node whether it considers the sender alive. A node that does not sends no answer. */
    record Question(long round, ActorRef<QuorumMessage> from) implements QuorumMessage, WireMessage {
        @Override
        public void write(WireWriter out) {
            out.putLong(round).putRef(from);
        }

        static Question read(WireReader in) {
            return new Question(in.getLong(), in.getRef());
        }
    }

    /** A positive answer. */
    record Answer(long round, ActorRef<QuorumMessage> from) implements QuorumMessage, WireMessage {
        @Override
        public void write(WireWriter out) {
            out.putLong(round).putRef(from);
        }

        static Answer read(WireReader in) {
            return new Answer(in.getLong(), in.getRef());
        }
    }

    /** Starts the next round. Local. */
    record Round() implements QuorumMessage {}
}
