package dev.packetwright.runtime.session;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What a loop gives its turn after it has been scheduled. Whoever has changed something that a turn must see schedules
 * it then; a turn first says that it has begun and then looks. So of two at the same moment, either the turn sees the
 * change or another turn follows.
 *
 * <p>A superclass, as the links of a list without nodes cost nothing for each of many idle connections.
 */
abstract class Scheduled {
    private static final VarHandle SCHEDULED = scheduledHandle();

    /** Written by whoever has claimed this, and then by the loop. */
    @Nullable
    Scheduled next;

    private volatile boolean scheduled;

    private static VarHandle scheduledHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Scheduled.class, "scheduled", boolean.class);
        } catch (ReflectiveOperationException itIsThere) {
            throw new ExceptionInInitializerError(itIsThere);
        }
    }

    /** For any thread: whether it is for the caller to hand this over to the loop, as nobody else has since the last turn. */
    final boolean claim() {
        return !scheduled && SCHEDULED.compareAndSet(this, false, true);
    }

    /** For the turn, before all else. */
    final void begin() {
        scheduled = false;
    }

    /** On the loop's thread, outside of every callback. */
    abstract void turn();

    /** A turn has thrown, which it should not: come to an end. */
    public abstract void abort();
}
