package dev.packetwright.cluster;

import org.apache.pekko.actor.typed.ActorRef;

/** What nodes ask each other so that their rooms may write. */
sealed interface QuorumMessage {
    /** Do you count me among the living? Who does not, does not answer. */
    record Question(long round, ActorRef<QuorumMessage> from) implements QuorumMessage {}

    /** Yes. */
    record Answer(long round, ActorRef<QuorumMessage> from) implements QuorumMessage {}

    /** It is time for the next round. Does not travel. */
    record Round() implements QuorumMessage {}
}
