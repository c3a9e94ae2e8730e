package dev.packetwright.runtime.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Moves the bytes of one connection: plain, under TLS, or in the frames of WebSocket. It never blocks. Used by the loop's
 * thread only.
 */
public interface Transport {
    /**
     * Receives bytes, if there are any.
     *
     * @return the number of bytes for which this counts in a rate: those on the wire. A TLS record counts as at least
     *     128, because a record costs the same time however little it carries
     */
    int read(ByteBuffer in) throws IOException;

    /** Takes bytes back that were read but are not for the caller. The next {@link #read} returns them. */
    void putBack(byte[] bytes);

    /** Whether there is input that the channel does not report as readable, because it has been read already. */
    boolean hasEarlyInput();

    /** Whether the peer has sent at least one byte; a byte of a TLS handshake counts. */
    boolean hasReceived();

    /** The signs of life that the peer has given without sending bytes of the session, so far. */
    default long emptySignsOfLife() {
        return 0;
    }

    /** Whether the peer has ended its stream, and the whole stream has been read. Nothing more can be read. */
    boolean hasInputEnded();

    /** Describes an irregular end of the peer's stream; empty if the end is regular. */
    String flawOfInputEnd();

    /** The violation with which the peer has ended its stream; null if it has not. */
    default @Nullable IOException violation() {
        return null;
    }

    /** Called about once a second, with the time of the loop. */
    default void sweep(long now) {}

    /**
     * Writes bytes.
     *
     * @param out the oldest bytes of the queue, in {@link Workspace#transferBuffer()}. The next call, made when the
     *     channel is writable, must begin with the bytes that remain in it
     * @return the number of bytes that the operating system has accepted in a form that the peer can decode
     */
    int write(ByteBuffer out) throws IOException;

    /** Whether the transport has output of its own. {@link #write} writes it, even if the given buffer is empty. */
    boolean owesOutput();

    /** Whether the output is an answer that the peer has asked for. To read on would make it owe more and more. */
    boolean owesAnswer();

    /** The number of bytes written as records of TLS or frames so far, whole or not; 0 for a plain transport. */
    long recordBytesWritten();

    /**
     * Ends the stream as the transport requires; the channel itself is ended by the caller.
     *
     * @return whether the operating system has accepted all output. If not, call again when the channel is writable
     */
    boolean finishOutput(Farewell farewell) throws IOException;

    /** Whether the peer answers the end of this stream, and sends nothing more after its answer. */
    default boolean awaitsAnswerToEnd() {
        return false;
    }

    /**
     * Tells the peer, as far as that is possible at once, why the connection ends. Nothing is written after this.
     *
     * @return whether the peer should have the time to read that, so that the channel is not to be closed at once
     */
    default boolean part(Farewell farewell) {
        return false;
    }

    /** The TLS session; empty without TLS. May be called from any thread. */
    Optional<SSLSession> tlsSession();
}
