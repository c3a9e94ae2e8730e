package dev.packetwright.examples.chatcluster.server;

import dev.packetwright.examples.chatcluster.commands.History;
import dev.packetwright.examples.chatcluster.commands.Replay;
import dev.packetwright.examples.chatcluster.commands.Say;
import dev.packetwright.examples.chatcluster.commands.ServerPacketHandler;
import dev.packetwright.examples.chatcluster.commands.ServerPacketManager;
import dev.packetwright.examples.chatcluster.packets.S_Chat;
import dev.packetwright.examples.chatcluster.packets.S_Joined;
import dev.packetwright.examples.chatcluster.packets.S_Lines;
import dev.packetwright.rooms.RoomContext;
import dev.packetwright.rooms.RoomLogic;
import dev.packetwright.runtime.packet.PacketReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The logic of a chat room. It numbers the lines, and keeps the last ones for members that connect again. */
final class ChatLogic implements RoomLogic, ServerPacketHandler<Integer> {
    private static final int MAX_LINES = 200;

    /** The maximum size of the stored lines; a packet has at most 65,535 bytes. */
    private static final int MAX_BYTES = 60_000;

    private static final int BYTES_BESIDE_TEXT = 22;

    private final ServerPacketManager<Integer> commands = new ServerPacketManager<>(this);
    private final Deque<History.Line> lines = new ArrayDeque<>();
    private final RoomContext context;
    private long life = System.currentTimeMillis();
    private long lastNumber;
    private int bytes;

    ChatLogic(RoomContext context) {
        this.context = context;
    }

    @Override
    public void onCommand(int member, PacketReader command) {
        commands.dispatch(member, command);
    }

    @Override
    public void onEnter(int member) {
        context.send(member, new S_Joined(context.name(), member, life, lastNumber + 1));
    }

    @Override
    public void onSay(Integer member, Say command) {
        lastNumber++;
        remember(new History.Line(life, lastNumber, member, command.chat()));
        context.broadcast(new S_Chat(member, command.chat()));
    }

    private void remember(History.Line line) {
        lines.add(line);
        bytes += sizeOf(line);
        while (lines.size() > MAX_LINES || bytes > MAX_BYTES) {
            bytes -= sizeOf(lines.remove());
        }
    }

    private static int sizeOf(History.Line line) {
        return BYTES_BESIDE_TEXT + 2 * line.chat().length();
    }

    @Override
    public void onReplay(Integer member, Replay command) {
        long lastLife = 0;
        long last = 0;
        for (History.Line line : lines) {
            if (isAfter(line, command)) {
                if (line.life() != lastLife || line.number() != last + 1) {
                    context.send(member, new S_Lines(line.life(), line.number()));
                }
                context.send(member, new S_Chat(line.playerId(), line.chat()));
                lastLife = line.life();
                last = line.number();
            }
        }
        context.send(member, new S_Lines(life, lastNumber + 1));
    }

    private static boolean isAfter(History.Line line, Replay position) {
        return line.life() > position.life() || (line.life() == position.life() && line.number() > position.number());
    }

    @Override
    public byte[] snapshot() {
        return new History(life, List.copyOf(lines)).toBytes();
    }

    @Override
    public void restore(byte[] snapshot) {
        History history = History.read(new PacketReader(snapshot));
        history.lines().forEach(this::remember);
        life = Math.max(life, history.life() + 1);
    }
}
