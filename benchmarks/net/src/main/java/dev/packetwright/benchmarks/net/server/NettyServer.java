package dev.packetwright.benchmarks.net.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
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
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Netty as its guides advise: one loop per core, pooled buffers, no blocking, broadcasts encoded once. */
final class NettyServer {
    private static final int BACKLOG = 1_024;

    private NettyServer() {}

    static int onNio(Flushing flushing) {
        return start(NioIoHandler.newFactory(), NioServerSocketChannel.class, flushing);
    }

    static int onEpoll(Flushing flushing) {
        return start(EpollIoHandler.newFactory(), EpollServerSocketChannel.class, flushing);
    }

    private static int start(IoHandlerFactory transport, Class<? extends ServerChannel> type, Flushing flushing) {
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
                        channel.pipeline().addLast(new NettyFrames(), new NettyHandler(room, flushing));
                    }
                });
        Channel server = bootstrap
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
        return ((InetSocketAddress) server.localAddress()).getPort();
    }
}
