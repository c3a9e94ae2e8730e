package dev.packetwright.examples.chatcluster.server;

import dev.packetwright.examples.chatcluster.packets.S_Chat;
import dev.packetwright.examples.chatcluster.packets.ServerPacketManager;
import dev.packetwright.rooms.RoomLink;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.PacketSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A player's connection to this node, and which room they are in. */
final class ChatSession extends PacketSession {
    /** The id by which the server itself speaks; players have ids from 1. */
    private static final int SERVER = 0;

    private final ServerPacketManager<ChatSession> packets;
    private String roomName = "";
    private @Nullable RoomLink<ChatSession> room;

    ChatSession(ServerPacketManager<ChatSession> packets) {
        this.packets = packets;
    }

    String roomName() {
        return roomName;
    }

    Optional<RoomLink<ChatSession>> room() {
        return Optional.ofNullable(room);
    }

    void isIn(String name, RoomLink<ChatSession> link) {
        roomName = name;
        room = link;
    }

    /** Says something to this player as the server. */
    void tell(String text) {
        send(new S_Chat(SERVER, text));
    }

    @Override
    protected void onPacket(PacketReader packet) {
        packets.dispatch(this, packet);
    }

    @Override
    protected void onDraining() {
        tell("This node is going down. Goodbye!");
    }
}
