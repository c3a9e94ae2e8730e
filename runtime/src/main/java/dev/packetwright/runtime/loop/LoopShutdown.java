package dev.packetwright.runtime.loop;

import java.time.Duration;
import java.util.List;

/** Ends the handlers of a loop. Used by the loop's thread only. */
final class LoopShutdown {
    private final EventLoop loop;
    private boolean begun;

    LoopShutdown(EventLoop loop) {
        this.loop = loop;
    }

    /** Whether the loop accepts no more channels. */
    boolean hasBegun() {
        return begun;
    }

    /** Closes all handlers, and aborts those that are left after the limit. */
    void stop(Duration limit) {
        begun = true;
        loop.forEachHandler(LoopHandler::close);
        abortAfter(limit);
    }

    /** Notifies all handlers, closes them one by one over the given time, and aborts those left after the limit. */
    void drain(Duration time, Duration limit) {
        if (!begun) {
            begun = true;
            loop.forEachHandler(LoopHandler::drain);
            closeOneByOne(time);
            abortAfter(time.plus(limit));
        }
    }

    private void closeOneByOne(Duration time) {
        List<Registration> open = loop.validRegistrations();
        for (int i = 0; i < open.size(); i++) {
            Registration each = open.get(i);
            loop.runAfter(
                    time.multipliedBy(i).dividedBy(open.size()),
                    () -> each.handler().close());
        }
    }

    private void abortAfter(Duration time) {
        loop.runAfter(time, () -> loop.forEachHandler(LoopHandler::abort));
    }
}
