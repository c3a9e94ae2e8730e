package dev.packetwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests the files and messages of {@code packetwright generate}, and the cases in which it writes nothing. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GenerateIT {
    private static final String CHAT =
            "<PDL>\n  <packet name=\"C_Chat\">\n    <string name=\"chat\"/>\n  </packet>\n</PDL>\n";

    private static final List<String> FILES = List.of(
            "C_Chat.java",
            "ClientPacketHandler.java",
            "ClientPacketManager.java",
            "PacketId.java",
            "Protocol.java",
            "ServerPacket.java",
            "ServerPacketHandler.java",
            "ServerPacketManager.java");

    private static final Charset NAMES_OF_FILES = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    @TempDir
    private Path folder;

    @BeforeEach
    void chat() throws IOException {
        Files.writeString(folder.resolve("chat.xml"), CHAT);
    }

    /** Runs the command of the README with the file that the README names. */
    @Test
    void theCommandOfTheReadme() throws IOException {
        Path pdl = Path.of("../../pdl/chat.xml").toAbsolutePath().normalize();
        Shell.Result result = new PackagedCommand(folder)
                .run("generate", "-p", "com.example.chat", "-o", "target/generated", pdl.toString());
        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("target/generated");
        assertThat(files("target/generated/com/example/chat").keySet())
                .contains("C_Chat.java", "S_Chat.java")
                .hasSize(10);
    }

    @Test
    void theDefaults() throws IOException {
        assertThat(run("generate", "chat.xml").exitCode()).isZero();
        assertThat(files("generated/packets").keySet()).containsExactlyElementsOf(FILES);
    }

    @Test
    void spacesAndLettersOfAnyScriptInPaths() throws IOException {
        assumeTrue(NAMES_OF_FILES.newEncoder().canEncode("내"), "a locale whose file names can have all letters");
        Path pdl = folder.resolve("내 프로토콜 (1).xml");
        Files.copy(folder.resolve("chat.xml"), pdl);
        Shell.Result result = new PackagedCommand(folder, Map.of("LC_ALL", "C.UTF-8"))
                .run("generate", "-o", "출력 폴더/a b", "내 프로토콜 (1).xml");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(files("출력 폴더/a b/packets").keySet()).containsExactlyElementsOf(FILES);
    }

    /** Without an encoding, as in many containers, Java cannot represent every file name. A message explains this. */
    @Test
    void aLocaleWithoutAnEncoding() {
        Shell.Result result = new PackagedCommand(folder, Map.of("LC_ALL", "POSIX"))
                .with("<PDL><packet name='&#54056;&#53431;'></packet></PDL>")
                .run("generate", "-");
        assertThat(result.exitCode()).isLessThanOrEqualTo(1);
        assertThat(result.err()).doesNotContain("internal error");
    }

    /** The messages for the command line, for imports and for output folders suggest another locale. */
    @Tag("full")
    @Test
    void pathsOutsideTheLocaleAreExplained() throws IOException {
        assumeTrue(NAMES_OF_FILES.newEncoder().canEncode("\ub0b4"), "a locale whose file names can have all letters");
        Files.writeString(
                folder.resolve("importing.xml"), "<PDL><import file='\uacf5\ud1b5.xml'/><packet name='A'/></PDL>");
        for (List<String> command : List.of(
                List.of("check", "\ub0b4.xml"),
                List.of("check", "chat.xml", "\ub0b4.xml"),
                List.of("generate", "-o", "\ucd9c\ub825", "chat.xml"),
                List.of("generate", "--target", "java=\ucd9c\ub825", "chat.xml"),
                List.of("generate", "importing.xml"),
                List.of("encode", "\ub0b4.xml", "C_Chat", "{}"),
                List.of("decode", "chat.xml", "\ub0b4.bin"))) {
            Shell.Result result =
                    new PackagedCommand(folder, Map.of("LC_ALL", "C")).run(command.toArray(String[]::new));
            assertThat(result.exitCode()).isBetween(1, 2);
            assertThat(result.err())
                    .contains("this system cannot name a file", "a UTF-8 locale may help, for example LC_ALL=C.UTF-8")
                    .doesNotContain("Exception", "internal error");
        }
    }

    /**
     * Java cannot name a file in a folder that the locale cannot represent. A folder that Java creates has a wrong
     * name.
     */
    @Tag("full")
    @Test
    void aWorkingFolderOutsideTheLocaleIsExplained() throws IOException {
        assumeTrue(NAMES_OF_FILES.newEncoder().canEncode("\ub0b4"), "a locale whose file names can have all letters");
        Path working = Files.createDirectory(folder.resolve("\ub0b4"));
        Path chat = folder.resolve("chat.xml");
        Files.copy(chat, working.resolve("chat.xml"));
        for (List<String> command : List.of(
                List.of("check", "chat.xml"),
                List.of("check", "."),
                List.of("generate", "-o", "out", chat.toString()),
                List.of("generate", chat.toString()),
                List.of("generate", "--target", "java=out", chat.toString()),
                List.of("diff", chat.toString(), "chat.xml"),
                List.of("decode", "chat.xml", "04000100"),
                List.of("decode", chat.toString(), "stream.bin"),
                List.of("encode", "chat.xml", "C_Chat", "{}"))) {
            Shell.Result result =
                    new PackagedCommand(working, Map.of("LC_ALL", "C")).run(command.toArray(String[]::new));
            assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
            assertThat(result.err())
                    .contains("this system cannot name the working folder", "for example LC_ALL=C.UTF-8")
                    .doesNotContain("Exception", "internal error");
        }
        Shell.Result absolute = new PackagedCommand(working, Map.of("LC_ALL", "C"))
                .run("generate", "-o", folder.resolve("out").toString(), chat.toString());
        assertThat(absolute.exitCode()).as(absolute.err()).isZero();
        try (Stream<Path> folders = Files.list(folder)) {
            assertThat(folders).hasSize(3);
        }
    }

    @Test
    void anErrorWritesNothing() throws IOException {
        Files.writeString(folder.resolve("bad.xml"), CHAT.replace("string", "strng"));
        for (List<String> command : List.of(
                List.of("generate", "bad.xml"),
                List.of("generate", "chat.xml", "bad.xml"),
                List.of("check", "bad.xml"),
                List.of("generate", "--check", "bad.xml"),
                List.of("generate", "--dry-run", "bad.xml"))) {
            Shell.Result result = run(command.toArray(String[]::new));
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).contains("""
                            bad.xml:3:5: error: unknown type 'strng' [PW012]
                                <strng name="chat"/>
                                ^""").contains("help: did you mean 'string'?\n");
            assertThat(folder.resolve("generated")).doesNotExist();
        }
    }

    @Test
    void warningsAreReportedAndPreventNothing() {
        Shell.Result result = new Shell(folder)
                .with("<PDL><packet name='A'/><packet name='B'/></PDL>")
                .run("generate", "-");
        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).contains("stdin:1:6: warning: ").contains("[PW101]");
        assertThat(folder.resolve("generated/packets/B.java")).exists();
    }

    @Test
    void standardInput() {
        Shell.Result result = new PackagedCommand(folder).with(CHAT).run("generate", "-");
        assertThat(result.exitCode()).isZero();
        assertThat(folder.resolve("generated/packets/C_Chat.java")).exists();
        Shell.Result bad = new Shell(folder).with("<PDL").run("check", "-");
        assertThat(bad.exitCode()).isEqualTo(1);
        assertThat(bad.err()).startsWith("stdin:1:");
    }

    @Test
    void checkReportsWhetherTheFilesAreUpToDate() throws IOException {
        assertThat(run("generate", "--check", "chat.xml").exitCode()).isEqualTo(1);
        assertThat(folder.resolve("generated")).doesNotExist();
        run("generate", "chat.xml");
        Shell.Result same = run("generate", "--check", "chat.xml");
        assertThat(same.exitCode()).isZero();
        assertThat(same.out()).isEmpty();

        Path file = folder.resolve("generated/packets/C_Chat.java");
        Files.writeString(file, Files.readString(file) + "// edited\n");
        Map<String, String> before = files("generated/packets");
        Shell.Result edited = run("generate", "--check", "chat.xml");
        assertThat(edited.exitCode()).isEqualTo(1);
        assertThat(edited.out()).contains("C_Chat.java");
        assertThat(files("generated/packets")).isEqualTo(before);
    }

    @Test
    void aDryRunWritesNothing() throws IOException {
        Shell.Result result = run("generate", "--dry-run", "chat.xml");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out().lines())
                .hasSameSizeAs(FILES)
                .allMatch(line -> line.matches("write generated.packets.\\w+\\.java"));
        assertThat(folder.resolve("generated")).doesNotExist();

        run("generate", "chat.xml");
        Files.writeString(folder.resolve("chat.xml"), CHAT.replace("C_Chat", "C_Talk"));
        assertThat(run("generate", "--dry-run", "chat.xml").out())
                .contains("remove " + Path.of("generated/packets/C_Chat.java"));
        assertThat(folder.resolve("generated/packets/C_Chat.java")).exists();
        assertThat(run("generate", "chat.xml").exitCode()).isZero();
        assertThat(folder.resolve("generated/packets/C_Chat.java")).doesNotExist();
    }

    @Test
    void foreignFilesAreNamedAndNotOverwritten() throws IOException {
        Files.createDirectories(folder.resolve("my out/packets"));
        Path foreign = Files.writeString(folder.resolve("my out/packets/C_Chat.java"), "class C_Chat {}");
        assertFails(run("generate", "-o", "my out", "chat.xml"), "C_Chat.java", "was not written by Packetwright");
        assertThat(foreign).hasContent("class C_Chat {}");
        assertThat(files("my out/packets")).hasSize(1);
    }

    /** The message gives the reason, not only the path. */
    @Test
    void anInvalidOutputFolder() throws IOException {
        Files.writeString(folder.resolve("a file"), "");
        assertFails(run("generate", "-o", "a file", "chat.xml"), "a file", "not a folder");
        assertFails(run("generate", "-o", "a file/below", "chat.xml"), "a file", "");
        if (Files.isDirectory(Path.of("/proc"))) {
            assertFails(run("generate", "-o", "/proc/no such folder", "chat.xml"), "/proc/no such folder", "");
        }
    }

    private static void assertFails(Shell.Result result, String where, String why) {
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("packetwright: ")
                .contains(where)
                .contains(why)
                .doesNotContain("\tat ")
                .doesNotContain("internal error");
        String saidBesidesThePath =
                result.err().replaceFirst("packetwright: ", "").replaceAll("\\S*/[^:\n]*", "");
        assertThat(saidBesidesThePath).as(result.err()).containsPattern("[A-Za-z]{4}");
    }

    @Test
    void aMissingFileIsAnError() {
        Shell.Result result = run("generate", "no such file.xml");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).startsWith("no such file.xml:1:1: error: ").contains("[PW001]");
    }

    @Test
    void argumentFiles() throws IOException {
        Files.writeString(folder.resolve("arguments"), "generate\n# a comment\n-p com.example.chat\nchat.xml\n");
        assertThat(new PackagedCommand(folder).run("@arguments").exitCode()).isZero();
        assertThat(folder.resolve("generated/com/example/chat/C_Chat.java")).exists();
    }

    /** An argument file can contain characters that shells do not pass on. */
    @Test
    void anInvalidFileName() throws IOException {
        Files.writeString(folder.resolve("arguments"), "check\n\"a\u0000b.xml\"\n");
        Shell.Result result = new PackagedCommand(folder).run("@arguments");
        assertThat(result.exitCode()).isBetween(1, 2);
        assertThat(result.err()).doesNotContain("internal error");
    }

    @Test
    void theSummaryHasAsciiDigitsInEveryLocale() {
        Shell.Result result = new PackagedCommand(folder)
                .withJava("-Duser.language=ar", "-Duser.country=EG", "-Duser.extensions=nu-arab")
                .run("generate", "chat.xml");
        assertThat(result.out()).contains("8 files");
    }

    private Shell.Result run(String... arguments) {
        return new Shell(folder).run(arguments);
    }

    private Map<String, String> files(String path) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve(path))) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
