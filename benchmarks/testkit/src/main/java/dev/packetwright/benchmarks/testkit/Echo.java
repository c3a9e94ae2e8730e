package dev.packetwright.benchmarks.testkit;

import dev.packetwright.benchmarks.testkit.packets.C_Chat;
import dev.packetwright.benchmarks.testkit.packets.S_Chat;
import dev.packetwright.benchmarks.testkit.packets.ServerPacketManager;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.PacketSession;

/** The session under test: its handler answers each line with the same line. */
final class Echo extends PacketSession {
    private static final ServerPacketManager<PacketSession> PACKETS = new ServerPacketManager<>(Echo::answer);

    static void answer(PacketSession session, C_Chat packet) {
        session.send(new S_Chat(1, packet.chat()));
    }

    @Override
    protected void onPacket(PacketReader packet) {
        PACKETS.dispatch(this, packet);
    }
}
