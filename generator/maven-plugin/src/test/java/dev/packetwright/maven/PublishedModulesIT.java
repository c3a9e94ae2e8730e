package dev.packetwright.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The POMs of the published modules have everything that a repository requires, and the BOM lists all modules. */
class PublishedModulesIT {
    private static final Path PROJECT = Path.of(LocalRepository.property("packetwright.project"));

    @Test
    void theBomListsEveryPublishedJarInTheVersionOfThisBuild() throws IOException {
        String bom = pom("bom");
        assertThat(bom).contains("<version>" + LocalRepository.VERSION + "</version>");
        List<String> published = published();
        assertThat(published).contains("runtime", "generator/cli");
        for (String module : published) {
            String artifact = first(pom(module).replaceFirst("(?s)<parent>.*</parent>", ""), "artifactId");
            assertThat(bom).as(module).contains("<artifactId>" + artifact + "</artifactId>");
        }
    }

    @Test
    void everyPublishedModuleHasANameAndADescription() throws IOException {
        for (String module : published()) {
            String own = pom(module).replaceFirst("(?s)<parent>.*</parent>", "");
            assertThat(first(own, "name")).as(module).isNotBlank();
            assertThat(first(own, "description")).as(module).isNotBlank();
        }
        for (String root : List.of(".", "bom")) {
            assertThat(pom(root)).contains("<licenses>", "<developers>", "<scm", "<url>");
        }
    }

    /** Returns the modules of a normal build that are deployed, except the BOM. */
    private static List<String> published() throws IOException {
        String modules = pom(".").replaceFirst("(?s)</modules>.*", "");
        List<String> all = Pattern.compile("<module>(.*?)</module>")
                .matcher(modules)
                .results()
                .map(module -> module.group(1))
                .filter(module -> !module.equals("bom"))
                .toList();
        return all.stream().filter(PublishedModulesIT::isPublished).toList();
    }

    private static boolean isPublished(String module) {
        try {
            return !pom(module).contains("<maven.deploy.skip>true</maven.deploy.skip>");
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static String pom(String module) throws IOException {
        return Files.readString(PROJECT.resolve(module).resolve("pom.xml"));
    }

    private static String first(String pom, String element) {
        var found = Pattern.compile("<" + element + ">(.*?)</" + element + ">").matcher(pom);
        assertThat(found.find()).as(element).isTrue();
        return found.group(1);
    }
}
