package dev.packetwright.runtime.session;

import dev.packetwright.runtime.loop.EventLoop;
import dev.packetwright.runtime.loop.LoopTimer;
import dev.packetwright.runtime.loop.Quietly;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection to one server that is made again whenever it ends, by {@link Connector#stayConnected}. Each connection
 * has a new session from the factory.
 *
 * <p>The link makes its first attempt at once. It waits as its {@link Backoff} says after a failed attempt and after
 * the end of a session, and then makes another. An attempt has failed if no session came of it, or if the session ended
 * before it had been open for {@link Backoff#maximum}. Failures are logged, and passed to the listener of the link.
 *
 * <p>The link ends when this side wants it to: by {@link #close()}, by {@link Connector#close()}, or by {@link
 * Session#close()} or {@link Session#abort()} of its session, even if the session then ends for another reason. After
 * the session has ended, only the link can be closed. The link goes on after every other end, whatever the {@link
 * DisconnectReason}: also after a {@link DisconnectReason#PROTOCOL_MISMATCH}, as the server may be updated, and after
 * {@link DisconnectReason#HANDLER_FAILED}. A program for which these are final closes the link.
 *
 * <p>Waiting occupies no thread and no loop. All methods may be called from any thread, including in callbacks, and do
 * not block.
 */
public final class Link<S extends Session> implements AutoCloseable {
    private final Connector connector;
    private final EventLoop loop;
    private final InetSocketAddress address;
    private final Backoff backoff;
    private final Supplier<S> factory;
    private final BiConsumer<? super Link<S>, ? super Throwable> onFailure;
    private final CompletableFuture<Link<S>> closed = new CompletableFuture<>();
    private volatile boolean closing;
    private volatile @Nullable S session;
    private volatile long connectedAt;
    private volatile Failures failures = Failures.NONE;

    // Only the loop's thread uses these.
    private @Nullable LoopTimer wait;
    private @Nullable CompletableFuture<S> attempt;

    /** The failed attempts since the last session that has lasted. */
    private record Failures(int inARow, Optional<Throwable> last) {
        static final Failures NONE = new Failures(0, Optional.empty());

        Failures and(Throwable failure) {
            return new Failures(inARow == Integer.MAX_VALUE ? inARow : inARow + 1, Optional.of(failure));
        }
    }

    Link(
            Connector connector,
            EventLoop loop,
            InetSocketAddress address,
            Backoff backoff,
            Supplier<S> factory,
            BiConsumer<? super Link<S>, ? super Throwable> onFailure) {
        this.connector = connector;
        this.loop = loop;
        this.address = Objects.requireNonNull(address, "address");
        this.backoff = Objects.requireNonNull(backoff, "backoff");
        this.factory = Objects.requireNonNull(factory, "factory");
        this.onFailure = Objects.requireNonNull(onFailure, "onFailure");
    }

    // ---- for any thread

    /** The current session, from the return of its {@link Session#onConnected} to its end; empty while there is none. */
    public Optional<S> session() {
        return Optional.ofNullable(session);
    }

    /** The number of attempts that have failed in a row; 0 once a session has lasted. */
    public int failedAttempts() {
        return failures().inARow;
    }

    /** The failure of the last of these attempts; empty if there are none. */
    public Optional<Throwable> lastFailure() {
        return failures().last;
    }

    private Failures failures() {
        return session != null && hasLasted() ? Failures.NONE : failures;
    }

    private boolean hasLasted() {
        return loop.host().nanoTime() - connectedAt >= backoff.maximum().toNanos();
    }

    /** Whether the link has been closed, and makes no more attempts. */
    public boolean isClosed() {
        return closing;
    }

    /**
     * Completes with this link when it has been closed and its last session has ended. Dependent stages run on a loop's thread
     * unless they name an executor.
     */
    public CompletionStage<Link<S>> closed() {
        return closed.minimalCompletionStage();
    }

    /**
     * Ends the link: closes its session as {@link Session#close()} does, or gives the attempt up. A session that is just
     * being made is aborted. Returns at once; further calls have no effect.
     */
    @Override
    public void close() {
        closing = true;
        loop.execute(this::end);
    }

    void start() {
        loop.execute(this::attempt);
    }

    /** Ends a link that was never started. */
    void refuse(Throwable reason) {
        closing = true;
        failures = failures.and(reason);
        finish();
    }

    /** The address and the state, for a log. */
    @Override
    public String toString() {
        Failures now = failures();
        String state = session != null ? "connected" : closing ? "closed" : "not connected";
        return "link to " + address + ", " + state
                + now.last
                        .map(last -> ", " + now.inARow + " failed attempts, the last: " + last)
                        .orElse("");
    }

    // ---- for the loop's thread

    private void attempt() {
        wait = null;
        if (address.isUnresolved() && !closing) {
            var unused = connector
                    .lookup()
                    .resolve(address, failures.inARow)
                    .whenComplete((found, failure) -> loop.execute(() -> connectOrFail(found, failure)));
        } else {
            connectOrFail(address, null);
        }
    }

    private void connectOrFail(@Nullable InetSocketAddress found, @Nullable Throwable failure) {
        if (closing) {
            finish();
        } else if (found == null) {
            fail(Objects.requireNonNull(failure));
        } else {
            CompletableFuture<S> result = connector.connect(found, factory);
            attempt = result;
            var unused = result.whenComplete((made, thrown) -> loop.execute(() -> conclude(made, thrown)));
        }
    }

    private void conclude(@Nullable S made, @Nullable Throwable failure) {
        attempt = null;
        if (made == null) {
            fail(Objects.requireNonNull(failure));
            return;
        }
        connectedAt = loop.host().nanoTime();
        session = made;
        var unused = made.disconnected().thenAccept(disconnect -> loop.execute(() -> sessionEnded(made, disconnect)));
        if (closing) {
            made.close();
        }
    }

    private void sessionEnded(S ended, Disconnect disconnect) {
        boolean lasted = hasLasted();
        session = null;
        if (ended.isClosedHere()) {
            closing = true;
        }
        if (lasted) {
            failures = Failures.NONE;
            waitOrFinish(backoff.delay(0, loop.host().random()));
        } else {
            fail(new IOException(
                    "the session ended soon: " + disconnect, disconnect.cause().orElse(null)));
        }
    }

    private void fail(Throwable failure) {
        if (closing) {
            finish();
            return;
        }
        failures = failures.and(failure);
        Duration delay = backoff.delay(failures.inARow, loop.host().random());
        log(failure, delay);
        try {
            onFailure.accept(this, failure);
        } catch (Throwable thrown) {
            Quietly.report("the failure listener of a link failed", thrown);
        }
        waitOrFinish(delay);
    }

    private void log(Throwable failure, Duration delay) {
        boolean isOrdinary = failure instanceof IOException; // anything else comes from the user's code
        String message = "no connection to " + address + ", " + failures.inARow + " failed attempts, the next in "
                + delay.toMillis() + " ms: " + failure;
        connector.linkLog().log(Level.WARNING, message, isOrdinary ? null : failure);
    }

    private void waitOrFinish(Duration delay) {
        if (closing) {
            finish();
        } else {
            wait = loop.runAfter(delay, this::attempt);
        }
    }

    private void end() {
        if (closed.isDone()) {
            return;
        }
        if (wait != null) {
            wait.cancel();
        }
        if (session != null) {
            session.close();
        } else if (attempt != null) {
            attempt.cancel(false);
        } else {
            finish();
        }
    }

    private void finish() {
        connector.forget(this);
        closed.complete(this);
    }
}
