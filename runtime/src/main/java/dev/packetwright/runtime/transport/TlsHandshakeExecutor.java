package dev.packetwright.runtime.transport;

import dev.packetwright.runtime.host.Host;
import java.util.concurrent.ExecutorService;

/**
 * Runs the expensive part of TLS handshakes: computing keys and checking certificates takes about a millisecond, or as
 * long as the user's trust manager takes, and on a loop's thread all its sessions would wait. Each listener and connector
 * has an executor of its own, so that a slow trust manager delays no other. Safe for use by many threads.
 */
public final class TlsHandshakeExecutor {
    private final ExecutorService executor;

    /** Makes an executor without threads. The name of its owner becomes part of the names of its threads. */
    public TlsHandshakeExecutor(Host host, String name) {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2); // the others stay free for the loops
        this.executor = host.newPool("packetwright-handshake-" + name, threads);
    }

    /** Runs the work soon. A connection has at most one piece of work here. */
    void execute(Runnable work) {
        executor.execute(work);
    }

    /** Ends the threads once they have finished their work. Further work is rejected, and its handshake fails. */
    public void close() {
        executor.shutdown();
    }
}
