package dev.packetwright.generator.target.csharp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Markdown;
import dev.packetwright.generator.ProjectFiles;
import dev.packetwright.testing.Mono;
import dev.packetwright.testing.NeedsMono;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the examples of docs/csharp.md. */
@NeedsMono
class CSharpDocumentTest {
    private static final String DOCUMENT = ProjectFiles.read("docs/csharp.md");

    private static final String PING = """
            <PDL package="Game.Packets">
              <packet name="S_Ping" role="ping"><long name="token"/></packet>
              <packet name="C_Pong" role="pong"><long name="token"/></packet>
            </PDL>
            """;

    private static final String PINGED = """
            using Game.Packets;
            using Packetwright;
            using System;

            class Program
            {
                static void Main()
                {
                    byte[] packet = new byte[PingPackets.Size];
                    new S_Ping { token = 7 }.Write(packet);
                    byte[] buffer = new byte[PingPackets.Size];
                    %s
                    Console.WriteLine(C_Pong.Read(buffer));
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void theExamplePrintsWhatThePageSays() {
        assertThat(output(block("xml", 0), block("csharp", 0))).isEqualTo(block("text", 0));
    }

    @Test
    void theExampleAnswersAPing() {
        assertThat(output(PING, PINGED.formatted(block("csharp", 1)))).isEqualTo("C_Pong { token = 7 }\n");
    }

    private String output(String pdl, String code) {
        CSharpProgram program = new CSharpProgram(folder);
        CSharpProgram.generate(pdl, CSharpOptions.DEFAULT)
                .files()
                .forEach(file -> program.write(file.path(), file.content()));
        program.addRuntime();
        program.write("Program.cs", code);
        return Mono.run(Mono.compile(folder));
    }

    private static String block(String language, int index) {
        return Markdown.blocks(DOCUMENT).stream()
                .filter(block -> block.language().equals(language))
                .skip(index)
                .findFirst()
                .orElseThrow()
                .text();
    }
}
