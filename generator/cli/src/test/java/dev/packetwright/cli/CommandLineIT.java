package dev.packetwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the help, the usage errors and the exit codes of every command. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CommandLineIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "-h",
                "generate --help",
                "check --help",
                "check -h",
                "diff --help",
                "decode --help",
                "encode -h",
                "completion --help",
                "generate --help x"
            })
    void everyCommandHasHelp(String arguments) {
        Shell.Result result = run(arguments.split(" ", -1));
        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).startsWith("Usage: packetwright").contains("--help");
    }

    @Test
    void theHelpNamesTheCommandsAndTheExitCodes() {
        assertThat(run("--help").out()).contains("generate", "check", "decode", "encode", "completion", "70", "@FILE");
        assertThat(run("generate", "--help").out())
                .contains("--output", "--package", "--check", "--dry-run", "--stacktrace", "FILE");
        assertThat(run("decode", "--help").out()).contains("--format", "--port", "FILE", "HEX|-", "pcapng");
        assertThat(run("encode", "--help").out()).contains("FILE", "PACKET", "JSON|-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "generate --version"})
    void theVersion(String arguments) {
        assertIsVersion(run(arguments.split(" ", -1)));
    }

    @Test
    void theVersionOfTheProcess() {
        assertIsVersion(process().run("--version"));
    }

    private static void assertIsVersion(Shell.Result result) {
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).matches("packetwright \\d+\\.\\d+\\.\\d+\\S*\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "generat",
                "generate",
                "check",
                "--no-such-option",
                "generate --no-such-option a.xml",
                "generate -o",
                "generate -p a..b a.xml",
                "generate -p ../evil a.xml",
                "generate --package=java.lang a.xml",
                "check -o x a.xml"
            })
    void aWrongCommandLineIsReportedInTwoLines(String arguments) {
        Shell.Result result = run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("packetwright: ")
                .contains("--help")
                .doesNotContain("\tat ")
                .doesNotContain("Exception");
        assertThat(result.err().lines().count()).isLessThanOrEqualTo(3);
        assertThat(folder.resolve("generated")).doesNotExist();
    }

    @Test
    void aMistypedCommandIsRecognized() {
        Shell.Result result = process().run("generat", "a.xml");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("generate");
    }

    /** The command reports the mistake and prints no help, because the help would hide the mistake. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "frobnicate",
                "frobnicate --help",
                "frobnicate -h",
                "--help frobnicate",
                "frobnicate --version",
                "frobnicate a.xml"
            })
    void anUnknownCommandIsNamed(String arguments) {
        Shell.Result result = run(arguments.split(" ", -1));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("packetwright: there is no command 'frobnicate'; the commands are generate, check, diff,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--frobnicate", "--frobnicate --help", "--frobnicate generate --help"})
    void anUnknownOptionIsNamed(String arguments) {
        Shell.Result result = run(arguments.split(" ", -1));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("packetwright: Unknown option: '--frobnicate'\n");
    }

    /** The completion script is valid shell code. */
    @Test
    void completion() {
        Shell.Result result = process().run("completion");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("#!").contains("complete", "--dry-run", "generate");
    }

    /** The schema is printed byte for byte, independent of the encoding of the terminal. */
    @Test
    void theSchema() throws IOException {
        Path schema = Path.of("../core/src/main/resources/dev/packetwright/generator/pdl.xsd");
        assertThat(new Shell(folder).run("xsd"))
                .isEqualTo(new Shell.Result(0, Files.readString(schema).replace("\r\n", "\n"), ""));
        assertThat(new Shell(folder).run("--help").out()).contains("xsd");
    }

    @Test
    void oneRunReportsAndCountsAllMistakes() {
        Shell.Result result = process()
                .with("<PDL><packet name='1'/><packet name='A'><x name='a'/></packet><packet/></PDL>")
                .run("check", "-");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("PW011", "PW012", "PW010", "3 errors");
    }

    @Test
    void aHundredMistakesArePrintedAndTheOthersCounted() throws IOException {
        String wrong = "\ntext\n<packet name='C_%d'><foo name='a'/></packet>";
        StringBuilder text = new StringBuilder("<PDL>");
        for (int i = 0; i < 2_000; i++) {
            text.append(wrong.formatted(i));
        }
        Files.writeString(folder.resolve("many.xml"), text.append("</PDL>"));
        Shell.Result result = run("check", "many.xml");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("many.xml:201:").doesNotContain("many.xml:203:", ": warning");
        assertThat(result.err())
                .endsWith("… and 1900 more errors and 2000 more warnings\n2000 errors, 2000 warnings\n");
        assertThat(run("check", "--diagnostics=json", "many.xml").err().lines()).hasSize(4_000);
    }

    /** The messages of the parser and the conversion to upper case do not depend on the language of the machine. */
    @Tag("full")
    @ParameterizedTest
    @ValueSource(strings = {"ko", "tr", "ar"})
    void theLanguageOfTheMachineHasNoEffect(String language) throws IOException {
        Files.writeString(
                folder.resolve("a.xml"),
                "<PDL>\n<PACKET name='I'><INT name='ID'/><LIST name='İ' type='STRING'/></PACKET>\n<packet name='B'><strng name='x'/>\n");
        Shell.Result result = process().withJava("-Duser.language=" + language).run("check", "a.xml");
        assertThat(result).isEqualTo(new Shell(folder).run("check", "a.xml"));
        assertThat(result.err()).contains("a.xml:3:35: error: malformed XML: <packet> is not closed [PW004]");
        Files.writeString(
                folder.resolve("a.xml"),
                "<PDL><PACKET name='I'><INT name='ID'/><BYTE name='i' max='255'/></PACKET></PDL>");
        assertThat(process()
                        .withJava("-Duser.language=" + language)
                        .run("generate", "-o", language, "a.xml")
                        .err())
                .isEmpty();
        assertThat(new Shell(folder).run("generate", "--check", "-o", language, "a.xml"))
                .isEqualTo(new Shell.Result(0, "", ""));
    }

    /** The help has no colours if the output is not a terminal or if the environment disables them. */
    @Test
    void noColours() {
        for (Map<String, String> environment : List.of(Map.<String, String>of(), Map.of("NO_COLOR", "1"))) {
            PackagedCommand shell = new PackagedCommand(folder, environment);
            assertThat(shell.run("--help").out()).doesNotContain("\u001b");
            assertThat(shell.run("generat").err()).doesNotContain("\u001b");
            assertThat(shell.with("<PDL x='1'/>").run("check", "-").err()).doesNotContain("\u001b");
        }
    }

    @Test
    void aValidFileIsCheckedSilently() {
        Shell.Result result =
                process().with("<PDL><packet name='A'></packet></PDL>").run("check", "-");
        assertThat(result).isEqualTo(new Shell.Result(0, "", ""));
    }

    /** Letters of all scripts are printed if the terminal can show them. */
    @Test
    void diagnosticsInUnicode() {
        Shell.Result result = new PackagedCommand(folder, Map.of("LC_ALL", "C.UTF-8"))
                .with("<PDL><packet name='채팅'><문자열 name='a'/></packet></PDL>")
                .run("check", "-");
        assertThat(result.err()).contains("unknown type '문자열'");
    }

    /** An internal error has its own exit code. Its stack trace is printed only on request. */
    @Test
    void anInternalErrorIsReportedWithoutItsStackTrace() {
        Shell.Result result = new Shell(folder).with(new FaultyInput()).run("check", "-");
        assertThat(result).isEqualTo(new Shell.Result(70, "", """
                        packetwright: internal error: java.lang.IllegalStateException: a fault
                        Run it again with --stacktrace, and please report the output.
                        """));
        Shell.Result traced = new Shell(folder).with(new FaultyInput()).run("check", "--stacktrace", "-");
        assertThat(traced.exitCode()).isEqualTo(70);
        assertThat(traced.err()).contains("\tat " + FaultyInput.class.getName());
    }

    private static final class FaultyInput extends InputStream {
        @Override
        public int read() {
            throw new IllegalStateException("a fault");
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            return read();
        }
    }

    private PackagedCommand process() {
        return new PackagedCommand(folder);
    }

    private Shell.Result run(String... arguments) {
        return new Shell(folder).run(arguments);
    }
}
