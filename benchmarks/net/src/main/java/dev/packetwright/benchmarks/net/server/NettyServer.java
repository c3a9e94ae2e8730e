package dev.packetwright.benchmarks.net.server;

import dev.packetwright.benchmarks.net.load.Wire;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Netty as its guides advise: one loop per core, pooled buffers, no blocking, broadcasts encoded once. */
final class NettyServer {
    private static final int BACKLOG = 1_024;
    private static final int MAX_REQUEST = 8_192;

    private NettyServer() {}

    static int onNio(Flushing flushing, Wire wire) {
        return start(NioIoHandler.newFactory(), NioServerSocketChannel.class, flushing, wire);
    }

    static int onEpoll(Flushing flushing, Wire wire) {
        return start(EpollIoHandler.newFactory(), EpollServerSocketChannel.class, flushing, wire);
    }

    private static int start(
            IoHandlerFactory transport, Class<? extends ServerChannel> type, Flushing flushing, Wire wire) {
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, transport);
        var room = new NettyRoom(flushing);
        var bootstrap = new ServerBootstrap()
                .group(loop)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(decoders(wire)).addLast(new NettyHandler(room, flushing));
                    }
                });
        Channel server = bootstrap
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    private static ChannelHandler[] decoders(Wire wire) {
        return switch (wire) {
            case TCP -> new ChannelHandler[] {new NettyFrames()};
            case WEB_SOCKET ->
                new ChannelHandler[] {
                    new HttpServerCodec(),
                    new HttpObjectAggregator(MAX_REQUEST),
                    new WebSocketServerProtocolHandler("/"),
                    new NettyMessages()
                };
        };
    }
}
