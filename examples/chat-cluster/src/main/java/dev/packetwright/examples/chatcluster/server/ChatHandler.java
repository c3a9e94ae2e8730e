package dev.packetwright.examples.chatcluster.server;

import dev.packetwright.examples.chatcluster.commands.Replay;
import dev.packetwright.examples.chatcluster.commands.Say;
import dev.packetwright.examples.chatcluster.packets.C_Chat;
import dev.packetwright.examples.chatcluster.packets.C_Join;
import dev.packetwright.examples.chatcluster.packets.ServerPacketHandler;
import dev.packetwright.rooms.RoomRef;
import dev.packetwright.rooms.Rooms;

/** The handlers of the packets that players send. They work with local rooms and with rooms of a cluster. */
final class ChatHandler implements ServerPacketHandler<ChatSession> {
    private final Rooms<ChatSession> rooms;

    ChatHandler(Rooms<ChatSession> rooms) {
        this.rooms = rooms;
    }

    @Override
    public void onC_Chat(ChatSession session, C_Chat packet) {
        if (session.room().isEmpty()) {
            session.tell("You are in no room.");
        } else if (!session.room().get().tell(session, new Say(packet.chat()))) {
            session.tell("The room is too busy or out of reach. Not sent: " + packet.chat());
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
        RoomRef<ChatSession> room = rooms.room(name);
        if (room.enter(session)) {
            session.room().ifPresent(before -> before.leave(session));
            session.setRoom(name, room);
        } else {
            session.tell("The room is too busy or out of reach. Try again in a moment.");
        }
    }

    /** Closes the session if the room does not take the request: the client connects again and asks again. */
    private void replay(ChatSession session, C_Join position) {
        boolean asked = session.room()
                .filter(room -> room.tell(session, new Replay(position.life(), position.number())))
                .isPresent();
        if (!asked) {
            session.close();
        }
    }
}
