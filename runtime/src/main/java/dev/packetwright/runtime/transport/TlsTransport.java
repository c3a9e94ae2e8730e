package dev.packetwright.runtime.transport;

import dev.packetwright.runtime.limit.TokenBucket;
import dev.packetwright.runtime.loop.EventLoop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * A transport under TLS: first a {@link #handshake}, then records of up to 16 KiB each way.
 *
 * <p>Between two calls it holds at most one record each way: the beginning of a record that is not complete yet, and
 * the rest of a record that the channel did not accept. The bytes of the latter count as written once the whole record
 * is written; until then, each write begins with them.
 */
final class TlsTransport implements Transport {
    /** The event that a handshake needs next. */
    enum Need {
        READABLE_CHANNEL,
        WRITABLE_CHANNEL,
        TASKS,
        NOTHING_MORE
    }

    private static final int RECORD_HEADER = 5;
    /** A record has up to 16 KiB, up to 2 KiB more for the cipher, and a header. */
    private static final int RECORD_ROOM = 20 * 1024;
    /** Leaves room for one more record in a transfer buffer that holds these bytes decrypted. */
    private static final int MAX_RECEIVED = Workspace.TRANSFER_SIZE - RECORD_ROOM;

    private static final int LEAST_COST_OF_RECORD = 128;

    // Records without content: a peer updates its keys rarely, and a server sends a few tickets at the start.
    private static final int EMPTY_RECORDS_PER_SECOND = 1;
    private static final int EMPTY_RECORDS_AT_ONCE = 32;

    private static final int MAX_HANDSHAKE_RECORDS = 256;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final EventLoop loop;
    private final Workspace workspace;
    private final SocketChannel channel;
    private final SSLEngine engine;
    private final PartialInput partialRecord = new PartialInput();
    private byte @Nullable [] early;
    private ByteBuffer unsent = NOTHING;
    private int bytesInUnsent;
    private boolean established;
    private int handshakeRecords;
    private @Nullable TokenBucket emptyRecords;
    private int costOfRead;
    private long recordBytesWritten;
    private boolean owesAnswer;
    private boolean channelEnded;
    private boolean peerSentCloseNotify;

    TlsTransport(EventLoop loop, Workspace workspace, SocketChannel channel, SSLEngine engine) {
        this.loop = loop;
        this.workspace = workspace;
        this.channel = channel;
        this.engine = engine;
    }

    // ---- the handshake

    /** Continues the handshake as far as possible. Receives nothing that follows the handshake. */
    Need handshake() throws IOException {
        while (drain()) {
            switch (engine.getHandshakeStatus()) {
                case NEED_WRAP -> sendNextOfHandshake();
                case NEED_TASK -> {
                    return Need.TASKS;
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (!receiveForHandshake()) {
                        return Need.READABLE_CHANNEL;
                    }
                }
                case NOT_HANDSHAKING, FINISHED -> {
                    established = true;
                    return Need.NOTHING_MORE;
                }
            }
        }
        return Need.WRITABLE_CHANNEL;
    }

    private void sendNextOfHandshake() throws IOException {
        if (peerSentCloseNotify || wrap(NOTHING).bytesProduced() == 0) {
            throw new SSLException("the peer ended its stream in the middle of the handshake");
        }
    }

    /** Runs the computations of the handshake. For any thread, while no other thread uses this transport. */
    void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** Receives at most the rest of one record. Returns whether any byte was there. */
    private boolean receiveForHandshake() throws IOException {
        int known = partialRecord.length();
        ByteBuffer in = workspace.scratchBuffer().limit(known == 0 ? RECORD_HEADER : known + partialRecord.missing());
        int count = channel.read(in.position(known));
        if (count < 0) {
            throw new SSLException("the peer ended its stream in the middle of the handshake");
        }
        if (count > 0 && isRecordWholeWith(in.flip(), count)) {
            if (++handshakeRecords > MAX_HANDSHAKE_RECORDS) {
                throw new SSLException("the handshake has more than " + MAX_HANDSHAKE_RECORDS + " records");
            }
            unwrapAll(in, workspace.transferBuffer());
        }
        return count > 0;
    }

    /** Sends the alert or the close_notify that the engine has ready, if the channel accepts it. */
    void sendAlert() {
        try {
            engine.closeOutbound();
            while (drain() && wrap(NOTHING).bytesProduced() > 0) {
                // the next one
            }
        } catch (IOException unreachable) {
            // The peer gets no alert.
        }
    }

    // ---- receiving

    @Override
    public int read(ByteBuffer in) throws IOException {
        if (early != null) {
            return readEarly(early, in);
        }
        ByteBuffer records = workspace.scratchBuffer().limit(MAX_RECEIVED).position(partialRecord.length());
        int count = channel.read(records);
        costOfRead = Math.max(0, count);
        if (count < 0) {
            channelEnded = true;
        } else if (isRecordWholeWith(records.flip(), count)) {
            unwrapOrAlert(records, in);
        }
        return costOfRead;
    }

    private int readEarly(byte[] bytes, ByteBuffer in) {
        early = null;
        in.put(bytes);
        return bytes.length;
    }

    @Override
    public void putBack(byte[] bytes) {
        early = bytes;
    }

    @Override
    public boolean hasEarlyInput() {
        return early != null;
    }

    /** Puts the partial record in front of the records; or adds the received bytes to it if it remains partial. */
    private boolean isRecordWholeWith(ByteBuffer records, int count) {
        if (partialRecord.isStillPartialWith(count)) {
            partialRecord.append(records.position(partialRecord.length()));
            return false;
        }
        partialRecord.copyTo(workspace.receiveArray());
        return true;
    }

    private void unwrapOrAlert(ByteBuffer records, ByteBuffer in) throws IOException {
        try {
            unwrapAll(records, in);
        } catch (SSLException broken) {
            sendAlert();
            throw broken;
        }
    }

    private void unwrapAll(ByteBuffer records, ByteBuffer in) throws SSLException {
        while (records.hasRemaining() && !peerSentCloseNotify) {
            SSLEngineResult result = engine.unwrap(records, in);
            switch (result.getStatus()) {
                case OK -> accept(result);
                case CLOSED -> peerSentCloseNotify = true;
                case BUFFER_OVERFLOW -> throw new SSLException("a record is larger than TLS allows");
                case BUFFER_UNDERFLOW -> {
                    keep(records);
                    return;
                }
            }
            owesAnswer = hasAnswer(result);
        }
        partialRecord.clear();
    }

    /** After the peer's close_notify, only ours is due, and {@link #finishOutput} sends that. */
    private boolean hasAnswer(SSLEngineResult result) {
        return !peerSentCloseNotify && result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
    }

    private void keep(ByteBuffer records) {
        byte[] bytes = workspace.receiveArray();
        int start = records.position();
        int count = records.remaining();
        int body = count < RECORD_HEADER
                ? 0
                : Byte.toUnsignedInt(bytes[start + 3]) << 8 | Byte.toUnsignedInt(bytes[start + 4]);
        partialRecord.replace(bytes, start, count, Math.max(count + 1, RECORD_HEADER + body));
    }

    /** After the handshake, only a second handshake needs a task. */
    private void accept(SSLEngineResult result) throws SSLException {
        if (!established) {
            return;
        }
        if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            throw new SSLException("the peer asks for a renegotiation, which is refused");
        }
        costOfRead += Math.max(0, LEAST_COST_OF_RECORD - result.bytesConsumed());
        if (result.bytesProduced() == 0 && result.bytesConsumed() > 0 && !takesEmptyRecord()) {
            throw new SSLException("the peer sends too many records without content");
        }
    }

    private boolean takesEmptyRecord() {
        long now = loop.host().nanoTime();
        if (emptyRecords == null) {
            emptyRecords = new TokenBucket(EMPTY_RECORDS_PER_SECOND, EMPTY_RECORDS_AT_ONCE, now);
        }
        return emptyRecords.tryTake(1, now);
    }

    /** The first record belongs to the handshake. */
    @Override
    public boolean hasReceived() {
        return handshakeRecords > 0 || partialRecord.length() > 0;
    }

    @Override
    public boolean hasInputEnded() {
        return peerSentCloseNotify || channelEnded;
    }

    @Override
    public String flawOfInputEnd() {
        return peerSentCloseNotify ? "" : "without the close_notify of TLS, so that something may be missing";
    }

    // ---- sending

    @Override
    public int write(ByteBuffer out) throws IOException {
        int start = out.position();
        if (!drain()) {
            return 0;
        }
        out.position(start + bytesInUnsent);
        bytesInUnsent = 0;
        while (out.hasRemaining() || owesAnswer) {
            SSLEngineResult result = wrap(out);
            if (result.bytesProduced() == 0 && out.hasRemaining()) {
                throw new SSLException("the peer accepts no more data: it has ended its stream");
            }
            if (unsent.hasRemaining()) {
                bytesInUnsent = result.bytesConsumed();
                out.position(out.position() - bytesInUnsent);
                break;
            }
        }
        return out.position() - start;
    }

    @Override
    public boolean owesOutput() {
        return owesAnswer || unsent.hasRemaining();
    }

    @Override
    public boolean owesAnswer() {
        return owesAnswer;
    }

    @Override
    public long recordBytesWritten() {
        return recordBytesWritten;
    }

    @Override
    public boolean finishOutput(Farewell farewell) throws IOException {
        engine.closeOutbound();
        while (drain()) {
            if (engine.isOutboundDone() || wrap(NOTHING).bytesProduced() == 0) {
                return true;
            }
        }
        return false;
    }

    /** Makes one record, from the engine's own output or else from these bytes, and writes as much as possible. */
    private SSLEngineResult wrap(ByteBuffer out) throws IOException {
        ByteBuffer ready = workspace.scratchBuffer();
        SSLEngineResult result = engine.wrap(out, ready);
        owesAnswer = hasAnswer(result) && result.bytesProduced() > 0;
        recordBytesWritten += channel.write(ready.flip());
        if (ready.hasRemaining()) {
            unsent = ByteBuffer.allocate(ready.remaining()).put(ready).flip();
        }
        return result;
    }

    /** Writes the rest of the last record. Returns whether the whole record is written. */
    private boolean drain() throws IOException {
        if (unsent.hasRemaining()) {
            recordBytesWritten += channel.write(unsent);
        }
        if (unsent.hasRemaining()) {
            return false;
        }
        unsent = NOTHING;
        return true;
    }

    @Override
    public Optional<SSLSession> tlsSession() {
        return Optional.of(engine.getSession());
    }
}
