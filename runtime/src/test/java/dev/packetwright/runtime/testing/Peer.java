package dev.packetwright.runtime.testing;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/** The other side of a connection as a plain blocking socket, for exact and for hostile bytes. */
public final class Peer implements AutoCloseable {
    /** So generous that only a fault reaches it. */
    private static final int CAP_MILLIS = 30_000;

    private final Socket socket;

    public Peer(Socket socket) {
        this.socket = socket;
        run(() -> socket.setSoTimeout(CAP_MILLIS));
    }

    public static Peer connect(InetSocketAddress address) {
        return connect(address, 0);
    }

    /** Connects with a receive buffer of about that many bytes, so that little fits between the two sides. */
    public static Peer connect(InetSocketAddress address, int receiveBuffer) {
        var socket = new Socket();
        return new Peer(socket).run(() -> {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.connect(address);
        });
    }

    public Peer write(byte[] bytes) {
        return run(() -> socket.getOutputStream().write(bytes));
    }

    public Peer write(Packet packet) {
        return write(packet.toBytes());
    }

    /** Writes, unless the other side has ended the connection by then. Returns whether it could. */
    public boolean writeIfStillConnected(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return true;
        } catch (IOException ended) {
            return false;
        }
    }

    public byte[] read(int count) {
        try {
            byte[] bytes = socket.getInputStream().readNBytes(count);
            if (bytes.length < count) {
                throw new AssertionError("the stream ended after " + bytes.length + " of " + count + " bytes");
            }
            return bytes;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As many bytes as come, fewer if the other side ends its stream. */
    public byte[] readUpTo(int count) {
        try {
            return socket.getInputStream().readNBytes(count);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Message readMessage() {
        byte[] size = read(2);
        int length = Byte.toUnsignedInt(size[0]) | Byte.toUnsignedInt(size[1]) << 8;
        byte[] packet = Arrays.copyOf(size, length);
        System.arraycopy(read(length - 2), 0, packet, 2, length - 2);
        return Message.read(new PacketReader(packet));
    }

    /** All that still comes until the other side ends its stream. */
    public byte[] readToEnd() {
        try {
            return socket.getInputStream().readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads until the stream ends, in whatever way. Returns whether it ended in good order. */
    public boolean endsInGoodOrder() {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException neither) {
            throw new AssertionError("the other side does not end the connection", neither);
        } catch (IOException reset) {
            return false;
        }
    }

    /** Ends this side's stream. */
    public Peer finish() {
        return run(socket::shutdownOutput);
    }

    /** Closes the connection. */
    public Peer end() {
        return run(socket::close);
    }

    /** Resets the connection. */
    public void reset() {
        run(() -> {
            socket.setSoLinger(true, 0);
            socket.close();
        });
    }

    @Override
    public void close() {
        end();
    }

    private Peer run(Action action) {
        try {
            action.run();
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private interface Action {
        void run() throws IOException;
    }
}
