package dev.packetwright.cluster;

import java.util.List;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;

/** What a node is told about the rooms that have left it. */
sealed interface DepartureMessage {
    /** A room has left, and these links of its lead to gateways with members. Does not travel. */
    record Left(List<Long> links) implements DepartureMessage {}

    /** The gateway of that link is welcome in the room's new home. */
    record Settled(long link) implements DepartureMessage {}

    /** Says when all rooms that have left are settled. Does not travel. */
    record Await(ActorRef<Done> waiting) implements DepartureMessage {}

    /** Time has passed. Does not travel. */
    record Look() implements DepartureMessage {}
}
