package dev.packetwright.examples.chatcluster.bots;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Relays between the nodes: 127.0.1.N forwards to the node at 127.0.0.N. Links can be stalled, like a network that loses all
 * packets, and cut, like a router that restarts.
 */
final class Relays implements AutoCloseable {
    static final String NETWORK = "127.0.1.";

    private static final int NODES = 3;

    private final List<ServerSocket> doors = new ArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Set<Integer>> stalled = new HashSet<>(); // guarded by itself

    Relays(int port) throws IOException {
        for (int node = 1; node <= NODES; node++) {
            var door = new ServerSocket(port, 50, InetAddress.getByName(NETWORK + node));
            doors.add(door);
            int to = node;
            start(() -> accept(door, new InetSocketAddress("127.0.0." + to, port), to));
        }
    }

    /** Stalls the link between two nodes without closing connections. */
    void stall(int one, int other) {
        synchronized (stalled) {
            stalled.add(Set.of(one, other));
        }
    }

    /** Resumes all links. */
    void resume() {
        synchronized (stalled) {
            stalled.clear();
            stalled.notifyAll();
        }
    }

    /** Closes all connections, and loses their data. New ones can be made. */
    void cut() {
        open.forEach(Relays::close);
    }

    private void accept(ServerSocket door, InetSocketAddress node, int to) throws IOException, InterruptedException {
        while (true) {
            Socket from = door.accept();
            int source = from.getInetAddress().getAddress()[3];
            Set<Integer> link = source == to ? Set.of(to) : Set.of(source, to);
            awaitPassage(link);
            connect(from, node, link);
        }
    }

    private void connect(Socket from, InetSocketAddress node, Set<Integer> link) {
        try {
            var to = new Socket(node.getAddress(), node.getPort());
            open.add(from);
            open.add(to);
            start(() -> pump(from, to, link));
            start(() -> pump(to, from, link));
        } catch (IOException unreachable) {
            close(from);
        }
    }

    private void pump(Socket from, Socket to, Set<Integer> link) throws InterruptedException {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                awaitPassage(link);
                output.write(buffer, 0, count);
            }
        } catch (IOException ended) {
            // The other direction ends as well.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void awaitPassage(Set<Integer> link) throws InterruptedException {
        synchronized (stalled) {
            while (stalled.contains(link)) {
                stalled.wait();
            }
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // It is closed already.
        }
    }

    private static void start(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException over) {
                // The relays are closed.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket door : doors) {
            door.close();
        }
        cut();
        resume();
    }
}
