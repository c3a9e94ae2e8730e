package dev.packetwright.benchmarks.generator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A generator and its command line.
 *
 * @param output the folder of its sources
 * @param isTuned whether its JVM is configured for a short life
 */
record Contestant(String name, List<String> command, Path output, boolean isTuned) {
    static final String OURS = "packetwright";

    /**
     * Options for a program that runs for a second or two: little compilation, and one thread that collects garbage.
     */
    private static final List<String> SHORT_LIVED_COMPILER = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final List<String> SHORT_LIVED =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx160m");

    static Stream<Contestant> all(Path work, Path cliJar, Path protoc, String classpath) {
        return Stream.of(
                        java(OURS, work, "-jar", cliJar.toString(), "generate", "-o", "{out}", "{in}/large.xml"),
                        java(
                                OURS + "-no-builders",
                                work,
                                "-jar",
                                cliJar.toString(),
                                "generate",
                                "--builders-from",
                                "1000",
                                "-o",
                                "{out}",
                                "{in}/large.xml"),
                        java(
                                "sbe",
                                work,
                                "-Dsbe.output.dir={out}",
                                "-Dsbe.target.language=Java",
                                "-cp",
                                classpath,
                                "uk.co.real_logic.sbe.SbeTool",
                                "{in}/large-sbe.xml"),
                        java(
                                "wire",
                                work,
                                "-cp",
                                classpath,
                                "com.squareup.wire.WireCompiler",
                                "--proto_path={in}",
                                "--java_out={out}",
                                "large.proto"),
                        Stream.of(contestant(
                                "protoc",
                                work,
                                false,
                                List.of(protoc.toString(), "-I{in}", "--java_out={out}", "large.proto"))))
                .flatMap(contestants -> contestants);
    }

    /** The command line of Packetwright for one file. */
    static List<String> packetwright(Path cliJar, Path pdl, Path output, boolean isTuned) {
        return javaCommand(isTuned, "-jar", cliJar.toString(), "generate", "-o", output.toString(), pdl.toString());
    }

    private static List<String> javaCommand(boolean isTuned, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (isTuned) {
            command.addAll(SHORT_LIVED);
        }
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** The Java compiler in the same kind of JVM. */
    List<String> javac(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
        if (isTuned) {
            SHORT_LIVED_COMPILER.forEach(option -> command.add("-J" + option));
        }
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    private static Stream<Contestant> java(String name, Path work, String... arguments) {
        return Stream.of(false, true).map(tuned -> contestant(name, work, tuned, javaCommand(tuned, arguments)));
    }

    private static Contestant contestant(String name, Path work, boolean tuned, List<String> command) {
        Path output = work.resolve(name + (tuned ? "-tuned" : ""));
        return new Contestant(
                name,
                command.stream()
                        .map(word -> word.replace("{out}", output.toString()).replace("{in}", work.toString()))
                        .toList(),
                output,
                tuned);
    }

    String label() {
        return isTuned ? name + ", short-lived JVM" : name;
    }
}
