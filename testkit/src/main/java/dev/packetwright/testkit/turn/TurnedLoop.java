package dev.packetwright.testkit.turn;

import dev.packetwright.runtime.host.HostedLoop;
import dev.packetwright.testkit.channel.MemorySelector;
import dev.packetwright.testkit.world.World;

/** An event loop that is turned by hand. */
final class TurnedLoop implements Actor {
    private final World world;
    private final HostedLoop loop;
    private boolean turning;
    private boolean ended;

    TurnedLoop(World world, HostedLoop loop) {
        this.world = world;
        this.loop = loop;
    }

    @Override
    public boolean isReady() {
        return !turning && (loop.nanosToWait() == 0 || ((MemorySelector) loop.selector()).hasReady());
    }

    @Override
    public long nextTime() {
        if (turning) {
            return World.NEVER;
        }
        long wait = loop.nanosToWait();
        return wait > World.NEVER - world.now() ? World.NEVER : world.now() + wait;
    }

    @Override
    public boolean turn() {
        turning = true;
        try {
            ended = !loop.turnOnce();
        } finally {
            turning = false;
        }
        return !ended;
    }

    boolean hasEnded() {
        return ended;
    }

    void stopNow() {
        loop.stopNow();
    }
}
