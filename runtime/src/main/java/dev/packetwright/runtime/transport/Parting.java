package dev.packetwright.runtime.transport;

import dev.packetwright.runtime.loop.EventLoop;
import dev.packetwright.runtime.loop.LoopHandler;
import dev.packetwright.runtime.loop.LoopTimer;
import dev.packetwright.runtime.loop.Registration;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * The last moments of a channel on which everything is written: the peer may end the connection itself, for a second or
 * until it has sent 64 KiB more. To close at once, with the peer's bytes unread, would reset the connection, and the peer
 * might never see the last bytes.
 */
public final class Parting implements LoopHandler {
    private static final Duration TIME_TO_END = Duration.ofSeconds(1);
    private static final int MAX_DISCARDED = 64 * 1024;

    private final Workspace workspace;
    private final Registration registration;
    private final Runnable released;
    private final LoopTimer timer;
    private int discarded;

    private Parting(EventLoop loop, Workspace workspace, Registration registration, Runnable released) {
        this.workspace = workspace;
        this.registration = registration;
        this.released = released;
        this.timer = loop.runAfter(TIME_TO_END, this::release);
    }

    /**
     * Ends the stream of the channel, and closes it when the peer has ended its own.
     *
     * @param released called once, after the channel has been closed
     */
    public static void start(EventLoop loop, Workspace workspace, Registration registration, Runnable released) {
        var parting = new Parting(loop, workspace, registration, released);
        registration.handleBy(parting);
        try {
            parting.channel().shutdownOutput();
            registration.set(SelectionKey.OP_READ);
        } catch (IOException gone) {
            parting.release();
        }
    }

    private SocketChannel channel() {
        return (SocketChannel) registration.channel();
    }

    @Override
    public void ready() {
        try {
            int count = channel().read(workspace.transferBuffer());
            discarded += count;
            if (count < 0 || discarded > MAX_DISCARDED) {
                release();
            }
        } catch (IOException gone) {
            release();
        }
    }

    private void release() {
        timer.cancel();
        if (registration.isValid()) {
            registration.close();
            released.run();
        }
    }

    /** Has no effect: the peer has little time anyway. */
    @Override
    public void close() {}

    @Override
    public void abort() {
        release();
    }
}
