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

/** A Maven project that a test creates. */
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

    /** Returns the plugin with an execution of {@code generate} that has this configuration. */
    static String generate(String configuration) {
        return executions(execution("default", "generate", configuration));
    }

    static String execution(String id, String goal, String configuration) {
        return "<execution><id>" + id + "</id><goals><goal>" + goal + "</goal></goals><configuration>" + configuration
                + "</configuration></execution>";
    }

    /** Returns the plugin with these executions. */
    static String executions(String... executions) {
        return "<build><plugins><plugin><groupId>dev.packetwright</groupId>"
                + "<artifactId>packetwright-maven-plugin</artifactId><executions>" + String.join("", executions)
                + "</executions></plugin></plugins></build>";
    }

    static String dependency(String artifactId) {
        return "<dependencies><dependency><groupId>com.example</groupId><artifactId>" + artifactId
                + "</artifactId><version>1</version></dependency></dependencies>";
    }

    /** Writes the POM of a project without a parent. */
    Project alone(String artifactId, String content) {
        new Project(folder.resolve("parent")).parentOf(List.of());
        return pom("<parent><groupId>com.example</groupId><artifactId>parent</artifactId><version>1</version>"
                + "<relativePath>parent/pom.xml</relativePath></parent><artifactId>" + artifactId + "</artifactId>"
                + content);
    }

    /**
     * Writes the POM of a project with modules. The modules inherit the runtime and the versions of plugins that this
     * build uses.
     */
    Project parentOf(Collection<String> modules) {
        StringBuilder list = new StringBuilder();
        modules.forEach(module -> list.append("<module>").append(module).append("</module>"));
        return pom("<groupId>com.example</groupId><artifactId>parent</artifactId><version>1</version>"
                + "<packaging>pom</packaging><modules>" + list + "</modules>" + COMMON);
    }

    /** Writes the POM of a module of the project in the parent folder. */
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

    /** Returns the files of a folder with their times. A rewritten file has another time. */
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
