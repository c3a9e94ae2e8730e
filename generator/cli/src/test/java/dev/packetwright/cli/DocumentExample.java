package dev.packetwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.testkit.TestNetwork;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/** The unchanged examples in one section of a document of the project, and the tools to run them. */
final class DocumentExample {
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
    private static final Path PROJECT = Path.of(System.getProperty("project.folder"));

    private final String section;
    private final Path folder;

    /**
     * @param document the path of the document within the project
     * @param heading the heading of the section, with its marks
     * @param folder the working folder of the tools
     */
    DocumentExample(String document, String heading, Path folder) throws IOException {
        String text = Files.readString(PROJECT.resolve(document));
        this.section = text.substring(("\n" + text).indexOf("\n" + heading + "\n"));
        this.folder = folder;
    }

    /** Returns the first block of a language. */
    String block(String language) {
        return block(language, 1);
    }

    /** Returns a block of a language by its number, from 1. */
    String block(String language, int number) {
        Matcher block = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(section);
        for (int i = 0; i < number; i++) {
            assertThat(block.find()).as("%s %d", language, number).isTrue();
        }
        return block.group(1);
    }

    /** Generates the code of a PDL into the folder {@code generated}, in the package {@code hello}. */
    void generate(String pdl) throws IOException {
        Files.writeString(folder.resolve("hello.xml"), pdl);
        Shell.Result generated =
                new PackagedCommand(folder).run("generate", "-p", "hello", "-o", "generated", "hello.xml");
        assertThat(generated.exitCode()).as(generated.err()).isZero();
    }

    /** Compiles a class together with the generated code and the classes compiled before. */
    void compile(String className, String source) throws IOException, InterruptedException {
        Files.writeString(folder.resolve(className + ".java"), source);
        run("javac", "-cp", classPath(), "-sourcepath", "generated", "-d", "classes", className + ".java");
    }

    /** Starts the main method of a class. */
    Process start(String className) throws IOException {
        return start("java", "-cp", classPath(), className);
    }

    /** The compiled classes, the runtime, and what tests use beside it. */
    private static String classPath() {
        return Stream.concat(
                        Stream.of("classes"),
                        Stream.of(Packet.class, TestNetwork.class, Assertions.class)
                                .map(DocumentExample::jarOf))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String jarOf(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .toString();
    }

    /** Runs a tool of the JDK, which has to succeed. */
    void run(String tool, String... arguments) throws IOException, InterruptedException {
        assertThat(start(tool, arguments).waitFor()).as(tool).isZero();
    }

    private Process start(String tool, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(JAVA_HOME.resolve("bin").resolve(tool).toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Tries to connect until the server listens or ends. */
    static Socket connect(int port, Process server) {
        while (server.isAlive()) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("the server has ended with " + server.exitValue());
    }
}
