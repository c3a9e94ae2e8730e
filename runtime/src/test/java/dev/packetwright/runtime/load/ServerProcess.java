package dev.packetwright.runtime.load;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.testing.Authority;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An {@link IdleServer} in a separate process. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final InetSocketAddress address;

    /** The current number of sessions and the used heap of the server. */
    record Usage(int sessions, long heapBytes) {}

    private ServerProcess(Process process) throws IOException {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(nextLine()));
    }

    static ServerProcess start(String... jvmOptions) throws IOException {
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
        java.addAll(List.of(jvmOptions));
        java.addAll(List.of(
                "-cp",
                Stream.of(folderOf(Packet.class), folderOf(IdleServer.class), sourceOf(Authority.class))
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator))));
        java.add(IdleServer.class.getName());
        return new ServerProcess(new ProcessBuilder(java)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The jar or folder of a class of another module. */
    private static Path sourceOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException failure) {
            throw new AssertionError(failure);
        }
    }

    /** The folder of a class of the tests, which are a part of the module that they test. */
    private static Path folderOf(Class<?> type) {
        try {
            URI file = Objects.requireNonNull(type.getResource(type.getSimpleName() + ".class"))
                    .toURI();
            int depth = type.getName().split("\\.", -1).length;
            Path folder = Path.of(file);
            for (int i = 0; i < depth; i++) {
                folder = Objects.requireNonNull(folder.getParent());
            }
            return folder;
        } catch (URISyntaxException failure) {
            throw new AssertionError(failure);
        }
    }

    InetSocketAddress address() {
        return address;
    }

    Usage usage() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        String[] answer = nextLine().split(" ", -1);
        return new Usage(Integer.parseInt(answer[0]), Long.parseLong(answer[1]));
    }

    private String nextLine() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the server has ended");
        }
        return line;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
