package dev.packetwright.testkit.channel;

import dev.packetwright.testkit.world.World;
import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelectionKey;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A selector that never waits. It returns ready channels in an order that follows from the seed. */
public final class MemorySelector extends AbstractSelector {
    private final World world;
    private final Set<SelectionKey> keys = new LinkedHashSet<>();
    private final Set<SelectionKey> keysForOthers = Collections.unmodifiableSet(keys);
    private final Set<SelectionKey> selected = new LinkedHashSet<>();

    MemorySelector(SelectorProvider provider, World world) {
        super(provider);
        this.world = world;
    }

    /** Whether a selection would return a channel. */
    public boolean hasReady() {
        for (SelectionKey key : keys) {
            if (((MemoryKey) key).isReady()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Set<SelectionKey> keys() {
        requireOpen();
        return keysForOthers;
    }

    @Override
    public Set<SelectionKey> selectedKeys() {
        requireOpen();
        return selected;
    }

    @Override
    public int selectNow(Consumer<SelectionKey> action) {
        requireOpen();
        List<MemoryKey> ready = ready();
        for (MemoryKey key : ready) {
            if (key.isValid()) { // an action before may have closed the channel
                action.accept(key);
            }
        }
        return ready.size();
    }

    private List<MemoryKey> ready() {
        dropCancelled();
        List<MemoryKey> ready = new ArrayList<>();
        for (SelectionKey each : keys) {
            MemoryKey key = (MemoryKey) each;
            if (key.update()) {
                ready.add(key);
            }
        }
        world.shuffle(ready);
        return ready;
    }

    @Override
    public int select(Consumer<SelectionKey> action, long timeout) {
        return selectNow(action);
    }

    @Override
    public int select(Consumer<SelectionKey> action) {
        return selectNow(action);
    }

    @Override
    public int selectNow() {
        requireOpen();
        List<MemoryKey> ready = ready();
        selected.addAll(ready);
        return ready.size();
    }

    @Override
    public int select(long timeout) {
        return selectNow();
    }

    @Override
    public int select() {
        return selectNow();
    }

    @Override
    public Selector wakeup() {
        return this;
    }

    @Override
    protected SelectionKey register(AbstractSelectableChannel channel, int operations, Object attachment) {
        requireOpen();
        var key = new MemoryKey(this, channel, operations);
        key.attach(attachment);
        keys.add(key);
        return key;
    }

    private void dropCancelled() {
        Set<SelectionKey> cancelled = cancelledKeys();
        synchronized (cancelled) {
            cancelled.forEach(this::drop);
            cancelled.clear();
        }
    }

    private void drop(SelectionKey key) {
        keys.remove(key);
        selected.remove(key);
        deregister((AbstractSelectionKey) key);
    }

    @Override
    protected void implCloseSelector() throws IOException {
        dropCancelled();
        List.copyOf(keys).forEach(this::drop);
    }

    private void requireOpen() {
        if (!isOpen()) {
            throw new ClosedSelectorException();
        }
    }
}
