package dev.packetwright.runtime.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** How the bytes of a connection travel: as they are, or under TLS. Never blocks. Used by the loop's thread only. */
interface Transport {
    /** Receives bytes. Returns how many, 0 if there are none yet or none any more. */
    int read(ByteBuffer in) throws IOException;

    /** Whether the peer has ever sent a byte, be it of a handshake. */
    boolean hasReceived();

    /** Whether the peer has ended its stream, and all of it has been read. */
    boolean hasInputEnded();

    /** What is wrong with the end of the peer's stream, in a few words; empty if nothing is. */
    String flawOfInputEnd();

    /**
     * Writes bytes.
     *
     * @param out the oldest bytes to write. Those that it still has afterwards are to be given again, the same bytes in
     *     front, when the channel is writable
     * @return how many bytes the operating system has taken, in a form that the peer can make something of
     */
    int write(ByteBuffer out) throws IOException;

    /** Whether there is something of the transport's own to write: to be had by {@link #write}, with or without bytes. */
    boolean owesOutput();

    /**
     * Ends the stream, as far as that takes more than to end the channel's.
     *
     * @return whether the operating system has taken all of it; if not, to be called again when the channel is writable
     */
    boolean finishOutput() throws IOException;

    /** What TLS knows of the peer, where there is TLS. May be called from any thread. */
    Optional<SSLSession> tlsSession();
}
