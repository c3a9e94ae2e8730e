package dev.packetwright.generator.target.java;

import dev.packetwright.generator.model.Side;
import dev.packetwright.generator.target.java.name.JavaNames;
import java.util.Locale;

/**
 * The names of the classes of a side.
 *
 * @param packet the interface of the packets that the side receives
 * @param handler the interface that the user implements
 * @param manager the class that dispatches to it
 */
record SideNames(Side side, String packet, String handler, String manager) {
    static SideNames of(Side side) {
        return switch (side) {
            case SERVER ->
                new SideNames(side, JavaNames.SERVER_PACKET, JavaNames.SERVER_HANDLER, JavaNames.SERVER_MANAGER);
            case CLIENT ->
                new SideNames(side, JavaNames.CLIENT_PACKET, JavaNames.CLIENT_HANDLER, JavaNames.CLIENT_MANAGER);
        };
    }

    /** The side in a sentence. */
    String name() {
        return side.name().toLowerCase(Locale.ROOT);
    }
}
