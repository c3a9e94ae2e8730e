package dev.packetwright.examples.chat;

import dev.packetwright.examples.chat.packets.C_Chat;
import dev.packetwright.examples.chat.packets.ClientPacketHandler;
import dev.packetwright.examples.chat.packets.ClientPacketManager;
import dev.packetwright.examples.chat.packets.S_Chat;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.PacketSession;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client that receives the numbered lines of bots, {@code #<run> <bot> <number> ...}, and sends some of its own. It
 * requires the lines of each sender to follow one another without a gap or a duplicate.
 */
final class Witness extends PacketSession implements ClientPacketHandler<Witness> {
    /** The number that bots begin with. */
    static final int FIRST = -1;

    private static final Pattern LINE = Pattern.compile("^#(\\S+ \\d+) (-?\\d+) ");

    private final ClientPacketManager<Witness> packets = new ClientPacketManager<>(this);
    private final Map<String, Integer> first = new ConcurrentHashMap<>();
    private final Map<String, Integer> last = new ConcurrentHashMap<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final String name;

    Witness(String name) {
        this.name = name;
    }

    /** The sender's name in the lines of this client. */
    String name() {
        return name + " 0";
    }

    boolean say(int number, String padding) {
        return send(new C_Chat("#" + name() + " " + number + " " + padding));
    }

    @Override
    protected void onPacket(PacketReader packet) {
        packets.dispatch(this, packet);
    }

    @Override
    public void onS_Chat(Witness session, S_Chat packet) {
        Matcher line = LINE.matcher(packet.chat());
        if (line.find()) {
            hear(line.group(1), Integer.parseInt(line.group(2)));
        }
    }

    private void hear(String sender, int number) {
        first.putIfAbsent(sender, number);
        Integer before = last.put(sender, number);
        if (before != null && number != before + 1) {
            faults.add(name + " heard line " + number + " of " + sender + " after " + before);
        }
    }

    /** The number of the first line received from each sender. */
    Map<String, Integer> first() {
        return first;
    }

    /** The number of the last line received from a sender; less than {@link #FIRST} if none was received. */
    int lastOf(String sender) {
        return last.getOrDefault(sender, FIRST - 1);
    }

    /** The number of senders whose lines this client has received. */
    int senders() {
        return last.size();
    }

    /** A count that grows with each received line. */
    int progress() {
        return last.values().stream().mapToInt(Integer::intValue).sum();
    }

    Queue<String> faults() {
        return faults;
    }
}
