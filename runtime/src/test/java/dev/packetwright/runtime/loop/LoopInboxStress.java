package dev.packetwright.runtime.loop;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Tests the inbox of a loop in all orders in which processors may execute the threads. */
final class LoopInboxStress {
    private LoopInboxStress() {}

    private static final class Item extends LoopTask {
        @Override
        protected void turn() {
            throw new AssertionError("not called here");
        }

        @Override
        public void abort() {
            throw new AssertionError("not called here");
        }
    }

    /** The length of a linked list. The count stops at 9, which is more than any list has unless it is circular. */
    private static int count(@Nullable LoopTask first) {
        int count = 0;
        for (LoopTask item = first; item != null && count < 9; item = item.next) {
            count++;
        }
        return count;
    }

    /** A thread adds a task while the loop is about to wait. */
    @JCStressTest
    @State
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the loop would wait and is woken")
    @Outcome(
            id = {"0, 0", "1, 0"},
            expect = ACCEPTABLE,
            desc = "the loop sees the task")
    @Outcome(id = "0, 1", expect = FORBIDDEN, desc = "the loop waits and nobody wakes it")
    public static class TaskOrWait {
        private final LoopInbox inbox = new LoopInbox();

        @Actor
        public void thread(II_Result result) {
            inbox.add(() -> {});
            result.r1 = inbox.mustWake() ? 1 : 0;
        }

        @Actor
        public void loop(II_Result result) {
            result.r2 = inbox.park() ? 1 : 0;
        }
    }

    /** A thread schedules a connection while the loop is about to wait. */
    @JCStressTest
    @State
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the loop would wait and is woken")
    @Outcome(
            id = {"0, 0", "1, 0"},
            expect = ACCEPTABLE,
            desc = "the loop sees the connection")
    @Outcome(id = "0, 1", expect = FORBIDDEN, desc = "the loop waits and nobody wakes it")
    public static class ScheduleOrWait {
        private final LoopInbox inbox = new LoopInbox();
        private final Item item = new Item();

        @Actor
        public void thread(II_Result result) {
            inbox.schedule(item);
            result.r1 = inbox.mustWake() ? 1 : 0;
        }

        @Actor
        public void loop(II_Result result) {
            result.r2 = inbox.park() ? 1 : 0;
        }
    }

    /** Two threads wake a loop that waits. */
    @JCStressTest
    @State
    @Outcome(
            id = {"0, 1", "1, 0"},
            expect = ACCEPTABLE,
            desc = "one wakes it")
    @Outcome(expect = FORBIDDEN, desc = "both pay for the wakeup, or nobody wakes it")
    public static class OneWakeup {
        private final LoopInbox inbox = new LoopInbox();

        public OneWakeup() {
            inbox.park();
        }

        @Actor
        public void one(II_Result result) {
            result.r1 = inbox.mustWake() ? 1 : 0;
        }

        @Actor
        public void other(II_Result result) {
            result.r2 = inbox.mustWake() ? 1 : 0;
        }
    }

    /** The dirty flag: a change races with the turn that an earlier change has scheduled. */
    @JCStressTest
    @State
    @Outcome(
            id = {"1, 0", "1, 1"},
            expect = ACCEPTABLE,
            desc = "the turn sees the change")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "another turn follows")
    @Outcome(expect = FORBIDDEN, desc = "the change is never seen, or the connection is in the list twice")
    public static class ChangeAgainstTurn {
        private final LoopInbox inbox = new LoopInbox();
        private final Item item = new Item();
        private volatile int change;

        public ChangeAgainstTurn() {
            inbox.schedule(item);
        }

        @Actor
        public void thread() {
            change = 1;
            inbox.schedule(item);
        }

        @Actor
        public void loop(II_Result result) {
            LoopTask taken = inbox.takeScheduled();
            if (taken != null) {
                taken.next = null;
                taken.begin();
                result.r1 = change;
            }
        }

        @Arbiter
        public void next(II_Result result) {
            result.r2 = count(inbox.takeScheduled());
        }
    }

    /** Two threads schedule the same connection. */
    @JCStressTest
    @State
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "it is in the list once")
    @Outcome(expect = FORBIDDEN, desc = "it is not there, or in a circle")
    public static class ScheduledOnce {
        private final LoopInbox inbox = new LoopInbox();
        private final Item item = new Item();

        @Actor
        public void one() {
            inbox.schedule(item);
        }

        @Actor
        public void other() {
            inbox.schedule(item);
        }

        @Arbiter
        public void loop(I_Result result) {
            result.r1 = count(inbox.takeScheduled());
        }
    }

    /** Two threads schedule two connections each. */
    @JCStressTest
    @State
    @Outcome(id = "4", expect = ACCEPTABLE, desc = "all are in the list")
    @Outcome(expect = FORBIDDEN, desc = "one was lost")
    public static class NoneIsLostByOthers {
        private final LoopInbox inbox = new LoopInbox();

        @Actor
        public void one() {
            inbox.schedule(new Item());
            inbox.schedule(new Item());
        }

        @Actor
        public void other() {
            inbox.schedule(new Item());
            inbox.schedule(new Item());
        }

        @Arbiter
        public void loop(I_Result result) {
            result.r1 = count(inbox.takeScheduled());
        }
    }

    /** A thread schedules two connections while a loop takes the scheduled ones. */
    @JCStressTest
    @State
    @Outcome(
            id = {"0, 2", "1, 1", "2, 0"},
            expect = ACCEPTABLE,
            desc = "each is taken once")
    @Outcome(expect = FORBIDDEN, desc = "one was lost, or came twice")
    public static class NoneIsLostByTheLoop {
        private final LoopInbox inbox = new LoopInbox();

        @Actor
        public void thread() {
            inbox.schedule(new Item());
            inbox.schedule(new Item());
        }

        @Actor
        public void loop(II_Result result) {
            result.r1 = count(inbox.takeScheduled());
        }

        @Arbiter
        public void rest(II_Result result) {
            result.r2 = count(inbox.takeScheduled());
        }
    }
}
