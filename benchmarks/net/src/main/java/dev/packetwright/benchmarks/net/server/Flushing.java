package dev.packetwright.benchmarks.net.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOutboundInvoker;

/** When a Netty server flushes what it has written. */
enum Flushing {
    /** Each packet at once. */
    EACH,
    /** Each connection once, when the loop has read all that there was to read. */
    PER_TURN;

    /** Writes, and flushes if it is time; a failure is told to the pipeline, which closes the connection. */
    void write(ChannelOutboundInvoker to, ByteBuf packet) {
        var failing = to.voidPromise();
        var unused = this == EACH ? to.writeAndFlush(packet, failing) : to.write(packet, failing);
    }
}
