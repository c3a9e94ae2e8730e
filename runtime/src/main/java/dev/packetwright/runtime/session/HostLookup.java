package dev.packetwright.runtime.session;

import dev.packetwright.runtime.host.Host;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * Looks up the addresses of hosts on threads of its own, as a lookup may take many seconds. Lookups of the same host at
 * the same time are one, so that a host whose name server does not answer occupies one thread, however many links want
 * it. Safe for use by many threads.
 */
final class HostLookup {
    private static final int THREADS = 16;

    /** The source of addresses; {@link InetAddress#getAllByName} outside of tests. */
    interface Names {
        /** Returns the addresses of a host, at least one. May block. */
        InetAddress[] addressesOf(String host) throws UnknownHostException;
    }

    private final Names names;
    private final ExecutorService executor;
    private final Map<String, CompletableFuture<InetAddress[]>> running = new ConcurrentHashMap<>();

    HostLookup(Host host, Names names) {
        this.names = names;
        this.executor = host.newPool("packetwright-lookup", THREADS);
    }

    /**
     * Resolves an address. Of several addresses of the host, consecutive turns use one after the other.
     *
     * @param turn the number of failed attempts so far
     */
    CompletableFuture<InetSocketAddress> resolve(InetSocketAddress unresolved, int turn) {
        var result = new CompletableFuture<InetSocketAddress>();
        var unused = addressesOf(unresolved.getHostString()).whenComplete((all, failure) -> {
            if (failure == null) {
                InetAddress next = all[Math.floorMod(turn, all.length)];
                result.complete(new InetSocketAddress(next, unresolved.getPort()));
            } else {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    private CompletableFuture<InetAddress[]> addressesOf(String host) {
        var begun = new CompletableFuture<InetAddress[]>();
        CompletableFuture<InetAddress[]> before = running.putIfAbsent(host, begun);
        if (before != null) {
            return before;
        }
        try {
            executor.execute(() -> lookUp(host, begun));
        } catch (RejectedExecutionException | Error closedOrNoThread) {
            running.remove(host);
            begun.completeExceptionally(closedOrNoThread);
        }
        return begun;
    }

    private void lookUp(String host, CompletableFuture<InetAddress[]> result) {
        try {
            InetAddress[] found = names.addressesOf(host);
            if (found.length == 0) {
                throw new UnknownHostException(host);
            }
            running.remove(host); // before the result is there, which is only for those who have asked by then
            result.complete(found);
        } catch (Throwable failure) {
            running.remove(host);
            result.completeExceptionally(failure);
        }
    }

    /** Ends the threads once they have finished their lookups. Further lookups fail. */
    void close() {
        executor.shutdown();
    }
}
