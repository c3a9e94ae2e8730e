package dev.packetwright.examples.chatcluster.bots;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may join, and what those are told who may not. */
@Timeout(300)
class JoinIT {
    private static final int USAGE = 2;
    private static final int FAILURE = 1;

    @TempDir
    private Path folder;

    @Test
    void whoDoesNotBelongIsToldWhy() throws IOException, InterruptedException {
        Path ready = folder.resolve("ready");
        try (Nodes nodes = new Nodes()) {
            nodes.launch(1, "--ready-file", ready.toString());
            nodes.awaitListening(1);
            assertThat(nodes.node(1).isAlive()).isTrue();
            while (!Files.exists(ready)) {
                Thread.onSpinWait();
            }

            try (Nodes others = nodes.sameAddresses()) {
                ChatProcess otherName = others.launch(2, "--cluster", "other", "--join-limit", "6");
                ChatProcess taken = others.launch(1);
                taken.awaitLine(
                        "chat-cluster: cannot listen for other nodes on 127\\.0\\.0\\.1:" + nodes.port() + ": ");
                assertThat(taken.awaitExit()).isEqualTo(USAGE);
                otherName.awaitLine(
                        "chat-cluster: no seed of \\[.*\\] has let this node into cluster 'other' within 6 s");
                assertThat(otherName.awaitExit()).isEqualTo(FAILURE);
            }
            try (Nodes others = nodes.sameAddresses().withJvmOptions("-Dpacketwright.cluster.protocol=other")) {
                ChatProcess otherProtocol = others.launch(2);
                otherProtocol.awaitLine("chat-cluster: cluster 'chat' speaks another protocol than .* here");
                assertThat(otherProtocol.awaitExit()).isEqualTo(USAGE);
            }
            nodes.start(2); // who belongs there still can
            nodes.node(1).terminate();
            nodes.node(1).awaitLine("^closed$");
            assertThat(ready).doesNotExist();
        }
    }

    @Test
    void withoutASeedANodeGivesUp() throws IOException, InterruptedException {
        try (Nodes nodes = new Nodes().withArguments("--join-limit", "3")) {
            ChatProcess alone = nodes.launch(2);
            alone.awaitLine(
                    "chat-cluster: no seed of \\[127\\.0\\.0\\.1:" + nodes.port() + ", .*\\] has let this node");
            assertThat(alone.awaitExit()).isEqualTo(FAILURE);
        }
    }

    @Test
    void malformedAddressesAreUsageErrors() throws IOException, InterruptedException {
        try (Nodes nodes = new Nodes()) {
            ChatProcess malformed = nodes.launch(1, "--seed", "nowhere");
            malformed.awaitLine("'nowhere' is not HOST:PORT");
            assertThat(malformed.awaitExit()).isEqualTo(USAGE);
        }
    }

    /** Nodes of one authority form a cluster. One of another authority, or without TLS, is not let in. */
    @Test
    void tlsKeepsStrangersOut() throws IOException, InterruptedException {
        Certificates ours = Certificates.issuedBy("ours", folder);
        Certificates theirs = Certificates.issuedBy("theirs", folder);
        try (Nodes nodes = new Nodes()) {
            nodes.launch(1, ours.options());
            nodes.launch(2, ours.options());
            nodes.awaitListening(1);
            nodes.awaitListening(2);
            try (Nodes others = nodes.sameAddresses().withArguments("--join-limit", "6");
                    Nodes more = nodes.sameAddresses().withArguments("--join-limit", "6")) {
                ChatProcess stranger = others.launch(3, theirs.options());
                stranger.awaitLine("chat-cluster: no seed of .* has let this node into cluster 'chat'");
                assertThat(stranger.awaitExit()).isEqualTo(FAILURE);
                ChatProcess plain = more.launch(3);
                plain.awaitLine("chat-cluster: no seed of .* has let this node into cluster 'chat'");
                assertThat(plain.awaitExit()).isEqualTo(FAILURE);
            }
            nodes.launch(3, ours.options());
            nodes.awaitListening(3);
            try (Crowd crowd = Crowd.gather(nodes.doors(), 3, 1)) {
                crowd.chat(4);
                assertThat(crowd.awaitEverybodyChatting()).isTrue();
                assertThat(crowd.fallSilent().isFlawless()).isTrue();
            }
        }
    }
}
