package dev.packetwright.examples.chatcluster.server;

import dev.packetwright.examples.chatcluster.packets.S_Chat;
import dev.packetwright.examples.chatcluster.packets.ServerPacketManager;
import dev.packetwright.rooms.RoomRef;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.PacketSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A player's connection to this node, and the player's room. */
final class ChatSession extends PacketSession {
    /** The sender of the server's own lines; players have ids of 1 or more. */
    private static final int SERVER = 0;

    private final ServerPacketManager<ChatSession> packets;
    private String roomName = "";
    private @Nullable RoomRef<ChatSession> room;

    ChatSession(ServerPacketManager<ChatSession> packets) {
        this.packets = packets;
    }

    String roomName() {
        return roomName;
    }

    Optional<RoomRef<ChatSession>> room() {
        return Optional.ofNullable(room);
    }

    void setRoom(String name, RoomRef<ChatSession> ref) {
        roomName = name;
        room = ref;
    }

    /** Sends this player a line of the server. */
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
