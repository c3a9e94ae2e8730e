package dev.packetwright.testkit.turn;

/** Something that the network turns when it has work. */
interface Actor {
    /** Whether there is work now. */
    boolean isReady();

    /** The time at which there will be work if nothing else happens, or {@code World.NEVER}. */
    long nextTime();

    /** Does the next piece of work. Returns false if there will never be more. */
    boolean turn();
}
