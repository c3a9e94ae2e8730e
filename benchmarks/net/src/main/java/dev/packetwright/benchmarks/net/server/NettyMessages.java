package dev.packetwright.benchmarks.net.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;

/** Decodes the packets of a binary message in place, and makes each packet a message. */
final class NettyMessages extends ChannelDuplexHandler {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var frame = (BinaryWebSocketFrame) message;
        try {
            while (frame.content().isReadable()) {
                context.fireChannelRead(NettyFrames.next(frame.content()));
            }
        } finally {
            frame.release();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        var unused = context.write(new BinaryWebSocketFrame((ByteBuf) message), promise);
    }
}
