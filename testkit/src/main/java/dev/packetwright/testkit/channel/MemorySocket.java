package dev.packetwright.testkit.channel;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ConnectionPendingException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.NoConnectionPendingException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One end of a connection in memory, as a channel that never blocks. */
final class MemorySocket extends SocketChannel implements ReadyChannel {
    private final MemoryChannels channels;
    private final SocketOptions options = new SocketOptions();
    private Link.@Nullable End end;
    private @Nullable InetSocketAddress target;
    private boolean connected;
    private boolean refused;
    private boolean inputShut;
    private boolean outputShut;

    MemorySocket(MemoryChannels channels) {
        super(channels);
        this.channels = channels;
    }

    /** Makes the end of an established connection. */
    MemorySocket(MemoryChannels channels, Link.End end) {
        this(channels);
        this.end = end;
        this.connected = true;
    }

    @Override
    public int readyOperations() {
        Link.End current = end;
        if (!connected) {
            return refused || current != null ? SelectionKey.OP_CONNECT : 0;
        }
        if (current == null) {
            return 0;
        }
        int readable = inputShut || current.in().isReadable() ? SelectionKey.OP_READ : 0;
        return readable | (current.out().isWritable() ? SelectionKey.OP_WRITE : 0);
    }

    // ---- connecting

    @Override
    public boolean connect(SocketAddress remote) throws IOException {
        requireOpen();
        requireNonBlocking();
        if (connected) {
            throw new AlreadyConnectedException();
        }
        if (target != null) {
            throw new ConnectionPendingException();
        }
        if (!(remote instanceof InetSocketAddress address)) {
            throw new UnsupportedAddressTypeException();
        }
        target = address;
        channels.connect(this, address);
        return false;
    }

    /** There is a connection, which the server may not have accepted yet. */
    void established(Link.End newEnd) {
        end = newEnd;
    }

    /** Nobody listens at the address. */
    void refused() {
        refused = true;
    }

    @Override
    public boolean finishConnect() throws IOException {
        requireOpen();
        if (connected) {
            return true;
        }
        if (target == null) {
            throw new NoConnectionPendingException();
        }
        if (refused) {
            close();
            throw new ConnectException("Connection refused");
        }
        connected = end != null;
        return connected;
    }

    @Override
    public boolean isConnected() {
        return connected;
    }

    @Override
    public boolean isConnectionPending() {
        return target != null && !connected;
    }

    @Override
    public @Nullable SocketAddress getRemoteAddress() throws IOException {
        requireOpen();
        return connected && end != null ? end.remote() : null;
    }

    @Override
    public @Nullable SocketAddress getLocalAddress() throws IOException {
        requireOpen();
        return end == null ? null : end.local();
    }

    // ---- bytes

    @Override
    public int read(ByteBuffer to) throws IOException {
        Link.End current = requireConnected();
        return inputShut ? -1 : current.in().read(to);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        Link.End current = requireConnected();
        if (outputShut) {
            throw new ClosedChannelException();
        }
        return current.out().write(from);
    }

    @Override
    public long read(ByteBuffer[] to, int offset, int length) throws IOException {
        long total = 0;
        for (int i = offset; i < offset + length; i++) {
            int count = read(to[i]);
            if (count < 0) {
                return total == 0 ? -1 : total;
            }
            total += count;
            if (to[i].hasRemaining()) {
                break;
            }
        }
        return total;
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        long total = 0;
        for (int i = offset; i < offset + length; i++) {
            total += write(from[i]);
            if (from[i].hasRemaining()) {
                break;
            }
        }
        return total;
    }

    @Override
    public SocketChannel shutdownInput() throws IOException {
        requireConnected();
        inputShut = true;
        return this;
    }

    @Override
    public SocketChannel shutdownOutput() throws IOException {
        Link.End current = requireConnected();
        outputShut = true;
        current.out().finish();
        return this;
    }

    private Link.End requireConnected() throws IOException {
        requireOpen();
        requireNonBlocking();
        Link.End current = end;
        if (!connected || current == null) {
            throw new NotYetConnectedException();
        }
        return current;
    }

    private void requireOpen() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    private void requireNonBlocking() {
        if (isBlocking()) {
            throw new IllegalBlockingModeException();
        }
    }

    // ---- options and the end

    @Override
    public SocketChannel bind(@Nullable SocketAddress local) {
        throw new UnsupportedOperationException("a client in memory gets its address from its network");
    }

    @Override
    public <T> SocketChannel setOption(SocketOption<T> option, T value) throws IOException {
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
    public Socket socket() {
        throw new UnsupportedOperationException("a channel in memory has no socket");
    }

    @Override
    protected void implCloseSelectableChannel() {
        Link.End current = end;
        if (current == null) {
            channels.giveUp(this);
            return;
        }
        if (options.resetsOnClose()) {
            current.reset();
        } else {
            current.close();
        }
        channels.closed(current);
    }

    @Override
    protected void implConfigureBlocking(boolean block) {}
}
