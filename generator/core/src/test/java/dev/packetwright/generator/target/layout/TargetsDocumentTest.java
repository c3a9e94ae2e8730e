package dev.packetwright.generator.target.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.packetwright.generator.Generator;
import dev.packetwright.generator.GeneratorOptions;
import dev.packetwright.generator.ProjectFiles;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.pdl.PdlInput;
import dev.packetwright.generator.target.TargetOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the example of docs/targets.md, which reads packets, if Python is installed. */
class TargetsDocumentTest {
    private static final String PDL = """
            <PDL package='com.example.chat' version='2'>
              <enum name='Mood' type='byte'><value name='GLAD' value='1'/></enum>
              <struct name='Point'><short name='x'/><short name='y'/></struct>
              <packet name='C_Chat'>
                <string name='text'/>
                <Mood name='mood' optional='true'/>
                <list name='path' type='Point'/>
                <int name='hops' since='2'/>
              </packet>
            </PDL>
            """;

    @TempDir
    Path folder;

    @Test
    void exampleDecodesAPacketOfAnOlderPeer() throws IOException, InterruptedException {
        assumeThat(run("--version")).isEqualTo(0);
        Path program = folder.resolve("decode.py");
        Files.writeString(program, example());
        Path document = folder.resolve("chat.layout.json");
        Files.writeString(document, document());
        String packet = "120001000400680069000101010001000200";
        assertThat(run(program.toString(), document.toString(), packet)).isEqualTo(0);
        assertThat(output())
                .isEqualTo(
                        "C_Chat {\"text\": \"hi\", \"mood\": \"GLAD\", \"path\": [{\"x\": 1, \"y\": 2}], \"hops\": 0}");
    }

    private static String document() {
        return Generator.generate(
                        Sources.of(new PdlInput("chat.xml", PDL.getBytes(StandardCharsets.UTF_8))),
                        GeneratorOptions.of(new LayoutTarget(), TargetOptions.DEFAULT))
                .files()
                .get(0)
                .content();
    }

    private static String example() throws IOException {
        String page = Files.readString(ProjectFiles.path("docs/targets.md"));
        String begin = "```python\n";
        int from = page.indexOf(begin) + begin.length();
        return page.substring(from, page.indexOf("```", from));
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output")).strip();
    }

    /** Returns the exit code of a Python program; not 0 if Python is missing. */
    private int run(String... arguments) throws InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "python3";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output").toFile())
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException notInstalled) {
            return -1;
        }
    }
}
