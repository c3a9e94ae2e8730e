package dev.packetwright.examples.chatcluster.server;

import dev.packetwright.cluster.ClusterException;
import dev.packetwright.cluster.ClusterNode;
import dev.packetwright.examples.chat.Address;
import dev.packetwright.examples.chatcluster.packets.ServerPacketManager;
import dev.packetwright.rooms.LocalRooms;
import dev.packetwright.rooms.RoomLink;
import dev.packetwright.runtime.job.JobQueue;
import dev.packetwright.runtime.session.Listener;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code chat-cluster server}. */
@Command(
        name = "server",
        description = {
            "Runs the chat until it is told to end: alone, or as a node of a cluster.",
            "Ends with 3 if the other nodes have given it up: start it again then."
        },
        mixinStandardHelpOptions = true)
public final class ServerCommand implements Callable<Integer> {
    private static final int GIVEN_UP = 3;

    @Mixin
    private Address address = new Address();

    @ArgGroup(exclusive = false, heading = "As a node of a cluster:%n")
    private @Nullable ClusterArguments cluster;

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
            description = "How often to print what has been done; default: never.")
    private int metricsSeconds;

    @Option(
            names = "--end-with-input",
            description = "End at once when standard input does: nothing is left behind by whoever has started this.")
    private boolean endWithInput;

    /** For picocli. */
    public ServerCommand() {}

    @Override
    public Integer call() throws ClusterException, IOException, InterruptedException {
        if (endWithInput) {
            startWatchingInput();
        }
        return cluster == null ? serveAlone() : serveAsNode(cluster);
    }

    private int serveAlone() throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        var localRooms = new LocalRooms<ChatSession>(() -> new JobQueue(pool)::push, ChatLogic::new);
        Function<String, RoomLink<ChatSession>> rooms = localRooms::room; // the line that changes
        try (Listener listener = listen(rooms)) {
            return serve(listener, null);
        } finally {
            pool.shutdown();
        }
    }

    private int serveAsNode(ClusterArguments arguments) throws ClusterException, IOException, InterruptedException {
        try (ClusterNode<ChatSession> node = ClusterNode.start(arguments.options(), ChatLogic::new)) {
            Function<String, RoomLink<ChatSession>> rooms = node::room; // the line that has changed
            try (Listener listener = listen(rooms)) {
                return serve(listener, node);
            }
        }
    }

    private Listener listen(Function<String, RoomLink<ChatSession>> rooms) throws IOException {
        InetSocketAddress where = address.resolve();
        var packets = new ServerPacketManager<>(new ChatHandler(rooms));
        try {
            Listener listener = Listener.open(where, () -> new ChatSession(packets));
            InetSocketAddress local = listener.localAddress();
            System.out.println("listening on " + local.getHostString() + ":" + local.getPort());
            return listener;
        } catch (IOException taken) {
            throw new IOException("cannot listen for clients on " + where + ": " + taken.getMessage(), taken);
        }
    }

    /** Until SIGTERM or Ctrl-C, or until the cluster has given this node up. */
    private int serve(Listener listener, @Nullable ClusterNode<ChatSession> node) throws InterruptedException {
        var told = new CompletableFuture<Void>();
        var gone = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            told.complete(null);
                            await(gone);
                        },
                        "goodbye"));
        CompletableFuture<?> over =
                node == null ? told : CompletableFuture.anyOf(told, node.ended().toCompletableFuture());
        try (Watch watch = new Watch(node, listener, readyFile, metricsSeconds)) {
            while (!over.isDone()) {
                watch.look();
                over.copy().completeOnTimeout(null, 500, TimeUnit.MILLISECONDS).join();
            }
        }
        if (told.isDone()) {
            listener.drain(Duration.ofSeconds(drainSeconds));
            if (node != null) {
                node.close();
            }
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
}
