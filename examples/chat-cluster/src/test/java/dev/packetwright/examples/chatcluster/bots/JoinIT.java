package dev.packetwright.examples.chatcluster.bots;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Tests which nodes can join a cluster, and the messages of the nodes that cannot. The tests run concurrently, because
 * they mostly wait for nodes.
 */
@Timeout(300)
class JoinIT {
    private static final int USAGE = 2;
    private static final int FAILURE = 1;
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    @Tag("full")
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void nodesThatMayNotJoinAreToldWhy() throws IOException, InterruptedException {
        Path ready = folder.resolve("ready");
        try (Nodes nodes = new Nodes()) {
            nodes.launch(1, "--ready-file", ready.toString());
            nodes.awaitListening(1);
            assertThat(nodes.node(1).isAlive()).isTrue();
            awaitFile(ready);

            try (Nodes others = nodes.sameAddresses()) {
                ChatProcess otherName = others.launch(2, "--cluster", "other", "--join-limit", "3");
                ChatProcess taken = others.launch(1);
                taken.awaitLine(
                        "chat-cluster: cannot listen for other nodes on 127\\.0\\.0\\.1:" + nodes.port() + ": ");
                assertThat(taken.awaitExit()).isEqualTo(USAGE);
                otherName.awaitLine(
                        "chat-cluster: no seed of \\[.*\\] has admitted this node to cluster 'other' within 3 s");
                assertThat(otherName.awaitExit()).isEqualTo(FAILURE);
            }
            try (Nodes others = nodes.sameAddresses().withJvmOptions("-Dpacketwright.cluster.protocol=other")) {
                ChatProcess otherProtocol = others.launch(2);
                otherProtocol.awaitLine("chat-cluster: cluster 'chat' has another protocol than .* here");
                assertThat(otherProtocol.awaitExit()).isEqualTo(USAGE);
            }
            nodes.start(2); // a node that belongs to the cluster can still join
            nodes.node(1).terminate();
            nodes.node(1).awaitLine("^closed$");
            assertThat(ready).doesNotExist();
        }
    }

    private void awaitFile(Path file) throws IOException, InterruptedException {
        try (WatchService watch = file.getFileSystem().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            while (!Files.exists(file)) {
                WatchKey key = watch.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                assertThat(key).as("creation of %s", file).isNotNull();
                key.reset();
            }
        }
    }

    /** Tests a server without a cluster, and a node, which leaves its cluster before it ends. */
    @Tag("full")
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aServerWhosePortIsTakenReportsIt() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"));
                Nodes nodes = new Nodes()) {
            String port = "" + taken.getLocalPort();
            String complaint = "chat-cluster: cannot listen for clients on /127\\.0\\.0\\.2:" + port + ": .*in use";
            try (ChatProcess alone = ChatProcess.start("server", "--host", "127.0.0.2", "--port", port)) {
                alone.awaitLine(complaint);
                assertThat(alone.awaitExit()).isEqualTo(FAILURE);
            }
            nodes.start(1).withDoor(2, (InetSocketAddress) taken.getLocalSocketAddress());
            ChatProcess node = nodes.launch(2);
            node.awaitLine(complaint);
            assertThat(node.awaitExit()).isEqualTo(FAILURE);
            nodes.start(3); // would fail if the other node had not left
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void withoutASeedANodeGivesUp() throws IOException, InterruptedException {
        try (Nodes nodes = new Nodes().withArguments("--join-limit", "1")) {
            ChatProcess alone = nodes.launch(2);
            alone.awaitLine(
                    "chat-cluster: no seed of \\[127\\.0\\.0\\.1:" + nodes.port() + ", .*\\] has admitted this node");
            assertThat(alone.awaitExit()).isEqualTo(FAILURE);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void malformedAddressesAreUsageErrors() throws IOException, InterruptedException {
        try (Nodes nodes = new Nodes()) {
            ChatProcess malformed = nodes.launch(1, "--seed", "nowhere");
            malformed.awaitLine("'nowhere' is not HOST:PORT");
            assertThat(malformed.awaitExit()).isEqualTo(USAGE);
        }
    }

    /** Nodes of one authority form a cluster. A node of another authority or without TLS is not admitted. */
    @Tag("full")
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void tlsKeepsStrangersOut() throws IOException, InterruptedException {
        Certificates ours = Certificates.issuedBy("ours", folder);
        Certificates theirs = Certificates.issuedBy("theirs", folder);
        try (Nodes nodes = new Nodes()) {
            nodes.launch(1, ours.options());
            nodes.launch(2, ours.options());
            nodes.awaitListening(1);
            nodes.awaitListening(2);
            try (Nodes others = nodes.sameAddresses().withArguments("--join-limit", "3");
                    Nodes more = nodes.sameAddresses().withArguments("--join-limit", "3")) {
                ChatProcess stranger = others.launch(3, theirs.options());
                stranger.awaitLine("chat-cluster: no seed of .* has admitted this node to cluster 'chat'");
                assertThat(stranger.awaitExit()).isEqualTo(FAILURE);
                ChatProcess plain = more.launch(3);
                plain.awaitLine("chat-cluster: no seed of .* has admitted this node to cluster 'chat'");
                assertThat(plain.awaitExit()).isEqualTo(FAILURE);
            }
            nodes.launch(3, ours.options());
            nodes.awaitListening(3);
            try (Crowd crowd = Crowd.gather(nodes.doors(), 3, 1)) {
                crowd.chat(4);
                assertThat(crowd.awaitAllRoomsActive()).isTrue();
                assertThat(crowd.finish().isFlawless()).isTrue();
            }
        }
    }
}
