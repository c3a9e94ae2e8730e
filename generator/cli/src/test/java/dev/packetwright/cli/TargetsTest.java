package dev.packetwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One run of {@code generate} writes several targets into several folders. */
class TargetsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("p.xml"), "<PDL><packet name='C_A'><int name='x'/></packet></PDL>");
    }

    private Shell.Result run(String... arguments) {
        return new Shell(folder).run(arguments);
    }

    @Test
    void eachTargetGoesIntoItsFolderWithItsSide() {
        Shell.Result result = run(
                "generate",
                "--target",
                "java:server=server",
                "--target",
                "java:client=client",
                "--target",
                "layout=docs",
                "p.xml");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines()).hasSize(3);
        assertThat(folder.resolve("server/packets/ServerPacketManager.java")).exists();
        assertThat(folder.resolve("server/packets/ClientPacketManager.java")).doesNotExist();
        assertThat(folder.resolve("client/packets/ClientPacketManager.java")).exists();
        assertThat(folder.resolve("client/packets/ServerPacketManager.java")).doesNotExist();
        assertThat(folder.resolve("docs/packets.layout.json")).exists();
        assertThat(folder.resolve("generated")).doesNotExist();
    }

    @Test
    void theShortFormIsOneMoreJavaOutputAndSideIsItsDefault() {
        Shell.Result result =
                run("generate", "-o", "out", "--side", "server", "--target", "java:client=client", "p.xml");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(folder.resolve("out/packets/ClientPacketManager.java")).doesNotExist();
        assertThat(folder.resolve("out/packets/ServerPacketManager.java")).exists();
        assertThat(folder.resolve("client/packets/ClientPacketManager.java")).exists();
    }

    @Test
    void targetsWithoutAFolderShareTheDefault() {
        assertThat(run("generate", "--target", "java", "--target", "layout", "p.xml")
                        .exitCode())
                .isZero();
        assertThat(folder.resolve("generated/packets/C_A.java")).exists();
        assertThat(folder.resolve("generated/packets.layout.json")).exists();
    }

    @Test
    void aCheckLooksAtEveryFolder() throws IOException {
        String[] check = {"generate", "--check", "--target", "java=a", "--target", "java=b", "p.xml"};
        assertThat(run("generate", "--target", "java=a", "--target", "java=b", "p.xml")
                        .exitCode())
                .isZero();
        assertThat(run(check).exitCode()).isZero();
        Files.delete(folder.resolve("b/packets/C_A.java"));
        Shell.Result result = run(check);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEqualTo("write " + Path.of("b/packets/C_A.java") + "\n");
    }

    @Test
    void oneDepfileServesAllTargets() throws IOException {
        assertThat(run("generate", "--target", "java=a", "--target", "layout=b", "--depfile", "p.d", "p.xml")
                        .exitCode())
                .isZero();
        assertThat(Files.readString(folder.resolve("p.d"))).contains("p.xml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "jva=out | did you mean 'java'?",
                "cobol | the targets are java, layout",
                "java:sever=out | 'sever' is not a side",
                "java= | names no folder"
            })
    void aWrongTargetIsAUsageError(String target, String message) {
        Shell.Result result = run("generate", "--target", target, "p.xml");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(message);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aTargetTwiceInOneFolderIsAUsageError() {
        Shell.Result result = run("generate", "-o", "out", "--target", "java:client=out", "p.xml");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("the target 'java' is given twice for the folder");
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
