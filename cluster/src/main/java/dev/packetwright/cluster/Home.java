package dev.packetwright.cluster;

import dev.packetwright.rooms.RoomLogic;
import dev.packetwright.rooms.RoomStage;
import java.time.Duration;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/** What the rooms of a node have in common. */
record Home(
        Function<? super RoomStage, ? extends RoomLogic> logic,
        Quorum.Lease lease,
        Counters counters,
        ActorRef<DepartureMessage> departures,
        boolean keepsState,
        Duration stateInterval) {}
