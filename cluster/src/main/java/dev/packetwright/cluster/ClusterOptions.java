package dev.packetwright.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The options of a node in a cluster. Start from {@link #of} and change single options with the {@code with…} methods.
 * Each returns new options, or throws an {@link IllegalArgumentException} that names an option whose value is out of
 * range. Options are equal if all their values are equal. Safe for use by many threads.
 */
public final class ClusterOptions {
    private final Draft values;

    private ClusterOptions(Draft values) {
        this.values = values.checked();
    }

    /** The values, one line for each option. A draft changes only before it becomes part of its options. */
    private static final class Draft implements Cloneable {
        final String cluster;
        final NodeAddress node;
        final List<NodeAddress> seeds;
        final String protocol;
        Optional<NodeAddress> bind = Optional.empty();
        Duration heartbeatPause = Duration.ofSeconds(1);
        Duration stableAfter = Duration.ofMillis(1500);
        Duration joinLimit = Duration.ofSeconds(20);
        Duration tick = Duration.ofMillis(20);
        Optional<Path> stateFolder = Optional.empty();
        Duration stateInterval = Duration.ofMillis(500);
        Optional<Tls> tls = Optional.empty();

        Draft(String cluster, NodeAddress node, List<NodeAddress> seeds, String protocol) {
            this.cluster = cluster;
            this.node = node;
            this.seeds = List.copyOf(seeds);
            this.protocol = protocol;
        }

        Draft checked() {
            if (!cluster.matches("[a-zA-Z0-9][a-zA-Z0-9_-]*")) {
                throw new IllegalArgumentException("cluster is '" + cluster + "', not letters, digits, '-' and '_'");
            }
            Objects.requireNonNull(node, "node");
            if (seeds.isEmpty()) {
                throw new IllegalArgumentException("no seeds: the first node of a cluster has itself for a seed");
            }
            Objects.requireNonNull(protocol, "protocol");
            check("heartbeatPause", heartbeatPause, Duration.ofMillis(100), Duration.ofMinutes(1));
            check("stableAfter", stableAfter, Duration.ofSeconds(1), Duration.ofMinutes(5));
            check("joinLimit", joinLimit, Duration.ofSeconds(1), Duration.ofHours(1));
            check("tick", tick, Duration.ofMillis(1), Duration.ofSeconds(1));
            check("stateInterval", stateInterval, Duration.ofMillis(10), Duration.ofHours(1));
            return this;
        }

        private static void check(String option, Duration value, Duration min, Duration max) {
            if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
                throw new IllegalArgumentException(option + " is " + value + ", not " + min + " to " + max);
            }
        }

        Map<String, Object> byName() {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("cluster", cluster);
            values.put("node", node);
            values.put("bind", bind);
            values.put("seeds", seeds);
            values.put("protocol", protocol);
            values.put("heartbeatPause", heartbeatPause);
            values.put("stableAfter", stableAfter);
            values.put("joinLimit", joinLimit);
            values.put("tick", tick);
            values.put("stateFolder", stateFolder);
            values.put("stateInterval", stateInterval);
            values.put("tls", tls);
            return values;
        }

        @Override
        protected Draft clone() {
            try {
                return (Draft) super.clone();
            } catch (CloneNotSupportedException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    private ClusterOptions with(Consumer<Draft> change) {
        Draft changed = values.clone();
        change.accept(changed);
        return new ClusterOptions(changed);
    }

    /**
     * The address of a node.
     *
     * @param host a name or an address that the other nodes can reach
     * @param port 1 to 65,535
     */
    public record NodeAddress(String host, int port) {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if the host is empty or the port is out of its range
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
         * @throws IllegalArgumentException if the text has another form
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
     * The PEM files of TLS with certificates at both ends. A node reads them again every five minutes.
     *
     * @param key this node's private key, PKCS #8
     * @param certificate this node's certificate. A node accepts only nodes whose certificate shares a name with its
     *     own
     * @param authority the certificate of the authority that issued the certificates of all nodes
     */
    public record Tls(Path key, Path certificate, Path authority) {}

    /**
     * The options of a node with these defaults: no other bind address, 1 s of heartbeat pause, stable after 1.5 s, 20
     * s to join, ticks of 20 ms, no state folder, a state interval of 500 ms, and no TLS.
     *
     * @throws IllegalArgumentException if {@link #cluster()} or {@link #seeds()} does not allow the value
     */
    public static ClusterOptions of(String cluster, NodeAddress node, List<NodeAddress> seeds, String protocol) {
        return new ClusterOptions(new Draft(cluster, node, seeds, protocol));
    }

    /**
     * The cluster's name: letters, digits, {@code -} and {@code _}, beginning with a letter or a digit. A node does not
     * communicate with nodes of a cluster with another name.
     */
    public String cluster() {
        return values.cluster;
    }

    /** The address at which the other nodes reach this node. */
    public NodeAddress node() {
        return values.node;
    }

    /**
     * The seeds: nodes that this node asks to let it join. All nodes have the same seeds in the same order. The first
     * seed begins the cluster if it is this node and no other seed answers.
     */
    public List<NodeAddress> seeds() {
        return values.seeds;
    }

    /**
     * The protocol that all nodes must share, usually the {@code Protocol.FINGERPRINT} of the packets that clients and
     * rooms exchange. A node with another protocol cannot join.
     */
    public String protocol() {
        return values.protocol;
    }

    /** The address at which this node listens, if it differs from {@link #node()}: in a container, behind a proxy. */
    public Optional<NodeAddress> bind() {
        return values.bind;
    }

    /** These options with another {@link #bind()}. */
    public ClusterOptions withBind(NodeAddress address) {
        return with(draft -> draft.bind = Optional.of(address));
    }

    /** The silence after which a node counts as unreachable, 100 ms to 1 min. */
    public Duration heartbeatPause() {
        return values.heartbeatPause;
    }

    /**
     * The time for which the nodes must agree on the unreachable nodes before they take over the rooms of those nodes,
     * 1 s to 5 min. The rooms of a node stop writing after two thirds of this time without a majority.
     */
    public Duration stableAfter() {
        return values.stableAfter;
    }

    /** These options with another {@link #heartbeatPause()} and {@link #stableAfter()}. */
    public ClusterOptions withFailureDetection(Duration pause, Duration stable) {
        return with(draft -> {
            draft.heartbeatPause = pause;
            draft.stableAfter = stable;
        });
    }

    /** The time limit for joining the cluster, 1 s to 1 h. */
    public Duration joinLimit() {
        return values.joinLimit;
    }

    /** These options with another {@link #joinLimit()}. */
    public ClusterOptions withJoinLimit(Duration limit) {
        return with(draft -> draft.joinLimit = limit);
    }

    /** The time for which a node collects a room's packets before it sends them to its members, 1 ms to 1 s. */
    public Duration tick() {
        return values.tick;
    }

    /** These options with another {@link #tick()}. */
    public ClusterOptions withTick(Duration time) {
        return with(draft -> draft.tick = time);
    }

    /** The folder with the states of rooms, shared by all nodes. Without it, a room's state is lost with its node. */
    public Optional<Path> stateFolder() {
        return values.stateFolder;
    }

    /**
     * The interval at which a busy room's state is saved, 10 ms to 1 h. A node that dies loses at most the changes of
     * one interval.
     */
    public Duration stateInterval() {
        return values.stateInterval;
    }

    /** These options with a {@link #stateFolder()} and another {@link #stateInterval()}. */
    public ClusterOptions withState(Path folder, Duration interval) {
        return with(draft -> {
            draft.stateFolder = Optional.of(folder);
            draft.stateInterval = interval;
        });
    }

    /**
     * The files for TLS between nodes, which authenticates and encrypts. Without them, every process that can connect
     * to a node can act as a node.
     */
    public Optional<Tls> tls() {
        return values.tls;
    }

    /** These options with {@link #tls()}. */
    public ClusterOptions withTls(Tls files) {
        return with(draft -> draft.tls = Optional.of(files));
    }

    /** The time for which a node's rooms may write after the node has last heard from a majority. */
    Duration lease() {
        return values.stableAfter.multipliedBy(2).dividedBy(3);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClusterOptions same && values.byName().equals(same.values.byName());
    }

    @Override
    public int hashCode() {
        return values.byName().hashCode();
    }

    /** All options with their names. */
    @Override
    public String toString() {
        return "ClusterOptions" + values.byName();
    }
}
