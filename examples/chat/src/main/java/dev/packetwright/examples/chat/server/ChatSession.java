package dev.packetwright.examples.chat.server;

import dev.packetwright.examples.chat.packets.S_Chat;
import dev.packetwright.examples.chat.packets.ServerPacketManager;
import dev.packetwright.runtime.group.SessionGroup;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.Disconnect;
import dev.packetwright.runtime.session.PacketSession;
import dev.packetwright.runtime.session.SessionManager;

/** A player: one connection, with an id that the others see. */
final class ChatSession extends PacketSession implements Player {
    /** The id of lines from the server itself. Players have ids from 1. */
    private static final int SERVER = 0;

    private final SessionManager<ChatSession> sessions;
    private final SessionGroup<ChatSession> room;
    private final ServerPacketManager<Player> packets;
    private int playerId;

    ChatSession(
            SessionManager<ChatSession> sessions, SessionGroup<ChatSession> room, ServerPacketManager<Player> packets) {
        this.sessions = sessions;
        this.room = room;
        this.packets = packets;
    }

    @Override
    public int playerId() {
        return playerId;
    }

    @Override
    protected void onConnected() {
        playerId = sessions.add(this);
        room.enter(this);
        System.out.println("player " + playerId + " joined from " + remoteAddress());
    }

    @Override
    protected void onPacket(PacketReader packet) {
        packets.dispatch(this, packet);
    }

    @Override
    protected void onDraining() {
        send(new S_Chat(SERVER, "The server is going down. Goodbye!"));
    }

    /** The session manager and the group remove an ended session by themselves. */
    @Override
    protected void onDisconnected(Disconnect disconnect) {
        System.out.println("player " + playerId + " left: " + disconnect);
    }
}
