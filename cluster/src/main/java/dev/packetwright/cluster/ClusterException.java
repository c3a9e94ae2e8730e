package dev.packetwright.cluster;

/**
 * Thrown when a node cannot join its cluster. The message explains the cause to people, and {@link #reason} is the
 * cause for programs.
 */
public final class ClusterException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    ClusterException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** The causes. */
    public enum Reason {
        /** The node cannot listen on its address: it is in use, or it is not an address of this machine. */
        ADDRESS_UNUSABLE,
        /** No seed has admitted the node in time: none runs, or the cluster name or the certificates differ. */
        NO_SEED_ANSWERED,
        /** The cluster has another protocol. */
        PROTOCOL_DIFFERS,
        /** The TLS files or the state folder cannot be used. */
        FILES_UNUSABLE
    }

    /** The cause. */
    public Reason reason() {
        return reason;
    }
}
