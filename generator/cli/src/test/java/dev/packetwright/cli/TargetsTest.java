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

/** Tests that one run of {@code generate} writes several targets into several folders. */
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
    void theTargetHtmlWritesOnePage() throws IOException {
        String[] generate = {"generate", "--target", "html=docs", "p.xml"};
        assertThat(run(generate).out()).isEqualTo("docs: 1 files, 1 of them written; 0 removed\n");
        assertThat(Files.readString(folder.resolve("docs/packets.html"))).contains("id=\"C_A\"");
        assertThat(run(generate).out()).isEqualTo("docs: 1 files, 0 of them written; 0 removed\n");
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

    /** Names that differ only in case are valid for the layout, but not for Java. */
    @Test
    void checkFindsWhatAnyTargetRefuses() throws IOException {
        Files.writeString(folder.resolve("p.xml"), "<PDL><packet name='C_Chat'/><packet name='C_CHAT'></packet></PDL>");
        Shell.Result result = run("check", "p.xml");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("'C_Chat' and 'C_CHAT' differ only in case");
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
                "cobol | the targets are java, layout, csharp, typescript, html, wireshark",
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
    void csharpHasOptionsOfItsOwn() throws IOException {
        Shell.Result result = run(
                "generate",
                "--target",
                "csharp:client=unity",
                "--csharp-runtime",
                "course",
                "--csharp-namespace",
                "My.Game",
                "--csharp-members",
                "pascal",
                "p.xml");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(Files.readString(folder.resolve("unity/GenPackets.cs")))
                .contains("namespace My.Game", "public int X;", "ArraySegment<byte> Write()");
        assertThat(folder.resolve("unity/ClientPacketManager.cs")).exists();
        assertThat(folder.resolve("unity/ServerPacketManager.cs")).doesNotExist();
    }

    @Test
    void aWrongNamespaceOfCSharpIsAUsageError() {
        Shell.Result result = run("generate", "--target", "csharp=out", "--csharp-namespace", "My-Game", "p.xml");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("'My-Game' cannot be a namespace of C#");
    }

    @Test
    void typescriptIsOneModuleForTheSidesOfTheTarget() throws IOException {
        Files.writeString(folder.resolve("t.xml"), """
                <PDL package='com.example.chat'><packet name='C_A'><long name='id'/></packet>
                <packet name='S_A'><long name='id'/></packet></PDL>
                """);
        Shell.Result result =
                run("generate", "--target", "typescript:client=web", "--typescript-int64", "number", "t.xml");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(Files.readString(folder.resolve("web/chat.ts")))
                .startsWith("// Generated by Packetwright from t.xml.")
                .contains("  id: number;", "export function encodeC_A(", "export function decodeS_A(")
                .doesNotContain("encodeS_A", "decodeC_A", "ServerSide", "id: bigint");
        Shell.Result wrong = run("generate", "--target", "typescript=web", "--typescript-int64", "string", "t.xml");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("--typescript-int64", "bigint, number");
    }

    @Test
    void checkAsksTypeScript() throws IOException {
        Files.writeString(
                folder.resolve("c.xml"),
                "<PDL><packet name='C_A'></packet><packet name='encodeC_A' from='client'></packet></PDL>");
        assertThat(run("check", "c.xml").exitCode()).isZero();
        assertThat(run("check", "--target=typescript", "c.xml").err())
                .contains("'C_A' and 'encodeC_A' both become 'encodeC_A' in TypeScript [PW040]");
    }

    @Test
    void aDissectorForWiresharkIsOneFile() throws IOException {
        Shell.Result result = run("generate", "--target", "wireshark=dissectors", "p.xml");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(Files.readString(folder.resolve("dissectors/packets.lua")))
                .startsWith("-- A dissector for Wireshark, generated by Packetwright from p.xml.");
        assertThat(run("generate", "--check", "--target", "wireshark=dissectors", "p.xml")
                        .exitCode())
                .isZero();
    }

    @Test
    void aTargetTwiceInOneFolderIsAUsageError() {
        Shell.Result result = run("generate", "-o", "out", "--target", "java:client=out", "p.xml");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("the target 'java' is given twice for the folder");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void checkAsksTheGivenTargets() throws IOException {
        Files.writeString(folder.resolve("c.xml"), """
                <PDL><packet name='IPacket' from='client'></packet>
                <packet name='IPacket_' from='client'></packet></PDL>
                """);
        String clash = "c.xml:2:15: error: 'IPacket' and 'IPacket_' both become 'IPacket_' in C# [PW038]";
        assertThat(run("check", "c.xml")).isEqualTo(new Shell.Result(0, "", ""));
        Shell.Result result = run("check", "--target", "csharp", "c.xml");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains(clash);
        assertThat(run("check", "--target=java", "--target=csharp", "c.xml").err())
                .contains(clash);
        Shell.Result withFolder = run("check", "--target", "csharp=out", "c.xml");
        assertThat(withFolder.exitCode()).isEqualTo(2);
        assertThat(withFolder.err()).contains("there is no target 'csharp=out'; ");
    }

    @Test
    void checkKnowsTheSpellingOfCSharp() throws IOException {
        Files.writeString(
                folder.resolve("c.xml"),
                "<PDL><packet name='C_A'><int name='playerId'/><int name='player_id'/></packet></PDL>");
        assertThat(run("check", "--target=csharp", "c.xml")).isEqualTo(new Shell.Result(0, "", ""));
        assertThat(run("check", "--target=csharp", "--csharp-members=pascal", "c.xml")
                        .err())
                .contains("'playerId' and 'player_id' both become 'PlayerId' in C#");
    }
}
