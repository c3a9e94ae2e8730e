package dev.packetwright.testkit.channel;

/** A channel that knows which operations it is ready for. */
interface ReadyChannel {
    /** The operations of {@link java.nio.channels.SelectionKey} that would do something now. */
    int readyOperations();
}
