package dev.packetwright.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.diagnostic.DiagnosticText;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.pdl.PdlInput;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.TargetOptions;
import dev.packetwright.generator.target.java.JavaOptions;
import dev.packetwright.generator.target.java.JavaTarget;
import dev.packetwright.generator.target.wireshark.WiresharkTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same input gives the same bytes on any machine. */
class DeterminismTest {
    private static final String PDL = "<PDL>\n<!-- Title İıIi -->"
            + IntStream.range(0, 40)
                    .mapToObj(i -> "<packet name='C_İID" + i + "'><int name='ID'/><list name='TITLE_ITEM'>"
                            + "<string name='Iıİi'/></list><byte name='HP_" + i + "'/></packet>")
                    .collect(Collectors.joining())
            + "<packet name='LAST'></packet></PDL>";

    private static final GeneratorOptions OPTIONS = new GeneratorOptions(
            Optional.empty(),
            "packets",
            Stream.of(new JavaTarget(JavaOptions.DEFAULT), new WiresharkTarget())
                    .map(target -> new GeneratorOptions.TargetChoice(target, TargetOptions.DEFAULT))
                    .toList());

    private static final String MISTAKES =
            "<PDL x='1' package='a..b'><packet><INTT name='İ-'/><lIst/></packet><pocket/><packet name='I' from='i'/></PDL>";

    @Test
    void inOneProcess() {
        assertThat(everything()).isEqualTo(everything());
    }

    /**
     * Turkish has another lower case of I, Arabic has other digits, and Thai has another calendar. A child process also
     * has another seed for its hash maps.
     */
    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "ko-KR", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist", "lt-LT"})
    void inOtherLocalesTimeZonesAndEncodings(String locale) throws IOException, InterruptedException {
        Locale parsed = Locale.forLanguageTag(locale);
        String nu = parsed.getUnicodeLocaleType("nu");
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Duser.language=" + parsed.getLanguage(),
                "-Duser.country=" + parsed.getCountry(),
                "-Duser.extensions=" + (nu == null ? "" : "nu-" + nu),
                "-Duser.timezone=Asia/Kathmandu",
                "-Dfile.encoding=ISO-8859-1",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DeterminismTest.class.getName()));
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).isZero();
        assertThat(said).isEqualTo(everything());
    }

    /** Runs in the child process and prints all output for the inputs. */
    public static void main(String[] arguments) {
        byte[] everything = everything().getBytes(StandardCharsets.UTF_8);
        System.out.write(everything, 0, everything.length);
        System.out.flush();
    }

    /** The sources contain no date, no path, and no name of a machine or a user. */
    @Test
    void theSourcesDoNotDependOnTheMachine() {
        PdlInput input = new PdlInput("/home/somebody/pdl/chat.xml", PDL.getBytes(StandardCharsets.UTF_8));
        for (GeneratedFile file : Generator.generate(Sources.of(input)).files()) {
            assertThat(file.content())
                    .doesNotContain("somebody", System.getProperty("java.version"), "\r")
                    .contains("chat.xml")
                    .endsWith("}\n");
        }
    }

    private static String everything() {
        return generate(PDL) + generate(MISTAKES);
    }

    private static String generate(String pdl) {
        Generation generation =
                Generator.generate(Sources.of(new PdlInput("a.xml", pdl.getBytes(StandardCharsets.UTF_8))), OPTIONS);
        return generation.diagnostics().stream().map(DiagnosticText::format).collect(Collectors.joining())
                + generation.files().stream()
                        .map(file -> file.path() + "\n" + file.content())
                        .collect(Collectors.joining());
    }
}
