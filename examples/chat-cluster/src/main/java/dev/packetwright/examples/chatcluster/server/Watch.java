package dev.packetwright.examples.chatcluster.server;

import dev.packetwright.cluster.ClusterNode;
import dev.packetwright.runtime.session.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shows the state of the node: a file that exists while it is ready, and metrics at an interval. */
final class Watch implements AutoCloseable {
    private final @Nullable ClusterNode<ChatSession> node;
    private final Listener listener;
    private final @Nullable Path readyFile;
    private final long interval;
    private long lastPrinted = System.nanoTime();

    Watch(@Nullable ClusterNode<ChatSession> node, Listener listener, @Nullable Path readyFile, int metricsSeconds) {
        this.node = node;
        this.listener = listener;
        this.readyFile = readyFile;
        this.interval = TimeUnit.SECONDS.toNanos(metricsSeconds);
    }

    void update() {
        showReady(node == null || node.isReady());
        if (interval > 0 && System.nanoTime() - lastPrinted >= interval) {
            lastPrinted = System.nanoTime();
            if (node != null) {
                System.out.println(node.metrics());
            }
            System.out.println(listener.metrics());
        }
    }

    @Override
    public void close() {
        showReady(false);
    }

    private void showReady(boolean ready) {
        if (readyFile == null) {
            return;
        }
        try {
            if (!ready) {
                Files.deleteIfExists(readyFile);
            } else if (!Files.exists(readyFile)) {
                Files.createFile(readyFile);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot update the ready file: " + failure.getMessage(), failure);
        }
    }
}
