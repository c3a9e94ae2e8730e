package dev.packetwright.cluster;

/** A node could not join its cluster. The message says why, for people. */
public final class ClusterException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    ClusterException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why a node could not join. */
    public enum Reason {
        /** The node cannot listen on its address: somebody else does, or it is not this machine's. */
        ADDRESS_UNUSABLE,
        /** No seed has let the node in within the time: none runs, another cluster's name, other certificates. */
        NO_SEED_ANSWERED,
        /** The cluster speaks another protocol. */
        PROTOCOL_DIFFERS,
        /** The files of TLS or the folder for the state cannot be used. */
        FILES_UNUSABLE
    }

    /** Why, for programs. */
    public Reason reason() {
        return reason;
    }
}
