package dev.packetwright.runtime.session;

import dev.packetwright.runtime.limit.TokenBucket;
import dev.packetwright.runtime.session.SessionOptions.RateLimit;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Limits the connections of a listener, in total and per address. Safe for use by many threads. */
final class ConnectionLimits {
    private static final long CLEANING_PERIOD = TimeUnit.SECONDS.toNanos(1);
    private static final int NETWORK_BYTES = 8;

    private final ServerOptions options;
    private final AddressTest exemptAddresses;
    private final Map<Address, Place> places = new HashMap<>();
    private final Place exempt;
    private final Runnable onSilentEnd;
    private int connections;
    private long lastCleaning;

    /**
     * Makes limits without connections.
     *
     * @param onSilentEnd called after the end of each session that has received nothing, on any loop's thread
     */
    ConnectionLimits(ServerOptions options, Runnable onSilentEnd, long now) {
        this.onSilentEnd = onSilentEnd;
        this.options = options;
        this.exemptAddresses = new AddressTest("exemptAddresses", options.exemptAddresses());
        this.exempt = new Place(RateLimit.unlimited(), now);
        this.lastCleaning = now;
    }

    /** The result of {@link #enter}. */
    sealed interface Entry {}

    /** The connection exceeds a limit. */
    record Refused(DisconnectReason reason) implements Entry {}

    /** Counts one more connection: it gets a place, or it is refused. */
    Entry enter(InetAddress address, long now) {
        return exemptAddresses.isTrueFor(address) ? enterExempt() : enterFrom(Address.of(address), now);
    }

    /** Counts one more connection, from a proxy, which has not told the address of its client yet. */
    Entry enterUnidentified() {
        return enterExempt();
    }

    /**
     * Counts a connection from a proxy as one of its client: it gets another place, or it is refused and keeps the place
     * that it has.
     */
    Entry identify(Place unidentified, InetAddress client, long now) {
        boolean isExempt = exemptAddresses.isTrueFor(client); // outside of the lock, as this is the user's code
        synchronized (this) {
            unidentified.leave();
            Entry entry = isExempt ? enterExempt() : enterFrom(Address.of(client), now);
            if (entry instanceof Refused) {
                occupy(unidentified);
            }
            return entry;
        }
    }

    private synchronized Entry enterExempt() {
        return isFull() ? new Refused(DisconnectReason.TOO_MANY_CONNECTIONS) : occupy(exempt);
    }

    private synchronized Entry enterFrom(Address address, long now) {
        clean(now);
        if (isFull()) {
            return new Refused(DisconnectReason.TOO_MANY_CONNECTIONS);
        }
        Place place = places.computeIfAbsent(address, added -> new Place(options.connectRatePerAddress(), now));
        if (!place.rate.tryTake(1, now)) {
            return new Refused(DisconnectReason.ADDRESS_RATE_EXCEEDED);
        }
        if (place.connections >= options.maxConnectionsPerAddress()) {
            return new Refused(DisconnectReason.TOO_MANY_FROM_ADDRESS);
        }
        return occupy(place);
    }

    private boolean isFull() {
        return connections >= options.maxConnections();
    }

    private Place occupy(Place place) {
        place.connections++;
        connections++;
        return place;
    }

    /** Removes addresses without connections whose rate has recovered, as an attacker may use many addresses. */
    private void clean(long now) {
        if (now - lastCleaning >= CLEANING_PERIOD) {
            lastCleaning = now;
            places.values().removeIf(place -> place.connections == 0 && place.rate.isFull(now));
        }
    }

    synchronized int knownAddresses() {
        return places.size();
    }

    /** The place of all connections from one address, or of all exempt ones. */
    final class Place implements Entry, Consumer<Connection> {
        private final TokenBucket rate;
        private int connections;

        private Place(RateLimit limit, long now) {
            this.rate = new TokenBucket(limit.perSecond(), limit.burst(), now);
        }

        /** The session of one of the connections has ended. */
        @Override
        public void accept(Connection ended) {
            leave();
            if (!ended.transport().hasReceived()) {
                onSilentEnd.run();
            }
        }

        /** One of the connections has ended. */
        void leave() {
            synchronized (ConnectionLimits.this) {
                connections--;
                ConnectionLimits.this.connections--;
            }
        }
    }

    /** An IPv4 address, or the network part of an IPv6 address. */
    private record Address(long network, boolean isIpv6) {
        static Address of(InetAddress address) {
            byte[] bytes = address.getAddress();
            boolean isIpv6 = address instanceof Inet6Address;
            long network = 0;
            for (byte part : isIpv6 ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes) {
                network = network << Byte.SIZE | Byte.toUnsignedLong(part);
            }
            return new Address(network, isIpv6);
        }
    }
}
