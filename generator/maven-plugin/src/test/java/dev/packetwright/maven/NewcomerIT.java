package dev.packetwright.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.maven.Maven.Build;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Builds the first example of docs/build-tools.md with every supported Maven. */
class NewcomerIT {
    private static final Pattern FILE = Pattern.compile("(?m)^```(?:xml|java) (\\S+)\\n((?s:.*?))^```$");

    @TempDir
    private Path temporary;

    static Stream<Maven> mavens() throws IOException {
        return Maven.all();
    }

    @ParameterizedTest
    @MethodSource("mavens")
    void twelveLinesOfPomCompileTheFirstPacket(Maven maven) throws IOException, InterruptedException {
        Project project = new Project(Files.createDirectory(temporary.resolve("내 프로젝트 (1)")));
        files().forEach(project::write);
        assertThat(Files.readAllLines(project.folder().resolve("pom.xml"))).hasSize(12);

        Build first = maven.run(project.folder(), "compile");
        assertThat(first.succeeded()).as(first.log()).isTrue();
        assertThat(first.log()).doesNotContain("platform dependent", "platform encoding");
        assertThat(hello(project)).isEqualTo("30 bytes\n");

        Map<String, String> classes = project.files("target/classes");
        Map<String, String> sources = project.files("target/generated-sources");
        Build second = maven.run(project.folder(), "-o", "compile");
        assertThat(second.succeeded()).as(second.log()).isTrue();
        assertThat(second.log()).contains("10 files, all up to date");
        assertThat(project.files("target/classes")).isEqualTo(classes).hasSize(11);
        assertThat(project.files("target/generated-sources")).isEqualTo(sources);

        project.pdl(
                "chat.xml", "\n<packet name=\"C_Chat\"><strng name=\"text\"/></packet>\n<packet name=\"S\" frm=\"\"/>");
        Build third = maven.run(project.folder(), "-o", "compile");
        assertThat(third.succeeded()).isFalse();
        String pdl =
                project.folder().toRealPath().resolve("src/main/pdl/chat.xml").toString();
        assertThat(third.log())
                .contains("""
                        [ERROR] %s:2:23: error: unknown type 'strng' [PW012]
                        [ERROR] <packet name="C_Chat"><strng name="text"/></packet>
                        [ERROR]                       ^~~~~~~~~~~~~~~~~~~~
                        [ERROR] help: did you mean 'string'?
                        [ERROR] %s:3:18: error: unknown attribute 'frm' in <packet> [PW008]
                        """.formatted(pdl, pdl))
                .containsOnlyOnce("the PDL has 2 errors and 0 warnings")
                .doesNotContain("Nothing to compile", "Compiling");
    }

    /** Returns the files of the example, with the version of this build. */
    private static Map<String, String> files() throws IOException {
        Path document = Path.of(LocalRepository.property("packetwright.project"), "docs", "build-tools.md");
        Matcher files = FILE.matcher(Files.readString(document, StandardCharsets.UTF_8));
        return files.results()
                .collect(Collectors.toMap(
                        file -> file.group(1), file -> file.group(2).replace("0.1.0", LocalRepository.VERSION)));
    }

    private static String hello(Project project) throws IOException, InterruptedException {
        Path runtime = Path.of(
                LocalRepository.property("packetwright.project"),
                "runtime/target/packetwright-runtime-" + LocalRepository.VERSION + ".jar");
        String classPath = Path.of("target/classes") + File.pathSeparator + runtime;
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        "com.example.chat.Hello")
                .directory(project.folder().toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(output).isZero();
        return output;
    }
}
