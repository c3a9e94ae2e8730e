package dev.packetwright.runtime.session;

import dev.packetwright.runtime.admission.AdmissionGate;
import dev.packetwright.runtime.loop.EventLoop;
import dev.packetwright.runtime.loop.LoopHandler;
import dev.packetwright.runtime.loop.LoopTask;
import dev.packetwright.runtime.loop.Quietly;
import dev.packetwright.runtime.loop.Registration;
import dev.packetwright.runtime.packet.Direction;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketSize;
import dev.packetwright.runtime.send.SendQueue;
import dev.packetwright.runtime.telemetry.FlightRecords;
import dev.packetwright.runtime.transport.Farewell;
import dev.packetwright.runtime.transport.Parting;
import dev.packetwright.runtime.transport.Transport;
import dev.packetwright.runtime.websocket.WebSocketException;
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
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * The socket under a session: it joins {@link Inbound} and {@link Outbound}, calls the session back, and ends it.
 *
 * <p>Any thread may append to the send queue and {@linkplain #decide decide} on the end. Both take effect in the
 * connection's {@link #turn}, on the loop's thread and outside every callback. Therefore callbacks never nest, and
 * nothing else needs a lock.
 */
final class Connection extends LoopTask implements LoopHandler, Outbound.Owner {
    private static final int RESET_ON_CLOSE = 0;

    /** Handle of {@link #ending}. A field takes less memory than an atomic reference, for each of many connections. */
    private static final VarHandle ENDING = endingHandle();

    private final Worker worker;
    private final Registration registration;
    private final Transport transport;
    private final SocketAddress localAddress;
    private final SocketAddress remoteAddress;
    private final Session session;
    private final SendQueue queue;
    private final Consumer<Connection> onEnd;
    private volatile @Nullable CloseReason ending;

    // Only the loop's thread uses these. Most are made when they are needed, as idle connections should stay small.
    private @Nullable SessionTimeouts timeouts;
    private @Nullable Inbound inbound;
    private @Nullable Outbound outbound;
    private Phase phase = Phase.OPEN;

    private Connection(
            Worker worker,
            Registration registration,
            Transport transport,
            SocketAddress remoteAddress,
            Session session,
            Consumer<Connection> onEnd)
            throws IOException {
        SocketChannel channel = (SocketChannel) registration.channel();
        SessionOptions options = worker.options();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, options.tcpNoDelay());
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, options.keepAlive());
        this.worker = worker;
        this.registration = registration;
        this.transport = transport;
        this.localAddress = channel.getLocalAddress();
        this.remoteAddress = remoteAddress;
        this.session = session;
        this.queue = new SendQueue(worker.workspace().chunks(), worker.sendLimits());
        this.onEnd = onEnd;
        long now = worker.loop().time();
        AdmissionGate gate = session.newGate(options, now);
        this.timeouts = gate != null || SessionTimeouts.watchesSilence(options)
                ? new SessionTimeouts(options, gate, now, 0)
                : null;
    }

    /**
     * Gives a connected channel to a session, and starts the session. If that throws, the session has not begun, and
     * the caller closes the channel.
     *
     * @param remoteAddress the address of the client, which is not that of the channel if a proxy is in between
     * @param onEnd called once, after the session has ended
     */
    static Connection start(
            Worker worker,
            Registration registration,
            Transport transport,
            SocketAddress remoteAddress,
            Session session,
            Consumer<Connection> onEnd)
            throws IOException {
        var connection = new Connection(worker, registration, transport, remoteAddress, session, onEnd);
        session.bind(connection);
        registration.handleBy(connection);
        worker.counters().sessionsOpened.increment();
        FlightRecords.sessionOpened(connection.remoteAddress);
        connection.call(session::onConnected);
        registration.set(SelectionKey.OP_READ);
        if (transport.hasEarlyInput()) {
            worker.loop().execute(connection::receiveEarly);
        }
        return connection;
    }

    private static VarHandle endingHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Connection.class, "ending", CloseReason.class);
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

    /** Whether a listener has accepted the connection. */
    boolean isAccepted() {
        return worker.flow().incoming() == Direction.CLIENT_TO_SERVER;
    }

    Optional<SSLSession> tlsSession() {
        return transport.tlsSession();
    }

    EventLoop loop() {
        return worker.loop();
    }

    boolean isOpen() {
        return ending == null;
    }

    /** The exception of a callback that ends or has ended the session. */
    Optional<Throwable> handlerFailure() {
        CloseReason decided = ending;
        return decided != null && decided.reason() == DisconnectReason.HANDLER_FAILED
                ? Optional.ofNullable(decided.cause())
                : Optional.empty();
    }

    boolean send(Packet packet) {
        int size = sizeOf(packet);
        boolean accepted = isOpen() && settle(queue.append(packet, size), 1);
        worker.loop().wake();
        return accepted;
    }

    boolean send(Packet packet, Delivery delivery) {
        sizeOf(packet);
        boolean accepted = enqueue(packet.toBytes(), delivery, 1);
        worker.loop().wake();
        return accepted;
    }

    private int sizeOf(Packet packet) {
        int size = packet.encodedSize();
        int max = worker.options().maxSentPacketSize();
        return size <= max ? size : PacketSize.requireAtMost(max, size, packet);
    }

    boolean send(byte[] bytes) {
        byte[] unshared = bytes.length > SendQueue.COPY_LIMIT ? bytes.clone() : bytes;
        boolean accepted = enqueue(unshared, 0);
        worker.loop().wake();
        return accepted;
    }

    /** Appends an array that must not change any more. The caller wakes the loop afterwards. */
    boolean enqueue(byte[] bytes, int packets) {
        return enqueue(bytes, 0, bytes.length, packets);
    }

    /** Like {@link #enqueue(byte[], int)}, for a part of an array. */
    boolean enqueue(byte[] bytes, int from, int to, int packets) {
        return isOpen() && settle(queue.append(bytes, from, to, packets), packets);
    }

    /** Like {@link #enqueue(byte[], int)}, for packets that may be dropped or replaced. */
    boolean enqueue(byte[] bytes, Delivery delivery, int packets) {
        Object key = delivery.key();
        return isOpen()
                && settle(
                        key == null ? queue.appendDroppable(bytes, packets) : queue.appendLatest(key, bytes, packets),
                        packets);
    }

    /** Counts packets that are not sent because the peer does not know them. */
    void withheld(int packets) {
        worker.counters().withheldSent.add(packets);
    }

    private boolean settle(SendQueue.Outcome outcome, int packets) {
        switch (outcome) {
            case ACCEPTED -> schedule();
            case REPLACED -> worker.counters().replacedSent.add(packets);
            case DROPPED -> worker.counters().droppedSent.add(packets);
            case FULL ->
                decide(CloseReason.abrupt(
                        DisconnectReason.SEND_QUEUE_FULL,
                        "more than " + worker.sendLimits().total() + " bytes"));
            case CLOSED -> {}
        }
        return outcome == SendQueue.Outcome.ACCEPTED || outcome == SendQueue.Outcome.REPLACED;
    }

    @Override
    public void close() {
        end(CloseReason.gentle(DisconnectReason.CLOSED_LOCALLY, ""));
    }

    @Override
    public void abort() {
        end(CloseReason.abrupt(DisconnectReason.ABORTED_LOCALLY, ""));
    }

    private void end(CloseReason reason) {
        decide(reason);
        worker.loop().wake();
    }

    /** Ends the session in the loop's next turn, unless another reason prevails. */
    void decide(CloseReason reason) {
        CloseReason before = ending;
        while (reason.overrides(before) && !ENDING.compareAndSet(this, before, reason)) {
            before = ending;
        }
        if (!reason.overrides(before)) {
            DisconnectReporter.publishOvertaken(reason, remoteAddress);
        }
        schedule();
    }

    private void schedule() {
        worker.loop().schedule(this);
    }

    // ---- for the loop's thread

    /** Runs a task on the loop's thread, soon. */
    void execute(Runnable task) {
        worker.loop().execute(task);
    }

    @Override
    public void drain() {
        if (isOpen()) {
            call(session::onDraining);
        }
    }

    @Override
    public void sweep(long now) {
        transport.sweep(now);
        if (isOpen()) {
            checkTimeouts(now);
        }
        if (transport.owesOutput() && !isBlocked()) {
            schedule();
        }
        if (isOpen()) {
            session.tick(worker);
        }
    }

    private void checkTimeouts(long now) {
        int queued = queue.held();
        boolean waiting = queued > 0 || transport.owesOutput();
        long written = transport.recordBytesWritten() + (outbound == null ? 0 : outbound.writtenBytes());
        if (timeouts == null) {
            if (!waiting) {
                return;
            }
            timeouts = new SessionTimeouts(worker.options(), null, now, written);
        }
        long received = transport.emptySignsOfLife() + (inbound == null ? 0 : inbound.receivedBytes());
        check(timeouts, new SessionTimeouts.Snapshot(now, received, written, queued, waiting));
    }

    private void check(SessionTimeouts watching, SessionTimeouts.Snapshot snapshot) {
        CloseReason tooLong = watching.check(snapshot);
        if (watching.hasJustBecomeSlow(snapshot.now())) {
            FlightRecords.slowConsumer(remoteAddress, snapshot.queued());
        }
        if (tooLong != null) {
            decide(tooLong);
        } else if (watching.isHeartbeatDue(snapshot.now())) {
            call(session::onIdle);
        }
    }

    @Override
    public void ready() {
        try {
            if (registration.isReadable()) {
                receive();
            }
            if (registration.isWritable()) {
                registration.drop(SelectionKey.OP_WRITE);
                schedule();
            }
        } catch (IOException failure) {
            lose(failure);
        }
    }

    /** Writes the queue, or carries out the end, as far as possible now. */
    @Override
    protected void turn() {
        if (phase == Phase.CLOSED) {
            return;
        }
        try {
            CloseReason decided = ending;
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

    // ---- receiving

    private void receiveEarly() {
        try {
            if (phase != Phase.CLOSED && transport.hasEarlyInput()) {
                receive();
            }
        } catch (IOException failure) {
            lose(failure);
        }
    }

    private void receive() throws IOException {
        ByteBuffer in = worker.workspace().transferBuffer();
        int cost = transport.read(in);
        if (cost > 0 && isOpen()) {
            conclude(inbound().receive(in.flip(), cost));
            Thread.interrupted(); // left by a callback: it would close the channel
        }
        if (transport.owesOutput()) {
            schedule();
        }
        if (transport.hasInputEnded() && registration.wants(SelectionKey.OP_READ)) {
            endInput();
        }
    }

    /** The way in, made with the first byte. */
    private Inbound inbound() {
        if (inbound == null) {
            inbound = new Inbound(worker, session, gate());
        }
        return inbound;
    }

    /** The gate has a time limit, so a session that requires admission has timeouts from the start. */
    private @Nullable AdmissionGate gate() {
        return timeouts == null ? null : timeouts.gate();
    }

    /** Ends the session if there is a reason, and stops reading while the session judges a handshake. */
    private void conclude(@Nullable CloseReason reason) {
        if (reason != null) {
            decide(reason);
        }
        AdmissionGate gate = gate();
        if (gate != null) {
            awaitAnswer(gate);
        }
    }

    private void awaitAnswer(AdmissionGate gate) {
        CompletionStage<Boolean> question = gate.takeQuestion();
        if (question != null) {
            updateReading();
            call(() -> question.whenComplete(
                    (admitted, failure) -> execute(() -> answer(CloseReason.of(gate.answer(admitted, failure))))));
        }
    }

    private void answer(@Nullable CloseReason refusal) {
        if (!isOpen()) {
            return;
        }
        if (refusal != null) {
            decide(refusal);
        } else {
            call(session::admitted);
            resumeReading();
        }
    }

    /** Delivers the bytes that were left over, and reads on. */
    private void resumeReading() {
        updateReading();
        conclude(inbound().resume());
        if (transport.hasInputEnded()) {
            endInput();
        }
    }

    /** Reads while there is something to read, nobody judges a handshake, and an answer of TLS is not blocked. */
    private void updateReading() {
        AdmissionGate gate = gate();
        boolean judging = gate != null && gate.isAsked() && isOpen();
        boolean answerBlocked = isBlocked() && transport.owesAnswer();
        if (transport.hasInputEnded() || judging || answerBlocked) {
            registration.drop(SelectionKey.OP_READ);
        } else {
            registration.want(SelectionKey.OP_READ);
        }
    }

    private void endInput() {
        registration.drop(SelectionKey.OP_READ); // the end of a stream stays readable for ever
        IOException violation = transport.violation();
        if (violation != null) {
            lose(violation);
            return;
        }
        String detail = Stream.of(inbound == null ? "" : inbound.describePartial(), transport.flawOfInputEnd())
                .filter(flaw -> !flaw.isEmpty())
                .collect(Collectors.joining(", "));
        decide(CloseReason.gentle(DisconnectReason.CLOSED_BY_PEER, detail));
    }

    // ---- sending

    private Outbound outbound() {
        if (outbound == null) {
            outbound = new Outbound(queue, transport, registration, this);
        }
        return outbound;
    }

    private void flush() throws IOException {
        if (outbound().flush() == Outbound.Progress.MORE) {
            schedule();
        }
        updateReading();
    }

    @Override
    public Worker worker() {
        return worker;
    }

    @Override
    public int writing(ByteBuffer out, int from) {
        return session instanceof PacketSession packets
                ? worker.flow().sending(packets, out, from)
                : PacketFlow.NO_PACKETS;
    }

    @Override
    public void written(int bytes, int queued) {
        if (timeouts != null) {
            timeouts.queueIs(queued);
        }
        if (bytes > 0) {
            call(() -> session.onSent(bytes));
        }
    }

    @Override
    public boolean isEndingAtOnce() {
        CloseReason decided = ending;
        return decided != null && !decided.isGentle();
    }

    /** Whether the connection waits until the operating system accepts more bytes. */
    boolean isBlocked() {
        return registration.wants(SelectionKey.OP_WRITE);
    }

    // ---- the end

    /**
     * Flushes, sends FIN, and waits for the peer's FIN. To close while bytes of the peer are unread would reset the
     * connection, and the peer could lose bytes that it has not read.
     */
    private void closeGently() throws IOException {
        if (phase == Phase.OPEN) {
            phase = Phase.CLOSING;
            outbound().closeBefore(worker.loop().runAfter(worker.options().closeTimeout(), this::closeTimedOut));
            updateReading(); // for the peer's FIN
        }
        queue.close();
        flush();
        if (!queue.isEmpty() || !outbound().finish(farewell())) {
            return;
        }
        if (transport.hasInputEnded()) {
            finish();
        } else {
            outbound().endStream();
        }
    }

    private Farewell farewell() {
        Farewell farewell = Farewells.of(Objects.requireNonNull(ending), session);
        return farewell == null ? Farewell.SILENT : farewell;
    }

    private void closeTimedOut() {
        String stillDue = queue.isEmpty() ? "the peer did not close its side" : "the peer did not take all";
        decide(Objects.requireNonNull(ending).timedOut(stillDue));
    }

    private void lose(IOException failure) {
        CloseReason decided = ending;
        boolean oneSideEnded = transport.hasInputEnded() || (outbound != null && outbound.hasEnded());
        decide(
                decided != null && decided.isGentle() && oneSideEnded
                        ? decided.cutShortBy(failure)
                        : reasonFor(failure));
    }

    private static CloseReason reasonFor(IOException failure) {
        return failure instanceof WebSocketException violation
                ? CloseReason.of(violation)
                : CloseReason.abrupt(reasonOf(failure), failure);
    }

    private static DisconnectReason reasonOf(IOException failure) {
        return failure instanceof SSLException ? DisconnectReason.TLS_FAILED : DisconnectReason.CONNECTION_LOST;
    }

    /** Closes the channel and ends the session. No code of the connection runs after this. */
    private void finish() {
        phase = Phase.CLOSED;
        if (outbound != null) {
            outbound.clear();
        }
        if (inbound != null) {
            inbound.clear();
        }
        int unsent = queue.discard();
        CloseReason decided = Objects.requireNonNull(ending);
        Farewell farewell = Farewells.of(decided, session);
        boolean parting = farewell != null && transport.part(farewell);
        if (!parting) {
            if (unsent > 0 || decided.isIncomplete()) {
                resetOnClose();
            }
            registration.close();
        }
        Disconnect disconnect = decided.carriedOut(unsent);
        try {
            DisconnectReporter.publish(disconnect, remoteAddress, worker.counters());
        } finally { // an error in one step, for lack of memory for instance, must not prevent the next
            try {
                session.end(disconnect);
            } finally {
                if (parting) {
                    Parting.start(worker.loop(), worker.workspace(), registration, () -> onEnd.accept(this));
                } else {
                    onEnd.accept(this);
                }
            }
        }
    }

    /** A stream that is not complete must not end like one that is. */
    private void resetOnClose() {
        try {
            ((SocketChannel) registration.channel()).setOption(StandardSocketOptions.SO_LINGER, RESET_ON_CLOSE);
        } catch (IOException failure) {
            Quietly.report("resetting failed", failure);
        }
    }

    private void call(Runnable callback) {
        try {
            callback.run();
        } catch (Throwable thrown) {
            decide(CloseReason.abrupt(DisconnectReason.HANDLER_FAILED, thrown));
        } finally {
            Thread.interrupted(); // left by the callback: it would close the channel
        }
    }
}
