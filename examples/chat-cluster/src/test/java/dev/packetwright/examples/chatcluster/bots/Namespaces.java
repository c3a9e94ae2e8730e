package dev.packetwright.examples.chatcluster.bots;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A network for each node, joined by a bridge of this machine. The kernel separates nodes without closing connections. Needs
 * Linux, its ip command, and root.
 */
final class Namespaces implements AutoCloseable {
    private static final int NODES = 3;
    private static final int THIS_MACHINE = 254;

    private final String name = "pw" + Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX);
    private final String network = "10.177." + ProcessHandle.current().pid() % 255 + ".";

    /** Creates the networks. */
    Namespaces() throws IOException {
        try {
            ip("link", "add", name, "type", "bridge");
            ip("addr", "add", network + THIS_MACHINE + "/24", "dev", name);
            ip("link", "set", name, "up");
            for (int node = 1; node <= NODES; node++) {
                join(node);
            }
        } catch (IOException failure) {
            close();
            throw failure;
        }
    }

    private void join(int node) throws IOException {
        String outside = name + "-" + node;
        ip("netns", "add", of(node));
        ip("link", "add", outside, "type", "veth", "peer", "name", "eth0", "netns", of(node));
        ip("link", "set", outside, "master", name, "up");
        ip("-n", of(node), "addr", "add", network + node + "/24", "dev", "eth0");
        ip("-n", of(node), "link", "set", "eth0", "up");
        ip("-n", of(node), "link", "set", "lo", "up");
    }

    /** Whether this machine can create the networks. */
    static boolean areAvailable() {
        try (Namespaces networks = new Namespaces()) {
            return !networks.network().isEmpty();
        } catch (IOException notAllowed) {
            return false;
        }
    }

    /** The prefix of the nodes' addresses, before their numbers. */
    String network() {
        return network;
    }

    /** The command prefix that starts a process in the network of a node. */
    List<String> launcher(int node) {
        return List.of("ip", "netns", "exec", of(node));
    }

    private String of(int node) {
        return name + "-" + node;
    }

    /** Drops all packets between two nodes. This machine still reaches both. */
    void separate(int one, int other) throws IOException {
        ip("-n", of(one), "route", "add", "blackhole", network + other + "/32");
        ip("-n", of(other), "route", "add", "blackhole", network + one + "/32");
    }

    /** Lets two nodes reach each other again. */
    void rejoin(int one, int other) throws IOException {
        ip("-n", of(one), "route", "del", "blackhole", network + other + "/32");
        ip("-n", of(other), "route", "del", "blackhole", network + one + "/32");
    }

    private static void ip(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(command + ": " + said);
        }
    }

    /** Removes the networks. */
    @Override
    public void close() {
        for (int node = 1; node <= NODES; node++) {
            tryTo("netns", "del", of(node));
            tryTo("link", "del", of(node)); // removed with its peer, unless the peer was never created
        }
        tryTo("link", "del", name);
    }

    private static void tryTo(String... arguments) {
        try {
            ip(arguments);
        } catch (IOException notThere) {
            // It does not exist.
        }
    }
}
