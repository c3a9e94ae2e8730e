package dev.packetwright.runtime.loop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A task that the loop runs once after each {@link EventLoop#schedule}. Change the state first and schedule afterwards.
 * A turn clears its flag before it reads the state, so a concurrent change is either seen by this turn or causes another
 * one.
 *
 * <p>It is a superclass because it is an intrusive list node: scheduling allocates nothing, and an idle connection needs
 * no object for it.
 */
public abstract class LoopTask {
    private static final VarHandle SCHEDULED = scheduledHandle();

    /** The next node of the list. Written by the thread that has claimed this task, and then by the loop. */
    @Nullable
    LoopTask next;

    private volatile boolean scheduled;

    private static VarHandle scheduledHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(LoopTask.class, "scheduled", boolean.class);
        } catch (ReflectiveOperationException itIsThere) {
            throw new ExceptionInInitializerError(itIsThere);
        }
    }

    /** Sets the flag. Returns true if the caller has set it and must add this task to the list. Any thread may call it. */
    final boolean claim() {
        return !scheduled && SCHEDULED.compareAndSet(this, false, true);
    }

    /** Clears the flag. Called before each turn. */
    final void begin() {
        scheduled = false;
    }

    /** Runs on the loop's thread, outside every callback. */
    protected abstract void turn();

    /** Ends this task. Called after a turn that threw, which is a bug. */
    public abstract void abort();
}
