package dev.packetwright.generator.resolve;

import dev.packetwright.generator.model.Direction;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Determines the direction of a packet from its attributes and its name. */
final class Directions {
    /** The values of {@code from}. */
    static final Map<String, Direction> FROM = Map.of(
            "client", Direction.CLIENT_TO_SERVER,
            "server", Direction.SERVER_TO_CLIENT,
            "both", Direction.BOTH);

    private static final List<String> FROM_SERVER = List.of("S_", "S2C_", "SC_", "SP_", "RES_");
    private static final List<String> FROM_CLIENT = List.of("C_", "C2S_", "CS_", "CP_", "REQ_");

    private Directions() {}

    /**
     * Returns the direction for the prefix of a packet's name, in any case; without a known prefix, both directions.
     */
    static Direction byPrefix(String packetName) {
        String name = packetName.toUpperCase(Locale.ROOT);
        if (FROM_SERVER.stream().anyMatch(name::startsWith)) {
            return Direction.SERVER_TO_CLIENT;
        }
        return FROM_CLIENT.stream().anyMatch(name::startsWith) ? Direction.CLIENT_TO_SERVER : Direction.BOTH;
    }
}
