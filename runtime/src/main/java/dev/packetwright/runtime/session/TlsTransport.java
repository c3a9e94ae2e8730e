package dev.packetwright.runtime.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/**
 * Bytes that travel under TLS: first a {@link #handshake}, then records of up to 16 KiB each way.
 *
 * <p>Between two calls it holds no more than one record each way: the beginning of one that has not all been received,
 * and the rest of one that the channel did not take. The bytes in that last one count as written when all of it is, and
 * until then are given again with every write.
 */
final class TlsTransport implements Transport {
    /** What a handshake waits for. */
    enum Need {
        READABLE_CHANNEL,
        WRITABLE_CHANNEL,
        TASKS,
        NOTHING_MORE
    }

    private static final int RECORD_HEADER = 5;
    /** A record has up to 16 KiB, up to 2 KiB on top for the cipher, and a header. */
    private static final int RECORD_ROOM = 20 * 1024;
    /** So that what is in it, decrypted, leaves room for another record. */
    private static final int MAX_RECEIVED = EventLoop.TRANSFER_SIZE - RECORD_ROOM;
    /** Records that bring the handshake or the user nothing, one after another. */
    private static final int MAX_USELESS_RECORDS = 32;

    private static final int MAX_HANDSHAKE_RECORDS = 256;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final EventLoop loop;
    private final SocketChannel channel;
    private final SSLEngine engine;
    private final PartialInput partialRecord = new PartialInput();
    private ByteBuffer unsent = NOTHING;
    private int bytesInUnsent;
    private boolean established;
    private int handshakeRecords;
    private int uselessRecords;
    private boolean owesAnswer;
    private boolean channelEnded;
    private boolean peerSaidGoodbye;

    TlsTransport(EventLoop loop, SocketChannel channel, SSLEngine engine) {
        this.loop = loop;
        this.channel = channel;
        this.engine = engine;
    }

    // ---- the handshake

    /** Goes on with the handshake as far as possible. Nothing that follows the handshake is received. */
    Need handshake() throws IOException {
        while (drain()) {
            switch (engine.getHandshakeStatus()) {
                case NEED_WRAP -> sayNextOfHandshake();
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

    private void sayNextOfHandshake() throws IOException {
        if (peerSaidGoodbye || wrap(NOTHING).bytesProduced() == 0) {
            throw new SSLException("the peer ended its stream in the middle of the handshake");
        }
    }

    /** What the handshake has to compute. For any thread, while nobody else uses this. */
    void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** Receives at most to the end of one record. Returns whether anything was there. */
    private boolean receiveForHandshake() throws IOException {
        int known = partialRecord.length();
        ByteBuffer in = loop.scratchBuffer().limit(known == 0 ? RECORD_HEADER : known + partialRecord.missing());
        int count = channel.read(in.position(known));
        if (count < 0) {
            throw new SSLException("the peer ended its stream in the middle of the handshake");
        }
        if (count > 0 && isRecordWholeWith(in.flip(), count)) {
            if (++handshakeRecords > MAX_HANDSHAKE_RECORDS) {
                throw new SSLException("the handshake goes on and on");
            }
            unwrapAll(in, loop.transferBuffer());
        }
        return count > 0;
    }

    /** Tells the peer, if it can be told, what is wrong or that this is the end. */
    void sayWhy() {
        try {
            engine.closeOutbound();
            while (drain() && wrap(NOTHING).bytesProduced() > 0) {
                // the next one
            }
        } catch (IOException unreachable) {
            // Then it is not told.
        }
    }

    // ---- receiving

    @Override
    public int read(ByteBuffer in) throws IOException {
        int before = in.position();
        ByteBuffer records = loop.scratchBuffer().limit(MAX_RECEIVED).position(partialRecord.length());
        int count = channel.read(records);
        if (count < 0) {
            channelEnded = true;
        } else if (isRecordWholeWith(records.flip(), count)) {
            unwrapOrSayWhyNot(records, in);
        }
        return in.position() - before;
    }

    /** Makes the records begin with the partial one; or adds to that one what has come, if it is still partial. */
    private boolean isRecordWholeWith(ByteBuffer records, int count) {
        if (partialRecord.isStillPartialWith(count)) {
            partialRecord.append(records.position(partialRecord.length()));
            return false;
        }
        partialRecord.copyTo(loop.receiveArray());
        return true;
    }

    private void unwrapOrSayWhyNot(ByteBuffer records, ByteBuffer in) throws IOException {
        try {
            unwrapAll(records, in);
        } catch (SSLException broken) {
            sayWhy();
            throw broken;
        }
    }

    private void unwrapAll(ByteBuffer records, ByteBuffer in) throws SSLException {
        while (records.hasRemaining() && !peerSaidGoodbye) {
            SSLEngineResult result = engine.unwrap(records, in);
            switch (result.getStatus()) {
                case OK -> accept(result);
                case CLOSED -> peerSaidGoodbye = true;
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

    /** After its goodbye a peer is owed nothing but ours, which has its own time. */
    private boolean hasAnswer(SSLEngineResult result) {
        return !peerSaidGoodbye && result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
    }

    private void keep(ByteBuffer records) {
        byte[] bytes = loop.receiveArray();
        int start = records.position();
        int count = records.remaining();
        int body = count < RECORD_HEADER
                ? 0
                : Byte.toUnsignedInt(bytes[start + 3]) << 8 | Byte.toUnsignedInt(bytes[start + 4]);
        partialRecord.replace(bytes, start, count, Math.max(count + 1, RECORD_HEADER + body));
    }

    /** Once the handshake is over, nothing needs a task but a second one. */
    private void accept(SSLEngineResult result) throws SSLException {
        if (!established) {
            return;
        }
        if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            throw new SSLException("the peer asks for a renegotiation, which is refused");
        }
        uselessRecords = result.bytesProduced() > 0 ? 0 : uselessRecords + 1;
        if (uselessRecords > MAX_USELESS_RECORDS) {
            throw new SSLException("the peer sends records without content");
        }
    }

    /** The first record is one of the handshake. */
    @Override
    public boolean hasReceived() {
        return handshakeRecords > 0 || partialRecord.length() > 0;
    }

    @Override
    public boolean hasInputEnded() {
        return peerSaidGoodbye || channelEnded;
    }

    @Override
    public String flawOfInputEnd() {
        return peerSaidGoodbye ? "" : "without the close_notify of TLS, so that something may be missing";
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
                throw new SSLException("the peer takes nothing more: it has ended its stream");
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
    public boolean finishOutput() throws IOException {
        engine.closeOutbound();
        while (drain()) {
            if (engine.isOutboundDone() || wrap(NOTHING).bytesProduced() == 0) {
                return true;
            }
        }
        return false;
    }

    /** Makes one record, of what the engine has to say itself or else of these bytes, and writes what can be written. */
    private SSLEngineResult wrap(ByteBuffer out) throws IOException {
        ByteBuffer ready = loop.scratchBuffer();
        SSLEngineResult result = engine.wrap(out, ready);
        owesAnswer = hasAnswer(result) && result.bytesProduced() > 0;
        channel.write(ready.flip());
        if (ready.hasRemaining()) {
            unsent = ByteBuffer.allocate(ready.remaining()).put(ready).flip();
        }
        return result;
    }

    /** Writes what the channel did not take before. Returns whether all of it is written. */
    private boolean drain() throws IOException {
        if (unsent.hasRemaining()) {
            channel.write(unsent);
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
