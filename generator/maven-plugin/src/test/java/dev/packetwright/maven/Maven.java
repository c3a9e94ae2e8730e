package dev.packetwright.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Maven installation. Each build runs in its own process. */
final class Maven {
    private static final LocalRepository REPOSITORY = repository();

    private final Path home;
    private final Map<String, String> environment;

    private Maven(Path home) {
        this(home, Map.of());
    }

    private Maven(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    /** The same Maven in an environment with more variables. */
    Maven where(String variable, String value) {
        return new Maven(home, Map.of(variable, value));
    }

    private static LocalRepository repository() {
        try {
            return LocalRepository.in(Path.of("target/local-repository").toAbsolutePath());
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    /** The Maven that builds this project. */
    static Maven ofThisBuild() {
        return new Maven(Path.of(LocalRepository.property("maven.home")));
    }

    /**
     * Returns the Maven that builds this project and, in the profile {@code full}, one of each other supported line.
     */
    static Stream<Maven> all() throws IOException {
        boolean isAlone = LocalRepository.property("other.mavens.skip").equals("true");
        return isAlone ? Stream.of(ofThisBuild()) : Stream.concat(Stream.of(ofThisBuild()), others());
    }

    private static Stream<Maven> others() throws IOException {
        String line = LocalRepository.property("maven.version").replaceFirst("^(\\d+\\.\\d+).*", "$1");
        try (var unpacked = Files.list(Path.of("target/maven").toAbsolutePath())) {
            return unpacked
                    .filter(Files::isDirectory)
                    .filter(home -> !home.getFileName().toString().startsWith("apache-maven-" + line + "."))
                    .sorted()
                    .map(Maven::new)
                    .toList()
                    .stream();
        }
    }

    /** Returns a local repository for builds whose installed artifacts must not be visible to others. */
    static Path repositoryOfItsOwn(Path folder) throws IOException {
        return LocalRepository.in(folder).root();
    }

    /** Runs a build with the options that the environment needs. */
    Build run(Path folder, String... arguments) {
        Path log = folder.resolve("build.log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command(arguments))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
            builder.environment().put("LC_ALL", "C.UTF-8");
            builder.environment().remove("MAVEN_ARGS");
            builder.environment().remove("CI");
            builder.environment().putAll(environment);
            int exitCode = builder.start().waitFor();
            return new Build(exitCode, Files.readString(log, StandardCharsets.UTF_8));
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve("mvn").toString());
        command.addAll(List.of("-B", "-Dstyle.color=never", "-Dmaven.repo.local=" + REPOSITORY.root()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    @Override
    public String toString() {
        return home.getFileName().toString();
    }

    /** The result of a build. */
    record Build(int exitCode, String log) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }
}
