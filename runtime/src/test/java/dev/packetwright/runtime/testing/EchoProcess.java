package dev.packetwright.runtime.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** An {@link EchoServer} or another program in a separate process. A shell starts it, so that its resources can be limited. */
public final class EchoProcess implements AutoCloseable {
    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private EchoProcess(Process process) {
        this.process = process;
        var reading = new Thread(this::read, "output of the echo server");
        reading.setDaemon(true);
        reading.start();
    }

    public static boolean canStart() {
        return Files.isExecutable(Path.of("/bin/bash")) && Files.isDirectory(Path.of("/proc/self/fd"));
    }

    /**
     * Starts the server.
     *
     * @param before shell commands to run before the server, such as {@code ulimit}; each ends with a semicolon
     * @param after shell code to append to the command of the server, such as a redirection
     */
    public static EchoProcess start(String before, String jvmOptions, String after) {
        return start(before, jvmOptions, EchoServer.class, after);
    }

    /** Starts another program in the same way. */
    public static EchoProcess start(String before, String jvmOptions, Class<?> program, String after) {
        try {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            String script = before + " exec '" + java + "' -XX:TieredStopAtLevel=1 -Xmx64m " + jvmOptions + " -cp '"
                    + jar() + "' " + program.getName() + " " + after;
            return new EchoProcess(new ProcessBuilder("/bin/bash", "-c", script)
                    .redirectErrorStream(true)
                    .start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Packs the classes into a jar, as on a real server. To load a class from a directory, the process would need a
     * free descriptor.
     */
    private static Path jar() throws IOException {
        Path target = Path.of("target").toAbsolutePath();
        Path jar = target.resolve("echo-server.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            addAll(out, target.resolve("classes"));
            addAll(out, target.resolve("test-classes"));
        }
        return jar;
    }

    private static void addAll(JarOutputStream out, Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path :
                    paths.filter(path -> path.toString().endsWith(".class")).toList()) {
                out.putNextEntry(new JarEntry(root.relativize(path).toString()));
                Files.copy(path, out);
            }
        }
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException ended) {
            // The output ends with the process.
        }
    }

    /** The address of the server. Call this method once, before the others. */
    public InetSocketAddress address() {
        String line = awaitLine(EchoServer.GREETING);
        int port = Integer.parseInt(line.substring(EchoServer.GREETING.length()));
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Waits for the next line that contains this text. */
    public String awaitLine(String text) {
        String line = Await.next(lines);
        while (!line.contains(text)) {
            line = Await.next(lines);
        }
        return line;
    }

    /** The number of lines that have not been taken yet. */
    public int waitingLines() {
        return lines.size();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
