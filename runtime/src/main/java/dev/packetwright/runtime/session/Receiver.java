package dev.packetwright.runtime.session;

/**
 * The end of the way in: passes received bytes to the callbacks of a session. Called by {@link Inbound}, on the loop's
 * thread. Throws what the callbacks throw, or a {@link RefusalException} to end the session.
 */
interface Receiver {
    /** Delivers as many of the bytes as possible. Returns the number of bytes consumed. */
    int receive(byte[] bytes, int offset, int length);

    /** Returns the number of bytes needed before {@link #receive} can consume the bytes that begin here. */
    int wanted(byte[] bytes, int offset, int length);

    /** Describes bytes that were not consumed when the peer ended its stream. */
    String describePartial(int length, int wanted);
}
