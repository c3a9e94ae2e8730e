package dev.packetwright.runtime.session;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.packet.PacketSize;
import dev.packetwright.runtime.telemetry.FlightRecords;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
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
final class Connection extends Scheduled implements Endpoint {
    private static final int MAX_WRITES_PER_TURN = 16;
    private static final int RESET_ON_CLOSE = 0;

    /** Of {@link #ending}: a field is less than an object for each of many idle connections. */
    private static final VarHandle ENDING = endingHandle();

    private final EventLoop loop;
    private final SocketChannel channel;
    private final Transport transport;
    private final SocketAddress localAddress;
    private final SocketAddress remoteAddress;
    private final SessionOptions options;
    private final Session session;
    private final SendQueue queue;
    private volatile @Nullable Ending ending;

    // Only the loop's thread uses these.
    private SelectionKey key;
    private @Nullable SessionWatch watch;
    private @Nullable Inbound inbound;
    private long writtenBytes;
    private @Nullable Consumer<Connection> afterEnd;
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
        this.queue = new SendQueue(loop.chunks(), options.sendQueueLimit(), options.sendQueueSoftLimit());
        this.watch = SessionWatch.looksAtSilence(options) || session.awaitsAdmission()
                ? new SessionWatch(options, System.nanoTime(), 0)
                : null;
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
        loop.counters().sessionsOpened.increment();
        FlightRecords.sessionOpened(connection.remoteAddress);
        connection.call(session::onConnected);
        key.interestOps(SelectionKey.OP_READ);
        return connection;
    }

    private static VarHandle endingHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Connection.class, "ending", Ending.class);
        } catch (ReflectiveOperationException itIsThere) {
            throw new ExceptionInInitializerError(itIsThere);
        }
    }

    // ---- for any thread

    SocketAddress localAddress() {
        return localAddress;
    }

    SocketAddress remoteAddress() {
        return remoteAddress;
    }

    Transport transport() {
        return transport;
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

    Session session() {
        return session;
    }

    boolean isOpen() {
        return ending == null;
    }

    /** What a callback threw, if that ended the session or is about to. */
    Optional<Throwable> handlerFailure() {
        Ending decided = ending;
        return decided != null && decided.reason() == DisconnectReason.HANDLER_FAILED
                ? Optional.ofNullable(decided.cause())
                : Optional.empty();
    }

    boolean send(Packet packet) {
        int size = sizeOf(packet);
        boolean accepted = isOpen() && admitted(queue.append(packet, size), 1);
        loop.wake();
        return accepted;
    }

    boolean send(Packet packet, Delivery delivery) {
        sizeOf(packet);
        boolean accepted = enqueue(packet.toBytes(), delivery, 1);
        loop.wake();
        return accepted;
    }

    private int sizeOf(Packet packet) {
        int size = packet.encodedSize();
        int max = options.maxSentPacketSize();
        return size <= max ? size : PacketSize.requireAtMost(max, size, packet);
    }

    boolean send(byte[] bytes) {
        byte[] unshared = bytes.length > SendQueue.COPY_LIMIT ? bytes.clone() : bytes;
        boolean accepted = enqueue(unshared, 0);
        loop.wake();
        return accepted;
    }

    /** Appends bytes that nobody changes any more, and leaves it to the caller to wake the loop. */
    boolean enqueue(byte[] bytes, int packets) {
        return isOpen() && admitted(queue.append(bytes, packets), packets);
    }

    /** The same, with another way of delivery. */
    boolean enqueue(byte[] bytes, Delivery delivery, int packets) {
        Object key = delivery.key();
        return isOpen()
                && admitted(
                        key == null ? queue.appendIfQuick(bytes, packets) : queue.appendLatest(key, bytes, packets),
                        packets);
    }

    private boolean admitted(SendQueue.Admission admission, int packets) {
        switch (admission) {
            case ACCEPTED -> schedule();
            case REPLACED -> loop.counters().replacedSent.add(packets);
            case DROPPED -> loop.counters().droppedSent.add(packets);
            case FULL ->
                decide(Ending.abrupt(
                        DisconnectReason.SEND_QUEUE_FULL, "more than " + options.sendQueueLimit() + " bytes"));
            case CLOSED -> {}
        }
        return admission == SendQueue.Admission.ACCEPTED || admission == SendQueue.Admission.REPLACED;
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

    /** Ends the session in the loop's next turn, unless its end has been decided already. */
    void decide(Ending wish) {
        Ending before = ending;
        while (wish.overrides(before) && !ENDING.compareAndSet(this, before, wish)) {
            before = ending;
        }
        schedule();
    }

    private void schedule() {
        loop.schedule(this);
    }

    // ---- for the loop's thread

    PacketReader reader() {
        return loop.reader();
    }

    @Override
    public void rekey(SelectionKey newKey) {
        key = newKey;
    }

    /** Has this told last of all. To be called before the loop's next turn. */
    void afterEnd(Consumer<Connection> action) {
        afterEnd = action;
    }

    @Override
    public void drain() {
        if (isOpen()) {
            call(session::onDraining);
        }
    }

    @Override
    public void sweep(long now) {
        if (!isOpen()) {
            return;
        }
        int queued = queue.size();
        if (watch == null) {
            if (queued == 0) {
                return;
            }
            watch = new SessionWatch(options, now, writtenBytes);
        }
        look(watch, now, queued);
    }

    private void look(SessionWatch watching, long now, int queued) {
        long received = inbound == null ? 0 : inbound.receivedBytes();
        var sight = new SessionWatch.Sight(now, received, writtenBytes, queued, session.awaitsAdmission());
        Ending tooLong = watching.look(sight);
        if (watching.hasJustBecomeSlow(now)) {
            FlightRecords.slowConsumer(remoteAddress, queued);
        }
        if (tooLong != null) {
            decide(tooLong);
        } else if (watching.isHeartbeatDue(now)) {
            call(session::onIdle);
        }
    }

    /** Runs something on the loop's thread, soon. */
    void execute(Runnable task) {
        loop.execute(task);
    }

    /** What has been and is received. Made with the first byte: a peer that is silent costs little. */
    Inbound inbound() {
        if (inbound == null) {
            inbound = new Inbound(this);
        }
        return inbound;
    }

    /**
     * Leaves what the peer sends where it is. What has been received and not been consumed stays as well, and if the end
     * of the stream has come along with it, it is still to come.
     */
    void pauseReading() {
        key.interestOpsAnd(~SelectionKey.OP_READ);
    }

    /** Goes on with what was left, and with what the peer sends. */
    void resumeReading() {
        listen();
        inbound().resume();
        if (transport.hasInputEnded()) {
            endInput();
        }
    }

    private void listen() {
        if (!transport.hasInputEnded()) {
            key.interestOpsOr(SelectionKey.OP_READ);
        }
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
    @Override
    void turn() {
        begin();
        if (ended) {
            return;
        }
        try {
            Ending decided = ending;
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
            inbound().receive(in.flip());
        }
        if (transport.owesOutput()) {
            schedule();
        }
        if (transport.hasInputEnded() && isReading()) {
            endInput();
        }
    }

    private boolean isReading() {
        return (key.interestOps() & SelectionKey.OP_READ) != 0;
    }

    private void endInput() {
        key.interestOpsAnd(~SelectionKey.OP_READ); // the end of a stream stays ready for ever
        String detail = Stream.of(inbound == null ? "" : inbound.unfinished(), transport.flawOfInputEnd())
                .filter(flaw -> !flaw.isEmpty())
                .collect(Collectors.joining(", "));
        decide(Ending.gentle(DisconnectReason.CLOSED_BY_PEER, detail));
    }

    private void flush() throws IOException {
        if (isBlocked()) {
            queue.count();
            return;
        }
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
        writtenBytes += written;
        loop.counters().bytesSent.add(written);
        int left = queue.remove(written);
        if (watch != null) {
            watch.queueIs(left);
        }
        if (out.hasRemaining() || transport.owesOutput()) {
            key.interestOpsOr(SelectionKey.OP_WRITE);
        }
        if (written > 0) {
            call(() -> session.onSent(written));
        }
        return full;
    }

    private boolean isEndingAtOnce() {
        Ending decided = ending;
        return decided != null && !decided.isGentle();
    }

    /** Whether the operating system has not taken all of the last write, and has not told since that it takes more. */
    boolean isBlocked() {
        return (key.interestOps() & SelectionKey.OP_WRITE) != 0;
    }

    /** Flush, then FIN, then the peer's FIN: closing with its bytes unread would reset what it has not read of ours. */
    private void closeGently() throws IOException {
        if (closeTimer == null) {
            closeTimer = loop.runAfter(options.closeTimeout(), this::closeTimedOut);
            listen(); // for the peer's end
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
        Ending decided = ending;
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
        if (inbound != null) {
            inbound.clear();
        }
        int unsent = queue.discard();
        Ending decided = Objects.requireNonNull(ending);
        if (unsent > 0 || decided.isIncomplete()) {
            resetOnClose();
        }
        loop.release(key);
        Disconnect disconnect = decided.carriedOut(unsent);
        EndReport.publish(disconnect, remoteAddress, loop.counters());
        session.end(disconnect);
        if (afterEnd != null) {
            afterEnd.accept(this);
        }
    }

    /** A stream that lacks something must not look to the peer like one that is complete. */
    private void resetOnClose() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, RESET_ON_CLOSE);
        } catch (IOException failure) {
            EventLoop.report("resetting failed", failure);
        }
    }

    void call(Runnable callback) {
        try {
            callback.run();
        } catch (Throwable thrown) {
            decide(Ending.abrupt(DisconnectReason.HANDLER_FAILED, thrown));
        }
    }
}
