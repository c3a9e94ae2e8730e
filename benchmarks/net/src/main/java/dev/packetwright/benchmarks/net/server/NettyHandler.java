package dev.packetwright.benchmarks.net.server;

import dev.packetwright.benchmarks.net.packets.C_Echo;
import dev.packetwright.benchmarks.net.packets.C_Join;
import dev.packetwright.benchmarks.net.packets.C_Say;
import dev.packetwright.benchmarks.net.packets.Payload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Sends packets back to the sender or to the room. */
final class NettyHandler extends ChannelInboundHandlerAdapter {
    private final NettyRoom room;
    private final Flushing flushing;

    NettyHandler(NettyRoom room, Flushing flushing) {
        this.room = room;
        this.flushing = flushing;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof C_Echo echo) {
            flushing.write(context, packet(context.alloc(), PacketBytes.S_ECHO, echo.payload()));
        } else if (message instanceof C_Say say) {
            room.broadcast(packet(context.alloc(), PacketBytes.S_SAID, say.payload()));
        } else if (message instanceof C_Join) {
            room.enter(context.channel());
            flushing.write(context, header(context.alloc(), PacketBytes.HEADER_SIZE, PacketBytes.S_JOINED));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (flushing == Flushing.PER_TURN) {
            context.flush();
        }
    }

    private static ByteBuf packet(ByteBufAllocator buffers, int id, Payload payload) {
        return header(buffers, PacketBytes.PACKET_SIZE, id)
                .writeLongLE(payload.sent())
                .writeIntLE(payload.sender())
                .writeFloatLE(payload.x())
                .writeFloatLE(payload.y())
                .writeFloatLE(payload.z());
    }

    private static ByteBuf header(ByteBufAllocator buffers, int size, int id) {
        return buffers.ioBuffer(size, size).writeShortLE(size).writeShortLE(id);
    }
}
