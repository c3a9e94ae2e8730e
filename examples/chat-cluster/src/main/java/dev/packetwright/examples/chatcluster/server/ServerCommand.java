package dev.packetwright.examples.chatcluster.server;

import dev.packetwright.cluster.ClusterException;
import dev.packetwright.cluster.ClusterNode;
import dev.packetwright.cluster.ClusterOptions;
import dev.packetwright.cluster.ClusterOptions.NodeAddress;
import dev.packetwright.cluster.ClusterOptions.Tls;
import dev.packetwright.examples.chat.Address;
import dev.packetwright.examples.chatcluster.packets.Protocol;
import dev.packetwright.examples.chatcluster.packets.ServerPacketManager;
import dev.packetwright.runtime.room.RoomLink;
import dev.packetwright.runtime.session.Listener;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code chat-cluster server}. */
@Command(
        name = "server",
        description = {
            "Runs a node of the chat until it is told to end.",
            "Ends with 3 if the other nodes have given it up: start it again."
        },
        mixinStandardHelpOptions = true)
public final class ServerCommand implements Callable<Integer> {
    private static final int GIVEN_UP = 3;

    @Mixin
    private Address address = new Address();

    @Option(names = "--cluster", defaultValue = "chat", description = "The cluster's name; default: ${DEFAULT-VALUE}.")
    private String cluster = "chat";

    @Option(
            names = "--node",
            required = true,
            paramLabel = "HOST:PORT",
            converter = ToNodeAddress.class,
            description = "Where the other nodes reach this one.")
    @SuppressWarnings("NullAway.Init")
    private NodeAddress node;

    @Option(
            names = "--bind",
            paramLabel = "HOST:PORT",
            converter = ToNodeAddress.class,
            description = "Where this node listens for the others, if that is another address.")
    private @Nullable NodeAddress bind;

    @Option(
            names = "--seed",
            required = true,
            arity = "1..*",
            paramLabel = "HOST:PORT",
            converter = ToNodeAddress.class,
            description =
                    "Nodes that let this one in, the same ones in the same order at every node. The first of them "
                            + "begins the cluster.")
    @SuppressWarnings("NullAway.Init")
    private List<NodeAddress> seeds;

    @Option(names = "--state", paramLabel = "DIR", description = "Where rooms keep their state: a folder of all nodes.")
    private @Nullable Path state;

    @Option(
            names = "--stable-after",
            defaultValue = "2",
            paramLabel = "SECONDS",
            description = "How long nodes must have been gone before their rooms move; default: ${DEFAULT-VALUE}.")
    private int stableAfter;

    @Option(
            names = "--join-limit",
            defaultValue = "20",
            paramLabel = "SECONDS",
            description = "How long to look for the seeds; default: ${DEFAULT-VALUE}.")
    private int joinLimit;

    @Option(
            names = "--drain",
            defaultValue = "2",
            paramLabel = "SECONDS",
            description = "Over how long to say goodbye to clients when told to end; default: ${DEFAULT-VALUE}.")
    private int drainSeconds;

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description = "Is there while this node is of use to clients: for an orchestrator's probe.")
    private @Nullable Path readyFile;

    @Option(
            names = "--metrics",
            defaultValue = "0",
            paramLabel = "SECONDS",
            description = "How often to print what the node has done; default: never.")
    private int metricsSeconds;

    @Option(
            names = "--end-with-input",
            description =
                    "End at once when standard input does: nothing is left behind by whoever has started this node.")
    private boolean endWithInput;

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

    /** For picocli. */
    public ServerCommand() {}

    @Override
    public Integer call() throws ClusterException, IOException, InterruptedException {
        if (endWithInput) {
            startWatchingInput();
        }
        ClusterNode<ChatSession> clusterNode = ClusterNode.start(options(), ChatLogic::new);
        Function<String, RoomLink<ChatSession>> rooms = clusterNode::room;
        var packets = new ServerPacketManager<>(new ChatHandler(rooms));
        try (Listener listener = Listener.open(address.resolve(), () -> new ChatSession(packets))) {
            InetSocketAddress local = listener.localAddress();
            System.out.println("node " + node + " listening on " + local.getHostString() + ":" + local.getPort());
            return serve(clusterNode, listener);
        } finally {
            clusterNode.close();
        }
    }

    private static void startWatchingInput() {
        Thread watching = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException ended) {
                        // As well.
                    }
                    Runtime.getRuntime().halt(1);
                },
                "input");
        watching.setDaemon(true);
        watching.start();
    }

    private ClusterOptions options() {
        ClusterOptions options = ClusterOptions.of(cluster, node, seeds, String.valueOf(Protocol.FINGERPRINT))
                .withJoinLimit(Duration.ofSeconds(joinLimit));
        options = options.withFailureDetection(options.heartbeatPause(), Duration.ofSeconds(stableAfter));
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

    /** Until SIGTERM or Ctrl-C, or until the cluster has given this node up. */
    private int serve(ClusterNode<ChatSession> clusterNode, Listener listener) throws InterruptedException {
        var told = new CompletableFuture<Void>();
        var gone = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            told.complete(null);
                            await(gone);
                        },
                        "goodbye"));
        var over = CompletableFuture.anyOf(told, clusterNode.ended().toCompletableFuture());
        var watch = new Watch(clusterNode, listener, readyFile, metricsSeconds);
        while (!over.isDone()) {
            watch.look();
            over.copy().completeOnTimeout("", 500, TimeUnit.MILLISECONDS).join();
        }
        watch.close();
        if (told.isDone()) {
            listener.drain(Duration.ofSeconds(drainSeconds));
            clusterNode.close();
            System.out.println("closed");
        } else {
            System.err.println("chat-cluster: the other nodes have given this one up");
        }
        gone.countDown();
        return told.isDone() ? 0 : GIVEN_UP;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
