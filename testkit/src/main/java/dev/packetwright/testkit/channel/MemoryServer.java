package dev.packetwright.testkit.channel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.NotYetBoundException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A port in memory, as a channel that never blocks. Connections beyond the backlog wait until it has room. */
final class MemoryServer extends ServerSocketChannel implements ReadyChannel {
    private static final int DEFAULT_BACKLOG = 50;

    private final MemoryChannels channels;
    private final SocketOptions options = new SocketOptions();
    private final Queue<Link> backlog = new ArrayDeque<>();
    private final Queue<MemorySocket> outside = new ArrayDeque<>();
    private @Nullable InetSocketAddress local;
    private int room;

    MemoryServer(MemoryChannels channels) {
        super(channels);
        this.channels = channels;
    }

    @Override
    public ServerSocketChannel bind(@Nullable SocketAddress wanted, int connections) throws IOException {
        requireOpen();
        if (local != null) {
            throw new AlreadyBoundException();
        }
        if (!(wanted instanceof InetSocketAddress address)) {
            throw new UnsupportedAddressTypeException();
        }
        room = connections > 0 ? connections : DEFAULT_BACKLOG;
        local = channels.bind(this, address);
        return this;
    }

    /** A client connects: at once if the backlog has room, otherwise later. */
    void connect(MemorySocket client) {
        outside.add(client);
        fillBacklog();
    }

    void giveUp(MemorySocket client) {
        outside.remove(client);
    }

    private void fillBacklog() {
        InetSocketAddress address = local;
        while (address != null && backlog.size() < room && !outside.isEmpty()) {
            Link link = channels.newLink(address);
            backlog.add(link);
            outside.remove().established(link.clientEnd());
        }
    }

    @Override
    public @Nullable SocketChannel accept() throws IOException {
        requireOpen();
        if (local == null) {
            throw new NotYetBoundException();
        }
        if (isBlocking()) {
            throw new IllegalBlockingModeException();
        }
        Link next = backlog.poll();
        if (next == null) {
            return null;
        }
        fillBacklog();
        return new MemorySocket(channels, next.serverEnd());
    }

    @Override
    public int readyOperations() {
        return backlog.isEmpty() ? 0 : SelectionKey.OP_ACCEPT;
    }

    private void requireOpen() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public @Nullable SocketAddress getLocalAddress() throws IOException {
        requireOpen();
        return local;
    }

    @Override
    public <T> ServerSocketChannel setOption(SocketOption<T> option, T value) throws IOException {
        requireOpen();
        options.set(option, value);
        return this;
    }

    @Override
    public <T> @Nullable T getOption(SocketOption<T> option) throws IOException {
        requireOpen();
        return options.get(option);
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return SocketOptions.SUPPORTED;
    }

    @Override
    public ServerSocket socket() {
        throw new UnsupportedOperationException("a channel in memory has no socket");
    }

    /** Connections that have not been accepted are reset; those outside of the backlog are refused. */
    @Override
    protected void implCloseSelectableChannel() {
        channels.unbind(this);
        backlog.forEach(this::reset);
        backlog.clear();
        outside.forEach(MemorySocket::refused);
        outside.clear();
    }

    private void reset(Link link) {
        Link.End end = link.serverEnd();
        end.reset();
        channels.closed(end);
    }

    @Override
    protected void implConfigureBlocking(boolean block) {}
}
