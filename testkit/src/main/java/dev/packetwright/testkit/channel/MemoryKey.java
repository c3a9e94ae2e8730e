package dev.packetwright.testkit.channel;

import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.spi.AbstractSelectionKey;

/** The registration of a channel with a {@link MemorySelector}. */
final class MemoryKey extends AbstractSelectionKey {
    private final MemorySelector selector;
    private final SelectableChannel channel;
    private int interest;
    private int ready;

    MemoryKey(MemorySelector selector, SelectableChannel channel, int interest) {
        this.selector = selector;
        this.channel = channel;
        this.interest = interest;
    }

    @Override
    public SelectableChannel channel() {
        return channel;
    }

    @Override
    public MemorySelector selector() {
        return selector;
    }

    @Override
    public int interestOps() {
        requireValid();
        return interest;
    }

    @Override
    public SelectionKey interestOps(int operations) {
        requireValid();
        if ((operations & ~channel.validOps()) != 0) {
            throw new IllegalArgumentException("the channel has no such operation: " + operations);
        }
        interest = operations;
        return this;
    }

    @Override
    public int readyOps() {
        requireValid();
        return ready;
    }

    private void requireValid() {
        if (!isValid()) {
            throw new CancelledKeyException();
        }
    }

    /** Whether the channel is ready for an operation of interest. */
    boolean isReady() {
        return isValid() && interest != 0 && (((ReadyChannel) channel).readyOperations() & interest) != 0;
    }

    /** Notes the operations of interest that the channel is ready for. */
    boolean update() {
        ready = isValid() ? ((ReadyChannel) channel).readyOperations() & interest : 0;
        return ready != 0;
    }
}
