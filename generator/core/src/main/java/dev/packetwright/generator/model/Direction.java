package dev.packetwright.generator.model;

/** The direction in which a packet travels. */
public enum Direction {
    /** Sent by the client, handled by the server. */
    CLIENT_TO_SERVER,
    /** Sent by the server, handled by the client. */
    SERVER_TO_CLIENT,
    /** Sent and handled by either side. */
    BOTH;

    /** Returns whether a side handles packets with this direction. */
    public boolean isReceivedBy(Side side) {
        return switch (this) {
            case CLIENT_TO_SERVER -> side == Side.SERVER;
            case SERVER_TO_CLIENT -> side == Side.CLIENT;
            case BOTH -> true;
        };
    }
}
