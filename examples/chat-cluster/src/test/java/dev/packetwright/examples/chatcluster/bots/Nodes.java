package dev.packetwright.examples.chatcluster.bots;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.regex.Matcher;

/** The nodes of a cluster as processes: the first one at 127.0.0.1, the second one at 127.0.0.2, and so on. */
final class Nodes implements AutoCloseable {
    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 10_000;

    private final Map<Integer, ChatProcess> running = new TreeMap<>();
    private final Map<Integer, InetSocketAddress> doors = new TreeMap<>();
    private final List<String> jvmOptions = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final int port;
    private String listening = "127.0.0.";
    private String reached = listening;
    private IntFunction<List<String>> launcher = number -> List.of();

    Nodes() throws IOException {
        this(freePort());
    }

    private Nodes(int port) {
        this.port = port;
    }

    /** Other nodes with the same addresses and arguments. */
    Nodes sameAddresses() {
        return new Nodes(port).withArguments(arguments.toArray(String[]::new));
    }

    /** Adds options for all nodes that start from now on. */
    Nodes withArguments(String... more) {
        arguments.addAll(List.of(more));
        return this;
    }

    /** Adds options for all nodes that start from now on. */
    Nodes withJvmOptions(String... more) {
        jvmOptions.addAll(List.of(more));
        return this;
    }

    Nodes withState(Path folder) {
        return withArguments("--state", folder.toString());
    }

    /** Lets nodes reach each other through relays at these addresses. */
    Nodes behind(String relays) {
        reached = relays;
        return this;
    }

    /** Starts each node in a network of its own. */
    Nodes in(Namespaces networks) {
        listening = networks.network();
        reached = listening;
        launcher = networks::launcher;
        return this;
    }

    /** Sets the address at which a node listens for clients. */
    Nodes withDoor(int number, InetSocketAddress door) {
        doors.put(number, door);
        return this;
    }

    int port() {
        return port;
    }

    /** Starts nodes, and waits until each one has joined and listens for clients. */
    Nodes start(int... numbers) throws IOException, InterruptedException {
        for (int number : numbers) {
            launch(number);
        }
        for (int number : numbers) {
            awaitListening(number);
        }
        return this;
    }

    ChatProcess launch(int number, String... more) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "server",
                "--node",
                reached + number + ":" + port,
                "--bind",
                listening + number + ":" + port,
                "--host",
                listening + number,
                "--port",
                "" + doorPort(number),
                "--drain",
                "1",
                "--end-with-input",
                "--seed",
                reached + "1:" + port,
                reached + "2:" + port,
                reached + "3:" + port));
        all.addAll(arguments);
        all.addAll(List.of(more));
        ChatProcess process = ChatProcess.start(launcher.apply(number), jvmOptions, all);
        running.put(number, process);
        return process;
    }

    /** The port for clients; a node that restarts keeps its port. */
    private int doorPort(int number) {
        InetSocketAddress door = doors.get(number);
        return door == null ? 0 : door.getPort();
    }

    void awaitListening(int number) throws InterruptedException {
        Matcher line = node(number).awaitLine("listening on (.+):(\\d+)$");
        doors.put(number, new InetSocketAddress(line.group(1), Integer.parseInt(line.group(2))));
    }

    ChatProcess node(int number) {
        return Objects.requireNonNull(running.get(number), "not started");
    }

    /** The addresses for clients of all nodes that were started. */
    List<InetSocketAddress> doors() {
        return List.copyOf(doors.values());
    }

    String door(int number) {
        InetSocketAddress door = Objects.requireNonNull(doors.get(number), "not started");
        return door.getAddress().getHostAddress() + ":" + door.getPort();
    }

    @Override
    public void close() {
        running.values().forEach(ChatProcess::close);
    }

    /** Finds a port that is free at all addresses, below the range of ephemeral ports. */
    private static int freePort() throws IOException {
        var random = new Random();
        for (int tries = 0; tries < 100; tries++) {
            int candidate = FIRST_PORT + random.nextInt(PORTS);
            if (isFree("127.0.0.1", candidate) && isFree("127.0.0.2", candidate) && isFree("127.0.0.3", candidate)) {
                return candidate;
            }
        }
        throw new IOException("no port is free");
    }

    private static boolean isFree(String host, int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
