package dev.packetwright.examples.chatcluster.client;

import dev.packetwright.examples.chatcluster.packets.ClientPacketHandler;
import dev.packetwright.examples.chatcluster.packets.ClientPacketManager;
import dev.packetwright.examples.chatcluster.packets.S_Chat;
import dev.packetwright.examples.chatcluster.packets.S_Joined;
import dev.packetwright.examples.chatcluster.packets.S_Lines;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.Disconnect;
import dev.packetwright.runtime.session.PacketSession;

/** A connection of a {@link Conversation}. */
final class ClientSession extends PacketSession implements ClientPacketHandler<ClientSession> {
    private final ClientPacketManager<ClientSession> packets = new ClientPacketManager<>(this);
    private final Conversation conversation;

    ClientSession(Conversation conversation) {
        this.conversation = conversation;
    }

    @Override
    protected void onConnected() {
        conversation.connected(this);
    }

    @Override
    protected void onPacket(PacketReader packet) {
        packets.dispatch(this, packet);
    }

    @Override
    public void onS_Chat(ClientSession session, S_Chat packet) {
        conversation.onChat(packet);
    }

    @Override
    public void onS_Joined(ClientSession session, S_Joined packet) {
        conversation.onJoined(packet);
    }

    @Override
    public void onS_Lines(ClientSession session, S_Lines packet) {
        conversation.onLines(packet);
    }

    @Override
    protected void onDisconnected(Disconnect disconnect) {
        conversation.disconnected(disconnect.toString());
    }
}
