package dev.packetwright.runtime.session;

import dev.packetwright.runtime.limit.TokenBucket;
import dev.packetwright.runtime.session.SessionOptions.RateLimit;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Counts a listener's connections, all of them and those of each address. Safe for use by many threads. */
final class ConnectionLimits {
    private static final long CLEANING_PERIOD = TimeUnit.SECONDS.toNanos(1);
    private static final int NETWORK_BYTES = 8;

    private final ServerOptions options;
    private final Map<Address, Usage> usages = new HashMap<>();
    private int connections;
    private long lastCleaning;

    ConnectionLimits(ServerOptions options, long now) {
        this.options = options;
        this.lastCleaning = now;
    }

    /** Lets one more connection in, or says why not. One that is let in must be {@linkplain #leave let out}. */
    synchronized Optional<DisconnectReason> enter(InetAddress address, long now) {
        clean(now);
        if (connections >= options.maxConnections()) {
            return Optional.of(DisconnectReason.TOO_MANY_CONNECTIONS);
        }
        if (!options.exemptAddresses().test(address)) {
            Usage usage = usages.computeIfAbsent(
                    Address.of(address), added -> new Usage(options.connectRatePerAddress(), now));
            if (!usage.rate.tryTake(1, now)) {
                return Optional.of(DisconnectReason.ADDRESS_RATE_EXCEEDED);
            }
            if (usage.connections >= options.maxConnectionsPerAddress()) {
                return Optional.of(DisconnectReason.TOO_MANY_FROM_ADDRESS);
            }
            usage.connections++;
        }
        connections++;
        return Optional.empty();
    }

    synchronized void leave(InetAddress address) {
        connections--;
        Usage usage = usages.get(Address.of(address));
        if (usage != null && usage.connections > 0) {
            usage.connections--;
        }
    }

    /** Forgets addresses that have had nothing for a while: there are many, and an attacker has many of them. */
    private void clean(long now) {
        if (now - lastCleaning >= CLEANING_PERIOD) {
            lastCleaning = now;
            usages.values().removeIf(usage -> usage.connections == 0 && usage.rate.isFull(now));
        }
    }

    synchronized int knownAddresses() {
        return usages.size();
    }

    private static final class Usage {
        private final TokenBucket rate;
        private int connections;

        Usage(RateLimit limit, long now) {
            this.rate = new TokenBucket(limit.perSecond(), limit.burst(), now);
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
