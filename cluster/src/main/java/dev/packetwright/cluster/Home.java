package dev.packetwright.cluster;

import dev.packetwright.rooms.RoomLogic;
import dev.packetwright.rooms.RoomStage;
import java.time.Duration;
import java.util.function.Function;

/** What the rooms of a node have in common. */
record Home(
        Function<? super RoomStage, ? extends RoomLogic> logic,
        Quorum.Lease lease,
        Counters counters,
        boolean keepsState,
        Duration stateInterval) {}
