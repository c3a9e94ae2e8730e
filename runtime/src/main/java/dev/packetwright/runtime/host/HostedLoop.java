package dev.packetwright.runtime.host;

import java.nio.channels.Selector;

/** An event loop as its {@link Host} sees it. A host either gives it a thread for {@link #run}, or turns it by hand. */
public interface HostedLoop {
    /** The name of the loop, for its thread. */
    String name();

    /** Turns, and waits for work between the turns, until the loop ends. */
    void run();

    /**
     * Turns once, without waiting. Use either this method or {@link #run}.
     *
     * @return false if the loop has ended
     */
    boolean turnOnce();

    /** The nanoseconds until the loop must turn even if no channel becomes ready; 0 if there is work now. */
    long nanosToWait();

    /** The selector of the loop's channels. The loop must turn when one of them is ready. */
    Selector selector();

    /** Ends all handlers and the loop as soon as it turns. */
    void stopNow();
}
