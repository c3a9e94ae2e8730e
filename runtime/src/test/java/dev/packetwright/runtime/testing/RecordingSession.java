package dev.packetwright.runtime.testing;

import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.Disconnect;
import dev.packetwright.runtime.session.PacketSession;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Records its callbacks and every violation of the rules for callbacks. Tests override the methods {@code when…}. */
public class RecordingSession extends PacketSession {
    private final CountDownLatch connected = new CountDownLatch(1);
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final AtomicInteger disconnects = new AtomicInteger();
    private final AtomicLong sentBytes = new AtomicLong();
    private final Queue<String> breaches = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();
    private volatile @Nullable Thread thread;
    private volatile String last = "";

    protected void whenConnected() {}

    protected void whenReceived(Message message) {}

    protected void whenSent(long bytes) {}

    protected void whenDisconnected(Disconnect disconnect) {}

    @Override
    protected final void onConnected() {
        callback("onConnected", () -> {
            try {
                whenConnected();
            } finally {
                connected.countDown();
            }
        });
    }

    @Override
    protected final void onPacket(PacketReader packet) {
        callback("onPacket", () -> {
            Message message = Message.read(packet);
            whenReceived(message);
            messages.add(message);
        });
    }

    @Override
    protected final void onSent(long bytes) {
        callback("onSent", () -> {
            sentBytes.addAndGet(bytes);
            whenSent(bytes);
        });
    }

    @Override
    protected final void onDisconnected(Disconnect disconnect) {
        disconnects.incrementAndGet();
        callback("onDisconnected", () -> whenDisconnected(disconnect));
    }

    private void callback(String name, Runnable body) {
        if (running.getAndIncrement() != 0) {
            breaches.add(name + " inside of or beside another callback");
        }
        if (last.isEmpty() != name.equals("onConnected")) {
            breaches.add(name + " after '" + last + "'");
        }
        if (last.equals("onDisconnected")) {
            breaches.add(name + " after onDisconnected");
        }
        if (thread == null) {
            thread = Thread.currentThread();
        } else if (thread != Thread.currentThread()) {
            breaches.add(name + " on " + Thread.currentThread() + " instead of " + thread);
        }
        last = name;
        try {
            body.run();
        } finally {
            running.decrementAndGet();
        }
    }

    public final void awaitConnected() {
        Await.reached(connected);
    }

    /** Waits for the next message. Messages are returned in the order in which they were received. */
    public final Message nextMessage() {
        return Await.next(messages);
    }

    /** The number of messages that were received and not yet taken by {@link #nextMessage}. */
    public final int waitingMessages() {
        return messages.size();
    }

    /** Waits for the end of the session and returns how it ended. */
    public final Disconnect awaitDisconnect() {
        Disconnect disconnect = Await.result("the session's end", disconnected());
        if (disconnects.get() != 1) {
            throw new AssertionError(disconnects + " disconnects");
        }
        return disconnect;
    }

    public final long sentBytes() {
        return sentBytes.get();
    }

    /** The violations of the rules for callbacks. */
    public final Queue<String> breaches() {
        return breaches;
    }
}
