package dev.packetwright.cluster;

import dev.packetwright.cluster.HandoffMessage.HandoffDone;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * The attachment of a gateway to a room. It begins with an attempt, which is repeated until the room acknowledges it. A
 * repetition has the same number, because the room would begin a second stream for another one. Not safe for use by two
 * threads at once.
 */
final class Attachment {
    private static final long REPEAT_AFTER = TimeUnit.SECONDS.toNanos(1);
    private static final long REPEAT_ON_REQUEST_AFTER = REPEAT_AFTER / 4;

    private final long link;
    private final LongConsumer send;
    private long attempt;
    private boolean attached;
    private long lastSent;
    private @Nullable ActorRef<HandoffMessage> previousHome;

    /**
     * Creates an attachment that has not begun.
     *
     * @param send sends the room an attempt with a number
     */
    Attachment(long link, LongConsumer send) {
        this.link = link;
        this.send = send;
    }

    boolean isAttached() {
        return attached;
    }

    /** Begins a new attempt. */
    void begin() {
        attached = false;
        attempt++;
        send();
    }

    /** The room asks for an attachment. Requests that cross an attempt are ignored. */
    void onRequest() {
        if (attached || System.nanoTime() - lastSent > REPEAT_ON_REQUEST_AFTER) {
            beginOrRepeat();
        }
    }

    /** The room moves. Its previous home is told when the room has acknowledged the attachment at the next one. */
    void onRelocating(ActorRef<HandoffMessage> from) {
        previousHome = from;
        beginOrRepeat();
    }

    private void beginOrRepeat() {
        if (attached) {
            begin();
        } else {
            send();
        }
    }

    /** The room has acknowledged the attempt. */
    void acknowledged() {
        attached = true;
    }

    /** All messages from before the attachment have been sent again. */
    void finishHandoff() {
        if (previousHome != null) {
            previousHome.tell(new HandoffDone(link));
            previousHome = null;
        }
    }

    /** Repeats the attempt if the room has not acknowledged it for a second. */
    void repeatIfDue() {
        if (!attached && System.nanoTime() - lastSent > REPEAT_AFTER) {
            send();
        }
    }

    private void send() {
        lastSent = System.nanoTime();
        send.accept(attempt);
    }
}
