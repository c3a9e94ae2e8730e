package dev.packetwright.runtime.session;

import dev.packetwright.runtime.packet.MalformedPacketException;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * The socket under a session: receives for it, writes what it sends, and ends it.
 *
 * <p>Any thread may append to the queue and decide on an {@link Ending}; both are then seen to in the connection's
 * {@link #turn}, on the loop's thread and outside of every callback. That is why callbacks never nest, and why nothing
 * else needs a lock.
 */
final class Connection implements Endpoint {
    private static final Logger LOG = System.getLogger(Connection.class.getName());
    private static final int MAX_WRITES_PER_TURN = 16;
    private static final int RESET_ON_CLOSE = 0;

    /** The loop's list of connections that wait for their turn; the loop and {@link #scheduled} guard it. */
    @Nullable
    Connection nextScheduled;

    private final EventLoop loop;
    private final SelectionKey key;
    private final SocketChannel channel;
    private final Transport transport;
    private final SocketAddress localAddress;
    private final SocketAddress remoteAddress;
    private final SessionOptions options;
    private final Session session;
    private final SendQueue queue;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();

    // Only the loop's thread uses these.
    private final PartialInput partial = new PartialInput();
    private @Nullable LoopTimer closeTimer;
    private boolean outputEnded;
    private boolean ended;

    private Connection(EventLoop loop, SelectionKey key, Transport transport, SessionOptions options, Session session)
            throws IOException {
        this.loop = loop;
        this.key = key;
        this.channel = (SocketChannel) key.channel();
        this.transport = transport;
        this.localAddress = channel.getLocalAddress();
        this.remoteAddress = channel.getRemoteAddress();
        this.options = options;
        this.session = session;
        this.queue = new SendQueue(loop.chunks(), options.sendQueueLimit());
    }

    /**
     * Puts a session on a connected channel that is registered with the loop, and starts it. If that throws, the
     * session has not begun and the caller releases the key.
     */
    static Connection start(
            EventLoop loop, SelectionKey key, Transport transport, SessionOptions options, Session session)
            throws IOException {
        var connection = new Connection(loop, key, transport, options, session);
        connection.channel.setOption(StandardSocketOptions.TCP_NODELAY, options.tcpNoDelay());
        connection.channel.setOption(StandardSocketOptions.SO_KEEPALIVE, options.keepAlive());
        session.bind(connection);
        key.attach(connection);
        connection.call(session::onConnected);
        key.interestOps(SelectionKey.OP_READ);
        return connection;
    }

    // ---- for any thread

    SocketAddress localAddress() {
        return localAddress;
    }

    SocketAddress remoteAddress() {
        return remoteAddress;
    }

    Optional<SSLSession> tlsSession() {
        return transport.tlsSession();
    }

    SessionOptions options() {
        return options;
    }

    EventLoop loop() {
        return loop;
    }

    boolean isOpen() {
        return ending.get() == null;
    }

    /** What a callback threw, if that ended the session or is about to. */
    Optional<Throwable> handlerFailure() {
        Ending decided = ending.get();
        return decided != null && decided.reason() == DisconnectReason.HANDLER_FAILED
                ? Optional.ofNullable(decided.cause())
                : Optional.empty();
    }

    boolean send(Packet packet) {
        int size = packet.encodedSize();
        boolean accepted = isOpen() && admitted(queue.append(packet, size));
        loop.wake();
        return accepted;
    }

    boolean send(byte[] bytes) {
        byte[] unshared = bytes.length > SendQueue.COPY_LIMIT ? bytes.clone() : bytes;
        boolean accepted = enqueue(unshared);
        loop.wake();
        return accepted;
    }

    /** Appends bytes that nobody changes any more, and leaves it to the caller to wake the loop. */
    boolean enqueue(byte[] bytes) {
        return isOpen() && admitted(queue.append(bytes));
    }

    private boolean admitted(SendQueue.Admission admission) {
        switch (admission) {
            case ACCEPTED -> schedule();
            case FULL ->
                decide(Ending.abrupt(
                        DisconnectReason.SEND_QUEUE_FULL, "more than " + options.sendQueueLimit() + " bytes"));
            case CLOSED -> {}
        }
        return admission == SendQueue.Admission.ACCEPTED;
    }

    @Override
    public void close() {
        end(Ending.gentle(DisconnectReason.CLOSED_LOCALLY, ""));
    }

    @Override
    public void abort() {
        end(Ending.abrupt(DisconnectReason.ABORTED_LOCALLY, ""));
    }

    private void end(Ending wish) {
        decide(wish);
        loop.wake();
    }

    private void decide(Ending wish) {
        ending.accumulateAndGet(wish, Connection::stronger);
        schedule();
    }

    private static Ending stronger(@Nullable Ending before, Ending wish) {
        return before == null || (before.isGentle() && !wish.isGentle()) ? wish : before;
    }

    private void schedule() {
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            loop.schedule(this);
        }
    }

    // ---- for the loop's thread

    PacketReader reader() {
        return loop.reader();
    }

    @Override
    public void ready() {
        try {
            if (key.isReadable()) {
                receive();
            }
            if (key.isWritable()) {
                key.interestOpsAnd(~SelectionKey.OP_WRITE);
                schedule();
            }
        } catch (IOException failure) {
            lose(failure);
        }
    }

    /** Writes what is queued and carries out an ending, for as much as can be done now. */
    void turn() {
        scheduled.set(false); // first, so that whatever comes from here on schedules the next turn
        if (ended) {
            return;
        }
        try {
            Ending decided = ending.get();
            if (decided == null) {
                flush();
            } else if (decided.isGentle()) {
                closeGently();
            } else {
                finish();
            }
        } catch (IOException failure) {
            lose(failure);
        }
    }

    private void receive() throws IOException {
        ByteBuffer in = loop.transferBuffer();
        int count = transport.read(in);
        if (count > 0 && isOpen()) {
            deliver(in.flip());
        }
        if (transport.owesOutput()) {
            schedule();
        }
        if (transport.hasInputEnded()) {
            endInput();
        }
    }

    private void deliver(ByteBuffer in) {
        if (partial.isStillPartialWith(in.remaining())) {
            partial.append(in);
            return;
        }
        byte[] buffer = loop.receiveArray();
        int start = partial.length();
        int length = start + in.remaining();
        partial.copyTo(buffer);
        in.get(buffer, start, in.remaining());
        try {
            present(buffer, length);
        } catch (MalformedPacketException malformed) {
            decide(Ending.abrupt(DisconnectReason.MALFORMED_PACKET, malformed));
        } catch (Throwable thrown) {
            decide(Ending.abrupt(DisconnectReason.HANDLER_FAILED, thrown));
        }
    }

    private void present(byte[] buffer, int length) {
        int consumed = Objects.checkIndex(session.onReceived(buffer, 0, length), length + 1);
        int left = length - consumed;
        if (!isOpen()) {
            partial.clear();
        } else if (left > options.maxReceivedPacketSize()) {
            decide(Ending.abrupt(DisconnectReason.MALFORMED_PACKET, left + " bytes were left unconsumed"));
        } else {
            partial.replace(buffer, consumed, left, session.wanted(buffer, consumed, left));
        }
    }

    private void endInput() {
        key.interestOpsAnd(~SelectionKey.OP_READ); // the end of a stream stays ready for ever
        String detail = Stream.of(partial.describe(session), transport.flawOfInputEnd())
                .filter(flaw -> !flaw.isEmpty())
                .collect(Collectors.joining(", "));
        decide(Ending.gentle(DisconnectReason.CLOSED_BY_PEER, detail));
    }

    private void flush() throws IOException {
        for (int writes = 0; writes < MAX_WRITES_PER_TURN; writes++) {
            if (isBlocked() || isEndingAtOnce() || !writeOnce()) {
                return;
            }
        }
        schedule(); // the other connections of the loop come first
    }

    /** Writes what fits the loop's buffer. Returns whether there may be more to write. */
    private boolean writeOnce() throws IOException {
        ByteBuffer out = loop.transferBuffer();
        queue.peek(out);
        out.flip();
        if (!out.hasRemaining() && !transport.owesOutput()) {
            return false;
        }
        boolean full = out.limit() == out.capacity();
        int written = transport.write(out);
        queue.remove(written);
        if (out.hasRemaining() || transport.owesOutput()) {
            key.interestOpsOr(SelectionKey.OP_WRITE);
        }
        if (written > 0) {
            call(() -> session.onSent(written));
        }
        return full;
    }

    private boolean isEndingAtOnce() {
        Ending decided = ending.get();
        return decided != null && !decided.isGentle();
    }

    private boolean isBlocked() {
        return (key.interestOps() & SelectionKey.OP_WRITE) != 0;
    }

    /** Flush, then FIN, then the peer's FIN: closing with its bytes unread would reset what it has not read of ours. */
    private void closeGently() throws IOException {
        if (closeTimer == null) {
            closeTimer = loop.runAfter(options.closeTimeout(), this::closeTimedOut);
        }
        queue.close();
        flush();
        if (!queue.isEmpty()) {
            return;
        }
        if (!transport.finishOutput()) {
            key.interestOpsOr(SelectionKey.OP_WRITE);
        } else if (transport.hasInputEnded()) {
            finish();
        } else if (!outputEnded) {
            outputEnded = true;
            channel.shutdownOutput();
        }
    }

    private void closeTimedOut() {
        String stillDue = queue.isEmpty() ? "the peer did not close its side" : "the peer did not take all";
        decide(Ending.abrupt(DisconnectReason.CLOSE_TIMED_OUT, stillDue));
    }

    private void lose(IOException failure) {
        Ending decided = ending.get();
        boolean oneSideEnded = transport.hasInputEnded() || outputEnded;
        decide(
                decided != null && decided.isGentle() && oneSideEnded
                        ? decided.cutShortBy(failure)
                        : Ending.abrupt(reasonOf(failure), failure));
    }

    private static DisconnectReason reasonOf(IOException failure) {
        return failure instanceof SSLException ? DisconnectReason.TLS_FAILED : DisconnectReason.CONNECTION_LOST;
    }

    /** The end: nothing of the connection runs after this. */
    private void finish() {
        ended = true;
        if (closeTimer != null) {
            closeTimer.cancel();
        }
        partial.clear();
        int unsent = queue.discard();
        Ending decided = Objects.requireNonNull(ending.get());
        if (unsent > 0 || decided.isIncomplete()) {
            resetOnClose();
        }
        loop.release(key);
        Disconnect disconnect = decided.carriedOut(unsent);
        session.end(disconnect);
        log(disconnect);
    }

    /** A stream that lacks something must not look to the peer like one that is complete. */
    private void resetOnClose() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, RESET_ON_CLOSE);
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, "resetting failed", failure);
        }
    }

    private void log(Disconnect disconnect) {
        if (disconnect.reason() == DisconnectReason.HANDLER_FAILED) {
            String what = "a handler failed, the session with " + remoteAddress + " has ended";
            LOG.log(Level.WARNING, what, disconnect.cause().orElse(null));
        } else {
            LOG.log(Level.DEBUG, () -> "the session with " + remoteAddress + " has ended: " + disconnect);
        }
    }

    private void call(Runnable callback) {
        try {
            callback.run();
        } catch (Throwable thrown) {
            decide(Ending.abrupt(DisconnectReason.HANDLER_FAILED, thrown));
        }
    }
}
