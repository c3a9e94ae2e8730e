package dev.packetwright.runtime.websocket;

import dev.packetwright.runtime.loop.EventLoop;
import dev.packetwright.runtime.loop.LoopHandler;
import dev.packetwright.runtime.loop.LoopTimer;
import dev.packetwright.runtime.loop.Registration;
import dev.packetwright.runtime.transport.Farewell;
import dev.packetwright.runtime.transport.Parting;
import dev.packetwright.runtime.transport.Transport;
import dev.packetwright.runtime.transport.Workspace;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The opening handshake of one connection, which has a session only after the handshake has succeeded: a request of at
 * most 8 KiB, and its answer. On a port that is shared with plain packets, the first two bytes decide.
 *
 * <p>After a refusal, the peer has some time to read the answer. A client sends nothing behind its request before the
 * answer, so further bytes are refused.
 */
public final class WebSocketHandshake implements LoopHandler {
    /** Receives the result of a handshake. Called on the loop's thread. */
    public interface Owner {
        /** The handshake has succeeded, and its answer is written. The owner sets the next handler. */
        void upgraded();

        /** The peer has sent something else than a request, on a shared port. The owner sets the next handler. */
        void notRequested();

        /** The handshake has failed. It closes the channel itself. */
        void notUpgraded(IOException failure);

        /** The connection ended before its first byte. The owner closes it. */
        void ended();

        /** The connection was lost before its first byte. The owner closes it. */
        void lost();

        /** A failed handshake has closed the channel, some time after {@link #notUpgraded}. */
        void released();
    }

    private final EventLoop loop;
    private final Workspace workspace;
    private final Registration registration;
    private final Transport transport;
    private final HandshakeRules rules;
    private final Owner owner;
    private final LoopTimer timer;
    private final HeadBytes head = new HeadBytes();
    private boolean decided;
    private boolean refused;
    private @Nullable ByteBuffer answer;

    private WebSocketHandshake(
            EventLoop loop,
            Workspace workspace,
            Registration registration,
            Transport transport,
            HandshakeRules rules,
            Owner owner) {
        this.loop = loop;
        this.workspace = workspace;
        this.registration = registration;
        this.transport = transport;
        this.rules = rules;
        this.owner = owner;
        this.decided = !rules.sharesPort();
        this.timer = loop.runAfter(rules.timeout(), this::timeOut);
    }

    /** Starts the handshake on a transport that is ready. The request may be there already. */
    public static void start(
            EventLoop loop,
            Workspace workspace,
            Registration registration,
            Transport transport,
            HandshakeRules rules,
            Owner owner) {
        var handshake = new WebSocketHandshake(loop, workspace, registration, transport, rules, owner);
        registration.handleBy(handshake);
        registration.set(SelectionKey.OP_READ);
        handshake.ready();
    }

    @Override
    public void ready() {
        try {
            if (answer == null) {
                receive();
            } else {
                write(answer);
            }
        } catch (RefusedRequestException refusal) {
            refuse(refusal);
        } catch (IOException failure) {
            lose(failure);
        }
    }

    private void receive() throws IOException {
        ByteBuffer in = workspace.transferBuffer();
        transport.read(in);
        in.flip();
        if (in.hasRemaining()) {
            take(in);
        } else if (transport.hasInputEnded()) {
            endInput();
        } else if (transport.owesOutput()) {
            transport.write(in);
        }
    }

    private void endInput() {
        if (transport.hasReceived()) {
            end(new ProtocolException("the stream ended after " + head.length() + " bytes of the request"));
        } else {
            timer.cancel();
            owner.ended();
        }
    }

    private void lose(IOException failure) {
        if (transport.hasReceived()) {
            end(failure);
        } else {
            timer.cancel();
            owner.lost();
        }
    }

    private void take(ByteBuffer in) throws IOException {
        if (decided || isRequest(in)) {
            head.append(in);
        }
        if (head.isComplete()) {
            byte[] accepting = UpgradeRequest.parse(head.lines()).answer(rules);
            if (in.hasRemaining()) {
                throw RefusedRequestException.malformed("bytes follow the request before its answer");
            }
            write(ByteBuffer.wrap(accepting));
        }
    }

    /** Decides by the first two bytes, as soon as they are there. */
    private boolean isRequest(ByteBuffer in) {
        int known = head.length(); // at most the first one
        boolean begins = known > 0 || in.get(0) == 'G';
        if (begins && known + in.remaining() < 2) {
            return true;
        }
        decided = true;
        if (begins && in.get(1 - known) == 'E') {
            return true;
        }
        takeAsPackets(in, known);
        return false;
    }

    private void takeAsPackets(ByteBuffer in, int known) {
        timer.cancel();
        registration.set(0);
        byte[] bytes = new byte[known + in.remaining()];
        Arrays.fill(bytes, 0, known, (byte) 'G');
        in.get(bytes, known, in.remaining());
        transport.putBack(bytes);
        owner.notRequested();
    }

    // ---- the answer

    private void write(ByteBuffer bytes) throws IOException {
        answer = bytes;
        transport.write(bytes);
        if (bytes.hasRemaining() || transport.owesOutput()) {
            registration.set(SelectionKey.OP_WRITE);
        } else if (refused) {
            timer.cancel();
            transport.finishOutput(Farewell.SILENT);
            Parting.start(loop, workspace, registration, owner::released);
        } else {
            timer.cancel();
            registration.set(0);
            owner.upgraded();
        }
    }

    private void refuse(RefusedRequestException refusal) {
        refused = true;
        owner.notUpgraded(refusal);
        try {
            write(ByteBuffer.wrap(HttpAnswer.refusal(refusal)));
        } catch (IOException gone) {
            release();
        }
    }

    // ---- the end

    private void timeOut() {
        if (answer == null) {
            refuse(new RefusedRequestException(
                    HttpAnswer.REQUEST_TIMEOUT,
                    "the request was not complete after " + rules.timeout() + ", but had " + head.length() + " bytes"));
        } else {
            end(new ProtocolException("the peer does not take the answer"));
        }
    }

    private void end(IOException failure) {
        if (registration.isValid() && !refused) {
            owner.notUpgraded(failure);
        }
        release();
    }

    private void release() {
        timer.cancel();
        if (registration.isValid()) {
            registration.close();
            owner.released();
        }
    }

    @Override
    public void close() {
        end(new IOException("closed during the handshake of WebSocket"));
    }

    @Override
    public void abort() {
        close();
    }
}
