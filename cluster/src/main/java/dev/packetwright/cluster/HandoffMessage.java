package dev.packetwright.cluster;

import java.util.List;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;

/** The messages that a node's {@link HandoffTracker} receives. */
sealed interface HandoffMessage {
    /** A room has left this node. The links connect it with gateways that have members. Local. */
    record RoomLeft(List<Long> links) implements HandoffMessage {
        public RoomLeft {
            links = List.copyOf(links);
        }
    }

    /** The gateway of a link has attached at the room's new home. */
    record HandoffDone(long link) implements HandoffMessage, WireMessage {
        @Override
        public void write(WireWriter out) {
            out.putLong(link);
        }

        static HandoffDone read(WireReader in) {
            return new HandoffDone(in.getLong());
        }
    }

    /** Asks for an answer when all handoffs are done. Local. */
    record Await(ActorRef<Done> waiting) implements HandoffMessage {}

    /** Forgets handoffs that take too long. Local. */
    record Tick() implements HandoffMessage {}
}
