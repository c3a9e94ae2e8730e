package dev.packetwright.runtime.session;

/** Is told when a session has ended: what keeps sessions, as rooms do, lets go of them by it. */
@FunctionalInterface
public interface DisconnectListener {
    /**
     * The session has ended, and its {@link Session#onDisconnected} has returned. Called once, on the session's loop
     * thread, with no lock held. What it throws is logged.
     */
    void disconnected(Session session, Disconnect disconnect);
}
