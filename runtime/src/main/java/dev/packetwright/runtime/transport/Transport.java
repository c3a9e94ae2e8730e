package dev.packetwright.runtime.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** Moves the bytes of one connection, plain or under TLS. It never blocks. Used by the loop's thread only. */
public interface Transport {
    /** Receives bytes. Returns their number; 0 if there are none at the moment, or no more at all. */
    int read(ByteBuffer in) throws IOException;

    /** Whether the peer has sent at least one byte; a byte of a TLS handshake counts. */
    boolean hasReceived();

    /** Whether the peer has ended its stream, and the whole stream has been read. */
    boolean hasInputEnded();

    /** Describes an irregular end of the peer's stream; empty if the end is regular. */
    String flawOfInputEnd();

    /**
     * Writes bytes.
     *
     * @param out the oldest bytes of the queue. The next call, made when the channel is writable, must begin with the
     *     bytes that remain in it
     * @return the number of bytes that the operating system has accepted in a form that the peer can decode
     */
    int write(ByteBuffer out) throws IOException;

    /** Whether the transport has output of its own. {@link #write} writes it, even if the given buffer is empty. */
    boolean owesOutput();

    /**
     * Ends the stream as the transport requires; the channel itself is ended by the caller.
     *
     * @return whether the operating system has accepted all output. If not, call again when the channel is writable
     */
    boolean finishOutput() throws IOException;

    /** The TLS session; empty without TLS. May be called from any thread. */
    Optional<SSLSession> tlsSession();
}
