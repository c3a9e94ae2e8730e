package dev.packetwright.runtime.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** A transport without TLS: the bytes of the session are those of the channel. */
public final class PlainTransport implements Transport {
    private final SocketChannel channel;
    private boolean received;
    private boolean inputEnded;

    public PlainTransport(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read(ByteBuffer in) throws IOException {
        int count = channel.read(in);
        received |= count > 0;
        inputEnded = count < 0;
        return Math.max(0, count);
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
    public boolean finishOutput() {
        return true;
    }

    @Override
    public Optional<SSLSession> tlsSession() {
        return Optional.empty();
    }
}
