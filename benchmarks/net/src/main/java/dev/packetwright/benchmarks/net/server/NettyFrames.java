package dev.packetwright.benchmarks.net.server;

import dev.packetwright.benchmarks.net.packets.C_Echo;
import dev.packetwright.benchmarks.net.packets.C_Join;
import dev.packetwright.benchmarks.net.packets.C_Say;
import dev.packetwright.benchmarks.net.packets.Payload;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.util.List;

/** Decodes packets directly from the received buffer, without a slice per frame. */
final class NettyFrames extends ByteToMessageDecoder {
    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < PacketBytes.HEADER_SIZE) {
            return;
        }
        if (in.readableBytes() >= sizeOfNext(in)) {
            out.add(next(in));
        }
    }

    private static int sizeOfNext(ByteBuf in) {
        int size = in.getUnsignedShortLE(in.readerIndex());
        if (size != PacketBytes.HEADER_SIZE && size != PacketBytes.PACKET_SIZE) {
            throw new CorruptedFrameException("a packet of " + size + " bytes");
        }
        return size;
    }

    /** Reads a packet that is complete. */
    static Object next(ByteBuf in) {
        sizeOfNext(in);
        in.skipBytes(Short.BYTES);
        return packet(in.readUnsignedShortLE(), in);
    }

    private static Object packet(int id, ByteBuf in) {
        return switch (id) {
            case PacketBytes.C_ECHO -> new C_Echo(payload(in));
            case PacketBytes.C_JOIN -> new C_Join();
            case PacketBytes.C_SAY -> new C_Say(payload(in));
            default -> throw new CorruptedFrameException("a packet of id " + id);
        };
    }

    private static Payload payload(ByteBuf in) {
        return new Payload(in.readLongLE(), in.readIntLE(), in.readFloatLE(), in.readFloatLE(), in.readFloatLE());
    }
}
