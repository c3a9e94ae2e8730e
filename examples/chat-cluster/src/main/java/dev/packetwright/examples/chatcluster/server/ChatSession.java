package dev.packetwright.examples.chatcluster.server;

import dev.packetwright.examples.chatcluster.packets.S_Chat;
import dev.packetwright.examples.chatcluster.packets.ServerPacketManager;
import dev.packetwright.rooms.RoomRef;
import dev.packetwright.rooms.Rooms;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.PacketSession;
import org.jspecify.annotations.Nullable;

/** A player's connection to this node. Works with local rooms and with rooms of a cluster. */
final class ChatSession extends PacketSession implements Player {
    /** The sender of the server's own lines; players have ids of 1 or more. */
    private static final int SERVER = 0;

    private final Rooms<ChatSession> rooms;
    private final ServerPacketManager<Player> packets;
    private String roomName = "";
    private @Nullable RoomRef<ChatSession> room;

    ChatSession(Rooms<ChatSession> rooms, ServerPacketManager<Player> packets) {
        this.rooms = rooms;
        this.packets = packets;
    }

    @Override
    public String roomName() {
        return roomName;
    }

    @Override
    public boolean enter(String name) {
        RoomRef<ChatSession> next = rooms.room(name);
        if (!next.enter(this)) {
            return false;
        }
        if (room != null) {
            room.leave(this);
        }
        room = next;
        roomName = name;
        return true;
    }

    @Override
    public boolean command(Packet command) {
        return room != null && room.tell(this, command);
    }

    @Override
    public void tell(String text) {
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
