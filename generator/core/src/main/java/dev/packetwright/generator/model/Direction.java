package dev.packetwright.generator.model;

import java.util.List;
import java.util.Locale;

/** The direction in which a packet travels. */
public enum Direction {
    /** Sent by the client, handled by the server. */
    CLIENT_TO_SERVER,
    /** Sent by the server, handled by the client. */
    SERVER_TO_CLIENT,
    /** Sent and handled by either side. */
    BOTH;

    private static final List<String> FROM_SERVER = List.of("S_", "S2C_", "SC_", "SP_", "RES_");
    private static final List<String> FROM_CLIENT = List.of("C_", "C2S_", "CS_", "CP_", "REQ_");

    /**
     * Returns the direction for the prefix of a packet's name, in any case; without a known prefix, both directions.
     */
    public static Direction byPrefix(String packetName) {
        String name = packetName.toUpperCase(Locale.ROOT);
        if (FROM_SERVER.stream().anyMatch(name::startsWith)) {
            return SERVER_TO_CLIENT;
        }
        return FROM_CLIENT.stream().anyMatch(name::startsWith) ? CLIENT_TO_SERVER : BOTH;
    }

    /** Returns whether a side handles packets with this direction. */
    public boolean isReceivedBy(Side side) {
        return switch (this) {
            case CLIENT_TO_SERVER -> side == Side.SERVER;
            case SERVER_TO_CLIENT -> side == Side.CLIENT;
            case BOTH -> true;
        };
    }
}
