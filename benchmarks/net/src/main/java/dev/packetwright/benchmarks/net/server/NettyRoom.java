package dev.packetwright.benchmarks.net.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;

/**
 * The members of the room. Only one loop calls it, so a plain list is enough. It is cheaper than a {@code
 * ChannelGroup}.
 */
final class NettyRoom {
    private final Flushing flushing;
    private final List<Channel> members = new ArrayList<>();
    private boolean willFlush;

    NettyRoom(Flushing flushing) {
        this.flushing = flushing;
    }

    void enter(Channel channel) {
        members.add(channel);
        channel.closeFuture().addListener(closed -> members.remove(channel));
    }

    void broadcast(ByteBuf packet) {
        for (Channel member : members) {
            flushing.write(member, packet.retainedDuplicate());
        }
        packet.release();
        if (flushing == Flushing.PER_TURN && !willFlush && !members.isEmpty()) {
            willFlush = true;
            members.get(0).eventLoop().execute(this::flush); // runs after the loop has read all connections
        }
    }

    private void flush() {
        willFlush = false;
        members.forEach(Channel::flush);
    }
}
