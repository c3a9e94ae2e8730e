package dev.packetwright.examples.chatcluster.server;

import dev.packetwright.cluster.ClusterException;
import dev.packetwright.cluster.ClusterNode;
import dev.packetwright.examples.chat.Address;
import dev.packetwright.examples.chatcluster.packets.ServerPacketManager;
import dev.packetwright.rooms.LocalRooms;
import dev.packetwright.rooms.Rooms;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The {@code chat-cluster server} command. */
@Command(
        name = "server",
        description = {
            "Runs the chat until it is stopped: alone, or as a node of a cluster.",
            "Exits with 3 if the other nodes have removed this one: restart it then."
        },
        mixinStandardHelpOptions = true)
public final class ServerCommand implements Callable<Integer> {
    private static final int REMOVED = 3;

    @Mixin
    private Address address = new Address();

    @ArgGroup(exclusive = false, heading = "As a node of a cluster:%n")
    private @Nullable ClusterArguments cluster;

    @Option(
            names = "--drain",
            defaultValue = "2",
            paramLabel = "SECONDS",
            description =
                    "The time over which clients are disconnected when the server stops; default: ${DEFAULT-VALUE}.")
    private int drainSeconds;

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description = "A file that exists while this node can serve clients, for an orchestrator's probe.")
    private @Nullable Path readyFile;

    @Option(
            names = "--metrics",
            defaultValue = "0",
            paramLabel = "SECONDS",
            description = "The interval at which metrics are printed; default: never.")
    private int metricsSeconds;

    @Option(
            names = "--end-with-input",
            description =
                    "Exit at once when standard input ends, so that the server never outlives its parent process.")
    private boolean endWithInput;

    /** Called by picocli. */
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
        Rooms<ChatSession> rooms = new LocalRooms<>(() -> new JobQueue(pool)::push, ChatLogic::new);
        try (Listener listener = listen(rooms)) {
            return serve(listener, null);
        } finally {
            pool.shutdown();
        }
    }

    private int serveAsNode(ClusterArguments arguments) throws ClusterException, IOException, InterruptedException {
        try (ClusterNode<ChatSession> node = ClusterNode.start(arguments.options(), ChatLogic::new)) {
            try (Listener listener = listen(node)) {
                return serve(listener, node);
            }
        }
    }

    private Listener listen(Rooms<ChatSession> rooms) throws IOException {
        InetSocketAddress where = address.resolve();
        var packets = new ServerPacketManager<>(new ChatHandler());
        try {
            Listener listener = Listener.open(where, () -> new ChatSession(rooms, packets));
            InetSocketAddress local = listener.localAddress();
            System.out.println("listening on " + local.getHostString() + ":" + local.getPort());
            return listener;
        } catch (IOException taken) {
            throw new IOException("cannot listen for clients on " + where + ": " + taken.getMessage(), taken);
        }
    }

    /** Serves until SIGTERM or Ctrl-C, or until the cluster has removed this node. */
    private int serve(Listener listener, @Nullable ClusterNode<ChatSession> node) throws InterruptedException {
        var stopped = new CompletableFuture<Void>();
        var finished = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stopped.complete(null);
                            await(finished);
                        },
                        "shutdown"));
        CompletableFuture<?> over = node == null
                ? stopped
                : CompletableFuture.anyOf(stopped, node.ended().toCompletableFuture());
        try (Watch watch = new Watch(node, listener, readyFile, metricsSeconds)) {
            while (!over.isDone()) {
                watch.update();
                over.copy().completeOnTimeout(null, 500, TimeUnit.MILLISECONDS).join();
            }
        }
        if (stopped.isDone()) {
            listener.drain(Duration.ofSeconds(drainSeconds));
            if (node != null) {
                node.close();
            }
            System.out.println("closed");
        } else {
            System.err.println("chat-cluster: the other nodes have removed this one");
        }
        finished.countDown();
        return stopped.isDone() ? 0 : REMOVED;
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
                        // An error ends the input as well.
                    }
                    Runtime.getRuntime().halt(1);
                },
                "input");
        watching.setDaemon(true);
        watching.start();
    }
}
