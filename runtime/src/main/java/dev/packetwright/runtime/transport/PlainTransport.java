package dev.packetwright.runtime.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** A transport without TLS: the bytes of the session are those of the channel. */
public final class PlainTransport implements Transport {
    private final SocketChannel channel;
    private byte @Nullable [] early;
    private boolean received;
    private boolean inputEnded;

    public PlainTransport(SocketChannel channel) {
        this.channel = channel;
    }

    /** Makes a transport whose first bytes have been read from the channel already. */
    public PlainTransport(SocketChannel channel, ByteBuffer early) {
        this(channel);
        if (early.hasRemaining()) {
            this.early = new byte[early.remaining()];
            early.get(this.early);
        }
    }

    @Override
    public void putBack(byte[] bytes) {
        early = bytes;
    }

    @Override
    public int read(ByteBuffer in) throws IOException {
        int count = early == null ? channel.read(in) : readEarly(early, in);
        received |= count > 0;
        inputEnded = count < 0;
        return Math.max(0, count);
    }

    private int readEarly(byte[] bytes, ByteBuffer in) {
        early = null;
        in.put(bytes);
        return bytes.length;
    }

    @Override
    public boolean hasEarlyInput() {
        return early != null;
    }

    @Override
    public boolean hasReceived() {
        return received;
    }

    @Override
    public boolean hasInputEnded() {
        return inputEnded;
    }

    @Override
    public String flawOfInputEnd() {
        return "";
    }

    @Override
    public int write(ByteBuffer out) throws IOException {
        return channel.write(out);
    }

    @Override
    public boolean owesOutput() {
        return false;
    }

    @Override
    public boolean owesAnswer() {
        return false;
    }

    @Override
    public long recordBytesWritten() {
        return 0;
    }

    @Override
    public boolean finishOutput(Farewell farewell) {
        return true;
    }

    @Override
    public Optional<SSLSession> tlsSession() {
        return Optional.empty();
    }
}
