package dev.packetwright.runtime.session;

import dev.packetwright.runtime.loop.Registration;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.transport.PlainTransport;
import dev.packetwright.runtime.websocket.CloseCode;
import dev.packetwright.runtime.websocket.Frames;
import dev.packetwright.runtime.websocket.HandshakeRules;
import dev.packetwright.runtime.websocket.Messages;
import dev.packetwright.runtime.websocket.WebSocketException;
import dev.packetwright.runtime.websocket.WebSocketHandshake;
import dev.packetwright.runtime.websocket.WebSocketTransport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server that answers each message with the same message, as test suites for WebSocket want it. It is made of the
 * handshake, the frames and the connections of the runtime; only its messages are other ones, as they may be text.
 */
final class MessageEcho implements AutoCloseable {
    /** What the echo does with text that is not UTF-8. */
    enum InvalidText {
        REFUSED,
        /** A fault, on purpose. */
        ECHOED
    }

    private final ServerSocketChannel listening;
    private final Workers workers;
    private final InvalidText invalidText;

    private MessageEcho(InvalidText invalidText) throws IOException {
        this.invalidText = invalidText;
        listening = ServerSocketChannel.open().bind(Server.anyPort());
        workers = Workers.startServer("echo", 1, SessionOptions.forListener().withoutReceiveRates());
        var accepting = new Thread(this::accept, "accept");
        accepting.setDaemon(true);
        accepting.start();
    }

    static MessageEcho open(InvalidText invalidText) {
        try {
            return new MessageEcho(invalidText);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        try {
            return ((InetSocketAddress) listening.getLocalAddress()).getPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = listening.accept();
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                Worker worker = workers.first();
                worker.loop().execute(() -> begin(channel, worker));
            }
        } catch (ClosedChannelException closed) {
            // The test is over.
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void begin(SocketChannel channel, Worker worker) {
        try {
            channel.configureBlocking(false);
            Registration registration = worker.loop().register(channel, 0);
            var transport = new PlainTransport(channel);
            var rules =
                    new HandshakeRules("/", Optional.empty(), false, Optional.empty(), Duration.ofSeconds(30), false);
            var owner = new Owner(worker, registration, transport);
            WebSocketHandshake.start(worker.loop(), worker.workspace(), registration, transport, rules, owner);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        workers.close(Duration.ofSeconds(1));
    }

    private final class Owner implements WebSocketHandshake.Owner {
        private final Worker worker;
        private final Registration registration;
        private final PlainTransport transport;

        Owner(Worker worker, Registration registration, PlainTransport transport) {
            this.worker = worker;
            this.registration = registration;
            this.transport = transport;
        }

        @Override
        public void upgraded() {
            var messages = new EchoedMessages(invalidText);
            var framed = new WebSocketTransport(
                    transport,
                    worker.workspace(),
                    messages,
                    Duration.ZERO,
                    worker.loop().time());
            messages.transport = framed;
            var channel = (SocketChannel) registration.channel();
            try {
                Connection.start(worker, registration, framed, channel.getRemoteAddress(), new Ignoring(), ended -> {});
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void notRequested() {
            throw new AssertionError("the port is not shared");
        }

        @Override
        public void notUpgraded(IOException failure) {}

        @Override
        public void ended() {
            registration.close();
        }

        @Override
        public void lost() {
            registration.close();
        }

        @Override
        public void released() {}
    }

    /** The transport answers messages by itself. */
    private static final class Ignoring extends Session {
        @Override
        protected int onReceived(byte[] buffer, int offset, int length) {
            return length;
        }
    }

    private static final class EchoedMessages implements Messages {
        private static final int TEXT = 1;
        private static final int BINARY = 2;

        private final InvalidText invalidText;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        private final CharBuffer decoded = CharBuffer.allocate(1024);
        private ByteBuffer undecoded = ByteBuffer.allocate(0);
        private boolean isText;
        private @Nullable WebSocketTransport transport;

        EchoedMessages(InvalidText invalidText) {
            this.invalidText = invalidText;
        }

        @Override
        public int maxSize() {
            return 1 << 24;
        }

        @Override
        public void begin(boolean text) {
            isText = text;
        }

        @Override
        public void take(ByteBuffer bytes, int from, int to) throws WebSocketException {
            byte[] taken = new byte[to - from];
            bytes.get(from, taken);
            content.writeBytes(taken);
            check(ByteBuffer.wrap(taken), false);
        }

        @Override
        public void end() throws WebSocketException {
            check(ByteBuffer.allocate(0), true);
            Objects.requireNonNull(transport).append(Frames.of(isText ? TEXT : BINARY, content.toByteArray()));
            content.reset();
            decoder.reset();
        }

        private void check(ByteBuffer more, boolean isEnd) throws WebSocketException {
            if (!isText || invalidText == InvalidText.ECHOED) {
                return;
            }
            undecoded = ByteBuffer.allocate(undecoded.remaining() + more.remaining())
                    .put(undecoded)
                    .put(more)
                    .flip();
            while (decoder.decode(undecoded, decoded.clear(), isEnd).isOverflow()) {
                // Decode on.
            }
            if (decoder.decode(undecoded, decoded.clear(), isEnd).isError()) {
                throw new WebSocketException(CloseCode.INVALID_DATA, "a text is not UTF-8");
            }
        }
    }
}
