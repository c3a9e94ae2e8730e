package dev.packetwright.cluster;

import dev.packetwright.rooms.RoomContext;
import dev.packetwright.rooms.RoomLogic;
import java.time.Duration;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The parts of a node that all of its rooms share.
 *
 * @param logic creates the logic of a room
 * @param lease tells whether rooms may write
 * @param handoff the node's {@link HandoffTracker}
 * @param keepsState whether rooms store their state
 * @param stateInterval the time between two saves of a room's state
 */
record NodeContext(
        Function<? super RoomContext, ? extends RoomLogic> logic,
        Quorum.Lease lease,
        Counters counters,
        ActorRef<HandoffMessage> handoff,
        boolean keepsState,
        Duration stateInterval) {}
