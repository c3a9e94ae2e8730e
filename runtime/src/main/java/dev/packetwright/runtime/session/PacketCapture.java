package dev.packetwright.runtime.session;

import dev.packetwright.runtime.capture.PcapFile;
import dev.packetwright.runtime.capture.TcpConversation;
import dev.packetwright.runtime.loop.Quietly;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketMembers;
import dev.packetwright.runtime.telemetry.BoundedLog;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A tap that writes the packets to a file in the format pcap, which {@code packetwright decode} and Wireshark read. The
 * packets are readable under TLS as well. Each session is one TCP connection with its real addresses and times; its
 * segments are made up, each with one packet, or with a part of a large one.
 *
 * <p>A thread of the capture writes the file, so that loops do not wait for the disk. Packets are left out if more than
 * 8 MiB of them wait for it, if the file has reached its limit, or if it cannot be written. They are counted, and the
 * connection has a gap in their place, behind which the next packet begins.
 *
 * <p>One capture may be on several listeners and connectors. Its methods may be called from any thread.
 */
public final class PacketCapture implements PacketTap, Closeable {
    /** The smallest limit of a file in bytes. */
    public static final long MIN_FILE_LIMIT = 100_000;

    private static final BoundedLog LOG = new BoundedLog(PacketCapture.class);

    private static final int MAX_WAITING_BYTES = 8 << 20;

    /** The memory that a waiting packet takes beside its bytes. */
    private static final int OVERHEAD = 120;

    /** The memory that its connection takes, if it is the first one. */
    private static final int CONVERSATION = 400;

    private final Path path;
    private final PcapFile file;
    private final UnaryOperator<byte[]> redact;
    private final Map<Session, Conversation> conversations = new ConcurrentHashMap<>();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicInteger waitingBytes = new AtomicInteger();
    private final AtomicInteger numbers = new AtomicInteger();
    private final LongAdder written = new LongAdder();
    private final LongAdder leftOut = new LongAdder();
    private final LongAdder withoutBody = new LongAdder();
    private final Thread writer;
    private volatile boolean closed;

    /** Whether the file takes no more packets, because it is full or cannot be written. */
    private volatile boolean ended;

    // Only the writer uses these; others after it has ended.
    private long unflushed;
    private @Nullable IOException failure;

    private PacketCapture(Path path, PcapFile file, UnaryOperator<byte[]> redact) {
        this.path = path;
        this.file = file;
        this.redact = redact;
        this.writer = new Thread(this::write, "packetwright-capture");
        this.writer.setDaemon(true);
    }

    /**
     * Makes a file and begins a capture.
     *
     * @param file a file that does not exist yet
     * @param maxBytes the limit of the file in bytes, at least {@link #MIN_FILE_LIMIT}
     * @param redact makes the packet to write of each packet, which is one whole packet with its header: {@code
     *     Protocol::redact} of the generated code, which leaves out the values of redacted members. {@code
     *     UnaryOperator.identity()} writes everything, passwords included. It is called on the thread of the capture. If
     *     it throws or returns no packet, only the header is written
     * @throws FileAlreadyExistsException if the file exists
     * @throws IOException if the file cannot be made or written
     * @throws IllegalArgumentException if the limit is out of its range
     */
    public static PacketCapture open(Path file, long maxBytes, UnaryOperator<byte[]> redact) throws IOException {
        Objects.requireNonNull(redact, "redact");
        if (maxBytes < MIN_FILE_LIMIT) {
            throw new IllegalArgumentException("maxBytes must be at least " + MIN_FILE_LIMIT + ", not " + maxBytes);
        }
        SeekableByteChannel out = Files.newByteChannel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            return open(file, out, maxBytes, redact);
        } catch (IOException | RuntimeException | Error failure) {
            Quietly.close(out);
            throw failure;
        }
    }

    /** Begins a capture into a file that has been made already. */
    static PacketCapture open(Path file, SeekableByteChannel out, long maxBytes, UnaryOperator<byte[]> redact)
            throws IOException {
        var capture = new PacketCapture(file, new PcapFile(out, maxBytes), redact);
        capture.writer.start();
        return capture;
    }

    // ---- for the loops

    @Override
    public void onReceived(PacketSession session, ByteBuffer packet) {
        offer(session, packet, Way.RECEIVED);
    }

    @Override
    public void onSent(PacketSession session, ByteBuffer packet) {
        offer(session, packet, Way.SENT);
    }

    private enum Way {
        RECEIVED,
        SENT
    }

    private void offer(PacketSession session, ByteBuffer packet, Way way) {
        if (ended && !closed) {
            leftOut.increment(); // without a copy that nobody will write
            return;
        }
        Conversation conversation = closed ? null : conversationOf(session);
        if (conversation == null) {
            return;
        }
        int memory = packet.remaining() + OVERHEAD + (conversation.isShown ? 0 : CONVERSATION);
        if (waitingBytes.addAndGet(memory) > MAX_WAITING_BYTES) {
            waitingBytes.addAndGet(-memory);
            leftOut.increment();
            conversation.missing(way, packet.remaining());
            return;
        }
        byte[] bytes = new byte[packet.remaining()];
        packet.get(bytes);
        conversation.isShown = true;
        events.add(new Seen(conversation, way, bytes, conversation.takeMissing(way), memory));
    }

    /** Returns null if the session has ended. */
    private @Nullable Conversation conversationOf(PacketSession session) {
        Conversation known = conversations.get(session);
        if (known != null) {
            return known;
        }
        var begun = new Conversation(session, numbers.getAndIncrement());
        conversations.put(session, begun);
        if (session.addListener(begun)) {
            return begun;
        }
        conversations.remove(session);
        return null;
    }

    /** One connection. It ends with the session. */
    private final class Conversation implements BiConsumer<Session, Disconnect> {
        private final TcpConversation tcp;
        private final Way ofClient;

        // Only the loop's thread uses these: whether a packet has been passed to the writer, and the bytes left out
        // since.
        private boolean isShown;
        private long missingReceived;
        private long missingSent;

        Conversation(PacketSession session, int number) {
            var local = (InetSocketAddress) session.localAddress();
            var remote = (InetSocketAddress) session.remoteAddress();
            boolean accepted = session.connection().isAccepted();
            tcp = accepted ? new TcpConversation(remote, local, number) : new TcpConversation(local, remote, number);
            ofClient = accepted ? Way.RECEIVED : Way.SENT;
        }

        void missing(Way way, int bytes) {
            if (way == Way.RECEIVED) {
                missingReceived += bytes;
            } else {
                missingSent += bytes;
            }
        }

        long takeMissing(Way way) {
            long taken = way == Way.RECEIVED ? missingReceived : missingSent;
            if (way == Way.RECEIVED) {
                missingReceived = 0;
            } else {
                missingSent = 0;
            }
            return taken;
        }

        @Override
        public void accept(Session session, Disconnect disconnect) {
            conversations.remove(session);
            if (isShown) { // otherwise, sessions that come and go would fill the queue, which counts packets only
                events.add(new Ended(this, Instant.now()));
            }
        }
    }

    // ---- the writer

    private sealed interface Event permits Seen, Ended, Stop {}

    private static final class Seen implements Event {
        private final Conversation conversation;
        private final Way way;
        private final byte[] packet;
        private final long missing;
        private final int memory;
        private final Instant time = Instant.now();

        /**
         * A packet that waits to be written.
         *
         * @param missing the number of bytes that were left out before it
         * @param memory the number of waiting bytes that it counts as
         */
        Seen(Conversation conversation, Way way, byte[] packet, long missing, int memory) {
            this.conversation = conversation;
            this.way = way;
            this.packet = packet;
            this.missing = missing;
            this.memory = memory;
        }
    }

    private record Ended(Conversation conversation, Instant time) implements Event {}

    private record Stop() implements Event {}

    /** Writes until the capture is closed, and closes the file. */
    private void write() {
        boolean stopped = false;
        while (!stopped) {
            Event event = next();
            stopped = event instanceof Stop;
            attempt(() -> {
                write(event);
                if (events.isEmpty() || file.mustFlush()) {
                    flush();
                }
            });
        }
        attempt(() -> {
            try (file) {
                flush();
            }
        });
    }

    private interface Step {
        void run() throws IOException;
    }

    private void attempt(Step step) {
        try {
            step.run();
        } catch (IOException failed) {
            fail(failed);
        } catch (Throwable unexpected) {
            fail(new IOException(unexpected));
        }
    }

    private void flush() throws IOException {
        if (failure == null) {
            file.flush();
            written.add(unflushed);
            unflushed = 0;
        }
    }

    private Event next() {
        while (true) {
            try {
                return events.take();
            } catch (InterruptedException unwanted) {
                // Nobody has a reason to interrupt this thread.
            }
        }
    }

    private void write(Event event) {
        if (event instanceof Seen seen) {
            waitingBytes.addAndGet(-seen.memory);
            unflushed++; // a write that fails leaves out this packet as well
            if (ended || !write(seen)) {
                unflushed--;
                leaveOut();
            }
        } else if (event instanceof Ended end && !ended) {
            end.conversation.tcp.end(file, end.time);
        }
    }

    private boolean write(Seen seen) {
        byte[] packet = redacted(seen.packet);
        TcpConversation tcp = seen.conversation.tcp;
        return seen.way == seen.conversation.ofClient
                ? tcp.fromClient(file, seen.time, packet, seen.missing)
                : tcp.fromServer(file, seen.time, packet, seen.missing);
    }

    private byte[] redacted(byte[] packet) {
        byte[] redacted = tryToRedact(packet);
        if (redacted.length == Packet.HEADER_SIZE && packet.length > Packet.HEADER_SIZE) {
            withoutBody.increment();
        }
        return redacted;
    }

    private byte[] tryToRedact(byte[] packet) {
        try {
            byte[] redacted = redact.apply(packet);
            int unused = PacketMembers.idOf(redacted); // throws if this is no packet
            return redacted;
        } catch (Throwable failed) {
            LOG.log(Level.WARNING, "redacting a packet failed", failed);
            return PacketMembers.withoutBody(packet);
        } finally {
            Thread.interrupted(); // left by the user's code: it would close the file
        }
    }

    /** The file is full from the first packet on that does not fit, so that nothing is missing before that. */
    private void leaveOut() {
        leftOut.increment();
        if (!ended) {
            ended = true;
            LOG.log(Level.WARNING, "the capture " + path + " has reached its limit", null);
        }
    }

    private void fail(IOException failed) {
        if (failure == null) {
            failure = failed;
            ended = true;
            leftOut.add(unflushed);
            unflushed = 0;
            LOG.log(Level.WARNING, "the capture " + path + " cannot be written", failed);
        }
    }

    // ---- for any thread

    /** The number of packets in the file, once for each session. */
    public long packetsWritten() {
        return written.sum();
    }

    /** The number of packets that were seen and are not in the file. */
    public long packetsLeftOut() {
        return leftOut.sum();
    }

    /** The number of packets in the file of which only the header is there, because they could not be redacted. */
    public long packetsWithoutBody() {
        return withoutBody.sum();
    }

    /**
     * Ends the capture: writes what waits, closes the file, and waits for both, unless {@code redact} calls it. Packets
     * that are shown from now on are ignored; take the tap off as well. Further calls have no effect.
     *
     * @throws IOException if the file could not be written; then it ends with a whole packet, and those behind it are
     *     counted as left out
     */
    @Override
    public void close() throws IOException {
        synchronized (writer) {
            if (closed) {
                return;
            }
            closed = true;
        }
        conversations.forEach(Session::removeListener);
        conversations.clear();
        events.add(new Stop());
        if (Thread.currentThread() == writer) {
            return;
        }
        awaitWriter();
        if (failure != null) {
            throw new IOException("the capture " + path + " is not complete", failure);
        }
    }

    private void awaitWriter() {
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
