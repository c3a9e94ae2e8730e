package dev.packetwright.examples.chat.server;

import dev.packetwright.examples.chat.packets.C_Chat;
import dev.packetwright.examples.chat.packets.S_Chat;
import dev.packetwright.examples.chat.packets.ServerPacketHandler;
import dev.packetwright.runtime.group.SessionGroup;

/** The server's handler for the packets of players. */
final class ChatHandler implements ServerPacketHandler<ChatSession> {
    private final SessionGroup<ChatSession> room;

    ChatHandler(SessionGroup<ChatSession> room) {
        this.room = room;
    }

    @Override
    public void onC_Chat(ChatSession session, C_Chat packet) {
        room.broadcast(new S_Chat(session.playerId(), packet.chat()));
    }
}
