package dev.packetwright.testkit.turn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The memory of the loops of one network. The next network on the same thread uses it again, because to clear hundreds of
 * kilobytes takes longer than a test.
 */
final class Memory {
    private static final int MOST_FREE = 64;
    private static final ThreadLocal<Map<Integer, Deque<byte[]>>> FREE = ThreadLocal.withInitial(HashMap::new);

    private final List<byte[]> used = new ArrayList<>();

    byte[] take(int length) {
        byte[] free = freeOf(length).poll();
        byte[] taken = free == null ? new byte[length] : free;
        used.add(taken);
        return taken;
    }

    /** Gives everything back. Nobody may use it any more. */
    void giveBack() {
        for (byte[] each : used) {
            Deque<byte[]> free = freeOf(each.length);
            if (free.size() < MOST_FREE) {
                free.push(each);
            }
        }
        used.clear();
    }

    private static Deque<byte[]> freeOf(int length) {
        return FREE.get().computeIfAbsent(length, added -> new ArrayDeque<>());
    }
}
