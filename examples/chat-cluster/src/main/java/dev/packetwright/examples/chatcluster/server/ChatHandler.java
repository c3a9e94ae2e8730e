package dev.packetwright.examples.chatcluster.server;

import dev.packetwright.examples.chatcluster.commands.Replay;
import dev.packetwright.examples.chatcluster.commands.Say;
import dev.packetwright.examples.chatcluster.packets.C_Chat;
import dev.packetwright.examples.chatcluster.packets.C_Join;
import dev.packetwright.examples.chatcluster.packets.ServerPacketHandler;

/** The handlers of the packets that players send. */
final class ChatHandler implements ServerPacketHandler<Player> {
    @Override
    public void onC_Chat(Player player, C_Chat packet) {
        if (player.roomName().isEmpty()) {
            player.tell("You are in no room.");
        } else if (!player.command(new Say(packet.chat()))) {
            player.tell("The room is too busy or out of reach. Not sent: " + packet.chat());
        }
    }

    @Override
    public void onC_Join(Player player, C_Join packet) {
        if (packet.room().isBlank()) {
            player.tell("A room needs a name.");
        } else if (packet.room().equals(player.roomName())) {
            replay(player, packet);
        } else if (!player.enter(packet.room())) {
            player.tell("The room is too busy or out of reach. Try again in a moment.");
        }
    }

    /** Closes the connection if the room does not take the request: the client connects again and asks again. */
    private static void replay(Player player, C_Join position) {
        if (!player.command(new Replay(position.life(), position.number()))) {
            player.close();
        }
    }
}
