package dev.packetwright.examples.chat.server;

import dev.packetwright.examples.chat.packets.C_Chat;
import dev.packetwright.examples.chat.packets.S_Chat;
import dev.packetwright.examples.chat.packets.ServerPacketHandler;
import java.util.function.Consumer;

/** The server's handler for the packets of players. */
final class ChatHandler implements ServerPacketHandler<Player> {
    private final Consumer<S_Chat> room;

    /**
     * Makes a handler.
     *
     * @param room receives each line for all players
     */
    ChatHandler(Consumer<S_Chat> room) {
        this.room = room;
    }

    @Override
    public void onC_Chat(Player player, C_Chat packet) {
        room.accept(new S_Chat(player.playerId(), packet.chat()));
    }
}
