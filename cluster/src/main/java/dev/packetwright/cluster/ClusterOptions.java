package dev.packetwright.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a node takes part in a cluster. Start from {@link #of} and change what you need with the {@code with…} methods;
 * each returns a new value.
 *
 * @param cluster the cluster's name: letters, digits, {@code -} and {@code _}, not first. Nodes of another name are not
 *     spoken to
 * @param node where the other nodes reach this one
 * @param bind where this node listens, if that is another address: in a container, behind a proxy
 * @param seeds nodes that are asked to let this one in, the same ones in the same order at every node. The first of them
 *     begins the cluster, if it is this node and none of the others answers
 * @param protocol what all nodes must have in common, as a rule the {@code Protocol.FINGERPRINT} of what they speak with
 *     clients and rooms. A node with another one cannot join
 * @param heartbeatPause how long a node may be silent before it is taken for unreachable, 100 ms to 1 min
 * @param stableAfter how long the nodes must agree on who is unreachable before they take their rooms from them, 1 s to
 *     5 min. Two thirds of it after it has last heard from a majority, a node's own rooms cease to write
 * @param joinLimit how long to look for the seeds, 1 s to 1 h
 * @param tick how long what a room says is collected before it is sent to this node's members, 1 ms to 1 s
 * @param stateFolder where rooms keep their state: a folder that all nodes share. Without it the state of a room ends
 *     with its node's
 * @param stateInterval how often a room's state is kept while something happens in it, 10 ms to 1 h: what a node that
 *     dies may lose of its rooms' states
 * @param tls how nodes prove who they are, and encrypt; without it anybody who can connect to a node can be one
 */
public record ClusterOptions(
        String cluster,
        NodeAddress node,
        Optional<NodeAddress> bind,
        List<NodeAddress> seeds,
        String protocol,
        Duration heartbeatPause,
        Duration stableAfter,
        Duration joinLimit,
        Duration tick,
        Optional<Path> stateFolder,
        Duration stateInterval,
        Optional<Tls> tls) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if an option is out of its range
     */
    public ClusterOptions {
        if (!cluster.matches("[a-zA-Z0-9][a-zA-Z0-9_-]*")) {
            throw new IllegalArgumentException("cluster is '" + cluster + "', not letters, digits, '-' and '_'");
        }
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(bind, "bind");
        seeds = List.copyOf(seeds);
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("no seeds: the first node of a cluster has itself for a seed");
        }
        Objects.requireNonNull(protocol, "protocol");
        check("heartbeatPause", heartbeatPause, Duration.ofMillis(100), Duration.ofMinutes(1));
        check("stableAfter", stableAfter, Duration.ofSeconds(1), Duration.ofMinutes(5));
        check("joinLimit", joinLimit, Duration.ofSeconds(1), Duration.ofHours(1));
        check("tick", tick, Duration.ofMillis(1), Duration.ofSeconds(1));
        Objects.requireNonNull(stateFolder, "stateFolder");
        check("stateInterval", stateInterval, Duration.ofMillis(10), Duration.ofHours(1));
        Objects.requireNonNull(tls, "tls");
    }

    private static void check(String option, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(option + " is " + value + ", not " + least + " to " + most);
        }
    }

    /**
     * Where a node is.
     *
     * @param host a name or an address that the other nodes can reach
     * @param port 1 to 65,535
     */
    public record NodeAddress(String host, int port) {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if the host is empty or the port out of its range
         */
        public NodeAddress {
            if (host.isBlank() || port < 1 || port > 65_535) {
                throw new IllegalArgumentException(
                        "'" + host + ":" + port + "' is not a host and a port of 1 to 65535");
            }
        }

        /**
         * Reads {@code HOST:PORT}.
         *
         * @throws IllegalArgumentException if it is not of that form
         */
        public static NodeAddress parse(String text) {
            int colon = text.lastIndexOf(':');
            if (colon < 1 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
                throw new IllegalArgumentException("'" + text + "' is not HOST:PORT");
            }
            return new NodeAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /**
     * The PEM files of TLS with certificates at both ends. They are read again every five minutes.
     *
     * @param key this node's private key, PKCS #8
     * @param certificate this node's certificate. Nodes let in only those whose certificate has a name in common with
     *     their own
     * @param authority the certificate of the authority that has issued all nodes' certificates
     */
    public record Tls(Path key, Path certificate, Path authority) {}

    /**
     * No other bind address, 1 s of heartbeat pause, stable after 1.5 s, 20 s to join, ticks of 20 ms, no state folder, state
     * kept each 500 ms if there is one, no TLS.
     */
    public static ClusterOptions of(String cluster, NodeAddress node, List<NodeAddress> seeds, String protocol) {
        return new ClusterOptions(
                cluster,
                node,
                Optional.empty(),
                seeds,
                protocol,
                Duration.ofSeconds(1),
                Duration.ofMillis(1500),
                Duration.ofSeconds(20),
                Duration.ofMillis(20),
                Optional.empty(),
                Duration.ofMillis(500),
                Optional.empty());
    }

    /** These options with another {@link #bind()}. */
    public ClusterOptions withBind(NodeAddress address) {
        return new ClusterOptions(
                cluster,
                node,
                Optional.of(address),
                seeds,
                protocol,
                heartbeatPause,
                stableAfter,
                joinLimit,
                tick,
                stateFolder,
                stateInterval,
                tls);
    }

    /** These options with another {@link #heartbeatPause()} and {@link #stableAfter()}. */
    public ClusterOptions withFailureDetection(Duration pause, Duration stable) {
        return new ClusterOptions(
                cluster, node, bind, seeds, protocol, pause, stable, joinLimit, tick, stateFolder, stateInterval, tls);
    }

    /** These options with another {@link #joinLimit()}. */
    public ClusterOptions withJoinLimit(Duration limit) {
        return new ClusterOptions(
                cluster,
                node,
                bind,
                seeds,
                protocol,
                heartbeatPause,
                stableAfter,
                limit,
                tick,
                stateFolder,
                stateInterval,
                tls);
    }

    /** These options with another {@link #tick()}. */
    public ClusterOptions withTick(Duration time) {
        return new ClusterOptions(
                cluster,
                node,
                bind,
                seeds,
                protocol,
                heartbeatPause,
                stableAfter,
                joinLimit,
                time,
                stateFolder,
                stateInterval,
                tls);
    }

    /** These options with a {@link #stateFolder()} and another {@link #stateInterval()}. */
    public ClusterOptions withState(Path folder, Duration interval) {
        return new ClusterOptions(
                cluster,
                node,
                bind,
                seeds,
                protocol,
                heartbeatPause,
                stableAfter,
                joinLimit,
                tick,
                Optional.of(folder),
                interval,
                tls);
    }

    /** These options with {@link #tls()}. */
    public ClusterOptions withTls(Tls files) {
        return new ClusterOptions(
                cluster,
                node,
                bind,
                seeds,
                protocol,
                heartbeatPause,
                stableAfter,
                joinLimit,
                tick,
                stateFolder,
                stateInterval,
                Optional.of(files));
    }

    /** How long a node's rooms write after it has last heard from a majority. */
    Duration lease() {
        return stableAfter.multipliedBy(2).dividedBy(3);
    }
}
