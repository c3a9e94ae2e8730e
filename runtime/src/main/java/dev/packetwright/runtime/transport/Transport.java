package dev.packetwright.runtime.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** Moves the bytes of one connection, plain or under TLS. It never blocks. Used by the loop's thread only. */
public interface Transport {
    /**
     * Receives bytes, if there are any.
     *
     * @return the number of bytes for which this counts in a rate: those on the wire. A TLS record counts as at least
     *     128, because a record costs the same time however little it carries
     */
    int read(ByteBuffer in) throws IOException;

    /** Whether there is input that the channel does not report as readable, because it has been read already. */
    boolean hasEarlyInput();

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

    /** Whether the output is an answer that the peer has asked for. To read on would make it owe more and more. */
    boolean owesAnswer();

    /** The number of bytes written as TLS records so far, whole or not; 0 without TLS. */
    long recordBytesWritten();

    /**
     * Ends the stream as the transport requires; the channel itself is ended by the caller.
     *
     * @return whether the operating system has accepted all output. If not, call again when the channel is writable
     */
    boolean finishOutput() throws IOException;

    /** The TLS session; empty without TLS. May be called from any thread. */
    Optional<SSLSession> tlsSession();
}
