package dev.packetwright.runtime.proxy;

import dev.packetwright.runtime.loop.EventLoop;
import dev.packetwright.runtime.loop.LoopHandler;
import dev.packetwright.runtime.loop.LoopTimer;
import dev.packetwright.runtime.loop.Registration;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Receives the header at the beginning of a connection from a proxy, and not one byte more: what follows belongs to the
 * session, or to TLS. It holds at most twice the received bytes, and ends at the first byte that fits no header.
 */
public final class ProxyHeaderReader implements LoopHandler {
    /** Receives the result, one call for each reader, on the loop's thread. */
    public interface Owner {
        /**
         * The header is complete. The owner sets the next handler of the registration.
         *
         * @param client empty if the address of the proxy is to be used
         */
        void identified(Optional<InetSocketAddress> client);

        /** The header is malformed, too long, incomplete or late. The owner closes the channel. */
        void unidentified(IOException failure);

        /** This side closes before the header is complete. The owner closes the channel. */
        void closed();

        /** The connection ended before its first byte, as those of simple health checks do. The owner closes it. */
        void ended();
    }

    private final Registration registration;
    private final SocketChannel channel;
    private final Duration timeout;
    private final Owner owner;
    private final LoopTimer timer;
    private byte[] bytes = new byte[ProxyHeader.FIXED_SIZE];
    private int length;

    private ProxyHeaderReader(EventLoop loop, Registration registration, Duration timeout, Owner owner) {
        this.registration = registration;
        this.channel = (SocketChannel) registration.channel();
        this.timeout = timeout;
        this.owner = owner;
        this.timer = loop.runAfter(timeout, this::timeOut);
    }

    /** Starts to read on a connected channel. The header may be there already. */
    public static void start(EventLoop loop, Registration registration, Duration timeout, Owner owner) {
        var reader = new ProxyHeaderReader(loop, registration, timeout, owner);
        registration.handleBy(reader);
        registration.set(SelectionKey.OP_READ);
        reader.ready();
    }

    /** Whether these bytes begin like a header, for a connection that must not have one. */
    public static boolean isHeader(byte[] bytes, int offset, int length) {
        return ProxyHeader.isSigned(bytes, offset, length);
    }

    @Override
    public void ready() {
        try {
            if (receive()) {
                conclude(ProxyHeader.clientOf(bytes));
            }
        } catch (IOException failure) {
            timer.cancel();
            if (length == 0) {
                owner.ended();
            } else {
                owner.unidentified(failure);
            }
        }
    }

    /** Reads as much as is there. Returns whether the header is complete. */
    private boolean receive() throws IOException {
        for (int size = ProxyHeader.sizeOf(bytes, length); length < size; size = ProxyHeader.sizeOf(bytes, length)) {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(size, 2 * length));
            }
            int count = channel.read(ByteBuffer.wrap(bytes, length, bytes.length - length));
            if (count < 0) {
                throw new ProtocolException("the stream ended after " + length + " bytes of the header");
            }
            if (count == 0) {
                return false;
            }
            length += count;
        }
        return true;
    }

    private void conclude(Optional<InetSocketAddress> client) {
        timer.cancel();
        registration.set(0);
        owner.identified(client);
    }

    private void timeOut() {
        owner.unidentified(new SocketTimeoutException(
                "the header was not complete after " + timeout + ", but had " + length + " bytes"));
    }

    @Override
    public void close() {
        timer.cancel();
        owner.closed();
    }

    @Override
    public void abort() {
        close();
    }
}
