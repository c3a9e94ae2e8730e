package dev.packetwright.examples.chatcluster.server;

import dev.packetwright.examples.chatcluster.commands.Replay;
import dev.packetwright.examples.chatcluster.commands.Say;
import dev.packetwright.examples.chatcluster.packets.C_Chat;
import dev.packetwright.examples.chatcluster.packets.C_Join;
import dev.packetwright.examples.chatcluster.packets.ServerPacketHandler;
import dev.packetwright.rooms.RoomLink;
import java.util.function.Function;

/** What a node does with what players send. It does not know where the rooms are. */
final class ChatHandler implements ServerPacketHandler<ChatSession> {
    private final Function<String, RoomLink<ChatSession>> rooms;

    ChatHandler(Function<String, RoomLink<ChatSession>> rooms) {
        this.rooms = rooms;
    }

    @Override
    public void onC_Chat(ChatSession session, C_Chat packet) {
        if (session.room().isEmpty()) {
            session.tell("You are in no room.");
        } else if (!session.room().get().tell(session, new Say(packet.chat()))) {
            session.tell("The room is too busy or out of reach. Not said: " + packet.chat());
        }
    }

    @Override
    public void onC_Join(ChatSession session, C_Join packet) {
        if (packet.room().isBlank()) {
            session.tell("A room needs a name.");
        } else if (!packet.room().equals(session.roomName())) {
            enter(session, packet.room());
        } else {
            replay(session, packet);
        }
    }

    private void enter(ChatSession session, String name) {
        RoomLink<ChatSession> room = rooms.apply(name);
        if (room.enter(session)) {
            session.room().ifPresent(before -> before.leave(session));
            session.isIn(name, room);
        } else {
            session.tell("The room is too busy or out of reach. Try again in a moment.");
        }
    }

    /** Who cannot be told what they have missed had better come back in a moment. */
    private void replay(ChatSession session, C_Join position) {
        boolean asked = session.room()
                .filter(room -> room.tell(session, new Replay(position.life(), position.number())))
                .isPresent();
        if (!asked) {
            session.close();
        }
    }
}
