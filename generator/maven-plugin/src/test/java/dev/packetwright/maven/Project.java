package dev.packetwright.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A Maven project of a test. */
record Project(Path folder) {
    private static final String COMMON =
            """
            <properties>
              <maven.compiler.release>17</maven.compiler.release>
              <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              <plugin.version>%s</plugin.version>
            </properties>
            <dependencies><dependency>
              <groupId>dev.packetwright</groupId><artifactId>packetwright-runtime</artifactId><version>%s</version>
            </dependency></dependencies>
            <build><pluginManagement><plugins>
              <plugin>
                <groupId>dev.packetwright</groupId><artifactId>packetwright-maven-plugin</artifactId>
                <version>${plugin.version}</version>
              </plugin>
              %s
            </plugins></pluginManagement></build>
            """.formatted(LocalRepository.VERSION, LocalRepository.VERSION, pluginsOfThisBuild());

    private static String pluginsOfThisBuild() {
        return Arrays.stream(LocalRepository.property("plugin.versions").split(" "))
                .map(plugin -> plugin.split(":"))
                .map(plugin -> "<plugin><artifactId>" + plugin[0] + "</artifactId><version>" + plugin[1]
                        + "</version></plugin>")
                .collect(Collectors.joining());
    }

    /** Runs {@code generate} with that configuration. */
    static String generate(String configuration) {
        return executions(execution("default", "generate", configuration));
    }

    static String execution(String id, String goal, String configuration) {
        return "<execution><id>" + id + "</id><goals><goal>" + goal + "</goal></goals><configuration>" + configuration
                + "</configuration></execution>";
    }

    /** The plugin with these executions. */
    static String executions(String... executions) {
        return "<build><plugins><plugin><groupId>dev.packetwright</groupId>"
                + "<artifactId>packetwright-maven-plugin</artifactId><executions>" + String.join("", executions)
                + "</executions></plugin></plugins></build>";
    }

    static String dependency(String artifactId) {
        return "<dependencies><dependency><groupId>com.example</groupId><artifactId>" + artifactId
                + "</artifactId><version>1</version></dependency></dependencies>";
    }

    /** A project that stands alone. */
    Project alone(String artifactId, String content) {
        new Project(folder.resolve("parent")).parentOf(List.of());
        return pom("<parent><groupId>com.example</groupId><artifactId>parent</artifactId><version>1</version>"
                + "<relativePath>parent/pom.xml</relativePath></parent><artifactId>" + artifactId + "</artifactId>"
                + content);
    }

    /** A project of modules, which have the runtime from it, and the versions of plugins that this build has, too. */
    Project parentOf(Collection<String> modules) {
        StringBuilder list = new StringBuilder();
        modules.forEach(module -> list.append("<module>").append(module).append("</module>"));
        return pom("<groupId>com.example</groupId><artifactId>parent</artifactId><version>1</version>"
                + "<packaging>pom</packaging><modules>" + list + "</modules>" + COMMON);
    }

    /** A module of the project in the folder above. */
    Project module(String content) {
        return pom("<parent><groupId>com.example</groupId><artifactId>parent</artifactId><version>1</version></parent>"
                + "<artifactId>" + folder.getFileName() + "</artifactId>" + content);
    }

    private Project pom(String content) {
        return write("pom.xml", "<project><modelVersion>4.0.0</modelVersion>" + content + "</project>");
    }

    Project write(String file, String content) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.resolveSibling("."));
            Files.writeString(path, content);
            return this;
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    Project pdl(String name, String content) {
        return write("src/main/pdl/" + name, "<PDL>" + content + "</PDL>");
    }

    Path generated() {
        return folder.resolve("target/generated-sources/packetwright");
    }

    /** The files of a folder, each with its time: a file that is written again has another one. */
    Map<String, String> files(String of) {
        Path root = folder.resolve(of);
        Map<String, String> files = new TreeMap<>();
        if (Files.isDirectory(root)) {
            try (var all = Files.walk(root)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    files.put(
                            root.relativize(file).toString(),
                            Files.getLastModifiedTime(file).toString());
                }
            } catch (IOException unexpected) {
                throw new UncheckedIOException(unexpected);
            }
        }
        return files;
    }
}
