package dev.packetwright.examples.chatcluster.server;

import dev.packetwright.cluster.ClusterOptions;
import dev.packetwright.cluster.ClusterOptions.NodeAddress;
import dev.packetwright.cluster.ClusterOptions.Tls;
import dev.packetwright.examples.chatcluster.packets.Protocol;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of a server that is a node of a cluster. */
final class ClusterArguments {
    @Option(names = "--cluster", defaultValue = "chat", description = "The cluster's name; default: ${DEFAULT-VALUE}.")
    private String cluster = "chat";

    @Option(
            names = "--node",
            required = true,
            paramLabel = "HOST:PORT",
            converter = ToNodeAddress.class,
            description = "The address at which other nodes reach this one.")
    @SuppressWarnings("NullAway.Init")
    private NodeAddress node;

    @Option(
            names = "--seed",
            required = true,
            arity = "1..*",
            paramLabel = "HOST:PORT",
            converter = ToNodeAddress.class,
            description =
                    "The nodes that admit this one: the same nodes in the same order on every node. The first one "
                            + "starts the cluster.")
    @SuppressWarnings("NullAway.Init")
    private List<NodeAddress> seeds;

    @Option(
            names = "--bind",
            paramLabel = "HOST:PORT",
            converter = ToNodeAddress.class,
            description = "The address on which this node listens for others; default: that of --node.")
    private @Nullable NodeAddress bind;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "The folder for the state of rooms, shared by all nodes.")
    private @Nullable Path state;

    @Option(
            names = "--stable-after",
            paramLabel = "MILLIS",
            description = "How long a node must be unreachable before its rooms move.")
    private @Nullable Integer stableAfter;

    @Option(
            names = "--join-limit",
            paramLabel = "SECONDS",
            description = "How long to wait for a seed's answer; default: 20.")
    private int joinLimit = 20;

    @ArgGroup(exclusive = false, heading = "TLS between the nodes, all three or none:%n")
    private @Nullable TlsFiles tls;

    private static final class TlsFiles {
        @Option(names = "--tls-key", required = true, paramLabel = "PEM", description = "This node's private key.")
        @SuppressWarnings("NullAway.Init")
        private Path key;

        @Option(names = "--tls-cert", required = true, paramLabel = "PEM", description = "This node's certificate.")
        @SuppressWarnings("NullAway.Init")
        private Path certificate;

        @Option(names = "--tls-ca", required = true, paramLabel = "PEM", description = "The authority's certificate.")
        @SuppressWarnings("NullAway.Init")
        private Path authority;
    }

    private static final class ToNodeAddress implements ITypeConverter<NodeAddress> {
        @Override
        public NodeAddress convert(String text) {
            try {
                return NodeAddress.parse(text);
            } catch (IllegalArgumentException malformed) {
                throw new TypeConversionException(malformed.getMessage());
            }
        }
    }

    ClusterOptions options() {
        ClusterOptions options = ClusterOptions.of(cluster, node, seeds, String.valueOf(Protocol.FINGERPRINT))
                .withJoinLimit(Duration.ofSeconds(joinLimit));
        if (stableAfter != null) {
            options = options.withFailureDetection(options.heartbeatPause(), Duration.ofMillis(stableAfter));
        }
        if (bind != null) {
            options = options.withBind(bind);
        }
        if (state != null) {
            options = options.withState(state, options.stateInterval());
        }
        if (tls != null) {
            options = options.withTls(new Tls(tls.key, tls.certificate, tls.authority));
        }
        return options;
    }
}
