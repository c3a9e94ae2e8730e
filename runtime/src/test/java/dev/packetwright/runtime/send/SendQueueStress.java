package dev.packetwright.runtime.send;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.packetwright.runtime.testing.Message;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Tests the send queue, between sending threads and a loop, in all orders in which processors may execute them. */
final class SendQueueStress {
    private static final ChunkPool POOL = new ChunkPool(new LongAdder(), new LongAdder());
    private static final int LARGE = SendQueue.COPY_LIMIT + 1;
    private static final byte[] ONES = bytes(LARGE, 1);
    private static final byte[] TWOS = bytes(LARGE + 1, 2);

    private SendQueueStress() {}

    private static SendQueue newQueue() {
        return new SendQueue(POOL, new SendLimits(1 << 20, 256 << 10));
    }

    private static byte[] bytes(int count, int value) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /** Takes all bytes of the queue, like a loop whose channel accepts everything. */
    private static ByteBuffer take(SendQueue queue) {
        ByteBuffer out = ByteBuffer.allocate(3 * LARGE);
        queue.peek(out);
        queue.remove(out.position());
        return out.flip();
    }

    /** A send races with a gentle close, which closes the queue and then flushes its content. */
    @JCStressTest
    @State
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "accepted, and flushed")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "refused")
    @Outcome(expect = FORBIDDEN, desc = "accepted and never flushed, or refused and flushed")
    public static class SendAgainstClose {
        private final SendQueue queue = newQueue();

        @Actor
        public void thread(II_Result result) {
            result.r1 = queue.append(ONES, 1) == SendQueue.Outcome.ACCEPTED ? 1 : 0;
        }

        @Actor
        public void loop(II_Result result) {
            queue.close();
            result.r2 = take(queue).remaining() / LARGE;
        }
    }

    /** A send races with an abrupt end, which reports how much it dropped. */
    @JCStressTest
    @State
    @Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "accepted, and told to be dropped")
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "refused")
    @Outcome(expect = FORBIDDEN, desc = "accepted and not told, or left behind")
    public static class SendAgainstDiscard {
        private final SendQueue queue = newQueue();

        @Actor
        public void thread(III_Result result) {
            result.r1 = queue.append(ONES, 1) == SendQueue.Outcome.ACCEPTED ? 1 : 0;
        }

        @Actor
        public void loop(III_Result result) {
            result.r2 = queue.discard() / LARGE;
        }

        @Arbiter
        public void rest(III_Result result) {
            result.r3 = queue.size();
        }
    }

    /** A thread sends two small packets, which share a chunk, while the loop writes and gives chunks back. */
    @JCStressTest
    @State
    @Outcome(
            id = {"0, 2", "1, 1", "2, 0"},
            expect = ACCEPTABLE,
            desc = "whole, in order, once")
    @Outcome(expect = FORBIDDEN, desc = "torn, lost, twice, or in another order")
    public static class PacketsAgainstWrite {
        private static final Message FIRST = Message.of(7, 1);
        private static final Message SECOND = Message.of(7, 2);

        private final SendQueue queue = newQueue();
        private int seen;

        @Actor
        public void thread() {
            queue.append(FIRST, Message.MIN_SIZE);
            queue.append(SECOND, Message.MIN_SIZE);
        }

        @Actor
        public void loop(II_Result result) {
            result.r1 = next(take(queue));
        }

        @Arbiter
        public void rest(II_Result result) {
            result.r2 = next(take(queue));
        }

        /** The number of packets, or -1 if one of them is not as expected. */
        private int next(ByteBuffer out) {
            int count = 0;
            while (out.hasRemaining()) {
                byte[] expected = (seen == 0 ? FIRST : SECOND).toBytes();
                byte[] actual = new byte[Math.min(expected.length, out.remaining())];
                out.get(actual);
                if (!Arrays.equals(expected, actual)) {
                    return -1;
                }
                seen++;
                count++;
            }
            return count;
        }
    }

    /** Two threads send while no thread writes. */
    @JCStressTest
    @State
    @Outcome(
            id = {"1, 2", "2, 1"},
            expect = ACCEPTABLE,
            desc = "both, whole, one after the other")
    @Outcome(expect = FORBIDDEN, desc = "one was lost, or they are mixed")
    public static class SendAgainstSend {
        private final SendQueue queue = newQueue();

        @Actor
        public void one() {
            queue.append(ONES, 1);
        }

        @Actor
        public void other() {
            queue.append(TWOS, 1);
        }

        @Arbiter
        public void loop(II_Result result) {
            ByteBuffer out = take(queue);
            result.r1 = whole(out);
            result.r2 = whole(out);
        }
    }

    /** A position replaces an older one while the loop writes the older one. */
    @JCStressTest
    @State
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "the older one was written, and then the newer one")
    @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "the newer one took its place")
    @Outcome(expect = FORBIDDEN, desc = "one was lost, came twice, or is part of both")
    public static class LatestAgainstWrite {
        private final SendQueue queue = newQueue();

        public LatestAgainstWrite() {
            queue.appendLatest("position", ONES, 1);
        }

        @Actor
        public void thread() {
            queue.appendLatest("position", TWOS, 1);
        }

        @Actor
        public void loop(II_Result result) {
            result.r1 = whole(take(queue));
        }

        @Arbiter
        public void rest(II_Result result) {
            result.r2 = whole(take(queue));
        }
    }

    /**
     * The number of the packet that comes next: 1 or 2 if it is complete, 0 if there is none, -1 if it is not intact.
     */
    private static int whole(ByteBuffer out) {
        if (!out.hasRemaining()) {
            return 0;
        }
        byte[] expected = out.get(out.position()) == 1 ? ONES : TWOS;
        byte[] actual = new byte[Math.min(expected.length, out.remaining())];
        out.get(actual);
        return Arrays.equals(expected, actual) ? expected[0] : -1;
    }
}
