package dev.packetwright.benchmarks.net.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOutboundInvoker;

/** The flush policy of a Netty server. */
enum Flushing {
    /** Flushes each packet at once. */
    EACH,
    /** Flushes each connection once, after the loop has read everything available. */
    PER_TURN;

    /**
     * Writes a packet, and flushes it if the policy requires this. A failure goes to the pipeline, which closes the
     * connection.
     */
    void write(ChannelOutboundInvoker to, ByteBuf packet) {
        var failing = to.voidPromise();
        var unused = this == EACH ? to.writeAndFlush(packet, failing) : to.write(packet, failing);
    }
}
