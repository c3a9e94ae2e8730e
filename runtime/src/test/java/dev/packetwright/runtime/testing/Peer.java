package dev.packetwright.runtime.testing;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The other side of a connection as a blocking socket, for tests that write exact or hostile bytes. */
public final class Peer implements AutoCloseable {
    /** A time limit that is so long that only a fault reaches it. */
    private static final int CAP_MILLIS = 30_000;

    private final Socket connection;
    private final Socket socket;

    private Peer(Socket connection, Socket socket) {
        this.connection = connection;
        this.socket = socket;
        run(() -> socket.setSoTimeout(CAP_MILLIS));
    }

    public static Peer connect(InetSocketAddress address) {
        return connect(address, 0);
    }

    /** Connects without TLS, even if the other side expects it. */
    public static Peer connectPlain(InetSocketAddress address) {
        var connection = new Socket();
        return new Peer(connection, connection).run(() -> {
            connection.setTcpNoDelay(true);
            connection.connect(address);
        });
    }

    /**
     * Connects, and writes these bytes before all others, in one piece with the first of the others. TLS begins after
     * them.
     */
    public static Peer connectThrough(InetSocketAddress address, byte[] proxyHeader) {
        var connection = new PrefixedSocket(proxyHeader);
        try {
            connection.setTcpNoDelay(true);
            connection.connect(address);
            return new Peer(connection, Wire.over(connection));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static final class PrefixedSocket extends Socket {
        private byte[] prefix;

        PrefixedSocket(byte[] prefix) {
            this.prefix = prefix;
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    out.write(ProxyHeaders.join(prefix, Arrays.copyOfRange(bytes, offset, offset + length)));
                    prefix = new byte[0];
                }
            };
        }
    }

    /** Starts TLS on this connection. */
    public Peer secure(SSLContext client) {
        try {
            return new Peer(connection, Wire.handshake(client, connection));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Requests a renegotiation under TLS 1.2, and updates the keys under TLS 1.3. */
    public Peer shakeHandsAgain() {
        return run(((SSLSocket) socket)::startHandshake);
    }

    /** The same connection below TLS. */
    public Peer belowTls() {
        return new Peer(connection, connection);
    }

    /** Connects with a receive buffer of about this many bytes, so that only few bytes fit between the two sides. */
    public static Peer connect(InetSocketAddress address, int receiveBuffer) {
        var connection = new Socket();
        try {
            if (receiveBuffer > 0) {
                connection.setReceiveBufferSize(receiveBuffer);
            }
            connection.setTcpNoDelay(true);
            connection.connect(address);
            return new Peer(connection, Wire.over(connection));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Peer write(byte[] bytes) {
        return run(() -> socket.getOutputStream().write(bytes));
    }

    public Peer write(Packet packet) {
        return write(packet.toBytes());
    }

    /** Writes the bytes. Returns false if the other side has ended the connection. */
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

    /** Reads this many bytes, or fewer if the other side ends its stream. */
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

    /** Reads all bytes until the other side ends its stream. */
    public byte[] readToEnd() {
        try {
            return socket.getInputStream().readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads until the stream ends in any way. Returns whether it ended in good order. */
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

    /** Ends this side's stream, unless the other side has ended the connection. */
    public Peer finishIfStillConnected() {
        try {
            socket.shutdownOutput();
        } catch (IOException ended) {
            // There is nothing left to end.
        }
        return this;
    }

    /** Closes the connection. */
    public Peer end() {
        return run(socket::close);
    }

    /** Resets the connection. */
    public void reset() {
        run(() -> {
            connection.setSoLinger(true, 0);
            connection.close();
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
