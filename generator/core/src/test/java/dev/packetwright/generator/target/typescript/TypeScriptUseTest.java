package dev.packetwright.generator.target.typescript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.packetwright.generator.Corpus;
import dev.packetwright.generator.ProjectFiles;
import dev.packetwright.generator.compiled.harness.AttackTexts;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.target.typescript.TypeScriptProject.Compiler;
import dev.packetwright.testing.NeedsNode;
import dev.packetwright.testing.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs do with generated modules: the compilers accept it, or refuse it, and bundlers leave out what is not used. */
@NeedsNode
class TypeScriptUseTest {
    private static final String PDL = """
            <PDL package='com.example.chat'>
              <packet name='C_Chat'><string name='chat'/></packet>
              <packet name='C_Leave'></packet>
              <packet name='S_Chat'><int name='playerId'/><string name='chat'/></packet>
              <packet name='S_Snapshot'><list name='entity'><int name='id'/><float name='x'/></list></packet>
              <packet name='S_Ping' role='ping'><long name='token'/></packet>
              <packet name='C_Pong' role='pong'><long name='token'/></packet>
            </PDL>
            """;

    private static final String USE = """
            import { C_Chat, decode, encode, encodeC_Chat, encodeC_Leave, handle, ClientSide, PacketError, S_Chat } from "./chat.js";
            import type { ClientHandler, ClientPacket, Packet, ServerPacket } from "./chat.js";

            const handler: ClientHandler = {
              S_Chat(packet) {
                console.log(packet.playerId + packet.chat.length);
              },
              S_Snapshot: (packet) => console.log(packet.entitys.map((entity) => entity.x)),
            };

            export function receive(bytes: Uint8Array): string {
              try {
                const packet: ClientPacket = ClientSide.decode(bytes);
                if (packet.type !== "S_Ping") {
                  handle(handler, packet);
                }
              } catch (error) {
                return error instanceof PacketError ? error.member + error.offset : "";
              }
              const packet: Packet = decode(bytes);
              switch (packet.type) {
                case "S_Chat":
                case "C_Chat":
                  return packet.chat;
                case "C_Leave":
                case "S_Snapshot":
                  return "";
                case "S_Ping":
                case "C_Pong":
                  return String(packet.token + 1n);
              }
            }

            const line: C_Chat = { type: "C_Chat", chat: "Hello" };
            export const sent: Uint8Array<ArrayBuffer>[] = [encode(line), encodeC_Chat({ chat: "Hi" }), encodeC_Chat(line), encodeC_Leave()];
            export const ids: [4 | 3, "S_Chat"] = [S_Chat.id, S_Chat.type];
            export function send(socket: WebSocket, packet: ServerPacket): void {
              socket.send(ClientSide.encode(packet));
            }
            """;

    @TempDir
    private Path folder;

    private TypeScriptProject project(String name) {
        return new TypeScriptProject(folder.resolve(name));
    }

    private static String module(String pdl) {
        return TypeScriptProgram.generate(pdl, TypeScriptOptions.DEFAULT)
                .files()
                .get(0)
                .content();
    }

    private TypeScriptProject chat(String name) {
        TypeScriptProject project = project(name);
        project.write("chat.ts", module(PDL));
        return project;
    }

    /** Every golden module, a use of one, and comments that attack, with the oldest compiler and with the newest. */
    @Test
    void modulesCompileStrictly() throws IOException {
        TypeScriptProject project = chat("strict");
        project.write("use.ts", USE);
        project.write("attack.ts", module(attacks(text -> text)));
        try (Stream<Path> golden = Files.walk(ProjectFiles.path("generator/core/src/test/resources/golden"))) {
            for (Path file :
                    golden.filter(file -> file.toString().endsWith(".ts")).toList()) {
                project.write("golden-" + file.getFileName(), Files.readString(file));
            }
        }
        project.compile(Compiler.OLDEST);
        project.compile(Compiler.NEWEST);
        assertThat(Files.readString(folder.resolve("strict/attack.ts")))
                .doesNotContain("enum ")
                .doesNotContain(": any");
    }

    private static String attacks(UnaryOperator<String> text) {
        List<String> texts = AttackTexts.all().toList();
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            String attack = text.apply(texts.get(i));
            String inAttribute =
                    attack.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&apos;");
            members.append("<!-- ")
                    .append(attack.replace("--", "- -"))
                    .append(" -->\n<int name='m")
                    .append(i);
            members.append("' deprecated='why ").append(inAttribute).append("'/>\n");
        }
        return "<PDL><packet name='S_A'>" + members + "</packet></PDL>";
    }

    /** Texts of a PDL are in comments: without them, the same code is left. */
    @Test
    void textsStayComments() {
        TypeScriptProject project = project("bundle");
        project.write("attacked.ts", module(attacks(text -> text)));
        project.write("plain.ts", module(attacks(text -> "")));
        List<String> bundles = bundles("export * from './attacked.ts'", "export * from './plain.ts'");
        assertThat(bundles.get(0)).isEqualTo(bundles.get(1)).contains("S_A");
    }

    @Test
    void aForgottenPacketDoesNotCompile() {
        TypeScriptProject project = chat("forgotten");
        project.write("use.ts", """
                import type { ClientHandler, Packet } from "./chat.js";
                export const forgotten: ClientHandler = { S_Chat() {} };
                export const mistyped: Packet = { type: "C_Chat", chat: 7 };
                export const tooMany: ClientHandler = { S_Chat() {}, S_Snapshot() {}, S_Ping() {} };
                """);
        assertThat(project.errors(Compiler.NEWEST))
                .contains("use.ts(2,14): error TS2741: Property 'S_Snapshot' is missing")
                .contains("use.ts(3,51): error TS2322")
                .contains("use.ts(4,71): error TS2353");
    }

    /** A program that encodes one packet has no code of the others. */
    @Test
    void bundlersLeaveOutWhatIsNotUsed() {
        chat("bundle");
        List<String> bundles = bundles(
                "import './chat.ts'",
                "export { C_Chat, Protocol } from './chat.ts'",
                "export { encodeC_Leave } from './chat.ts'",
                "export { encodeC_Chat } from './chat.ts'",
                "export { decodeS_Chat } from './chat.ts'",
                "export * from './chat.ts'");
        assertThat(bundles.get(0)).isEmpty();
        assertThat(bundles.get(1)).hasSizeLessThan(300);
        assertThat(bundles.get(2)).hasSizeLessThan(1_300);
        assertThat(bundles.get(3))
                .contains("C_Chat")
                .doesNotContain("S_Chat")
                .doesNotContain("TextDecoder")
                .hasSizeLessThan(2_000);
        assertThat(bundles.get(4)).contains("S_Chat").doesNotContain("C_Chat").doesNotContain("setInt16");
        assertThat(bundles.get(5).length()).isGreaterThan(3 * bundles.get(3).length());
    }

    /** The minified code of programs that use modules of the folder {@code bundle}. */
    private List<String> bundles(String... programs) {
        TypeScriptProject project = project("bundle");
        project.write("bundle.mjs", """
                import { createRequire } from "node:module";
                const { buildSync } = createRequire(process.argv[2])("esbuild");
                for (const contents of process.argv.slice(3)) {
                  const { outputFiles } = buildSync({
                    stdin: { contents, resolveDir: import.meta.dirname },
                    bundle: true, minify: true, format: "esm", write: false,
                  });
                  const text = outputFiles[0].text.replace(/export\\s*\\{\\s*\\};?/, "").trim();
                  process.stdout.write(JSON.stringify(text) + "\\n");
                }
                """);
        List<String> arguments = new ArrayList<>(List.of(TypeScriptProject.modules() + "/"));
        arguments.addAll(List.of(programs));
        Path script = project.folder().resolve("bundle.mjs");
        return Node.run(project.folder(), script, arguments.toArray(String[]::new))
                .lines()
                .map(line -> line.substring(1, line.length() - 1))
                .toList();
    }

    /** The TypeScript of each PDL file of other people compiles. */
    @Tag("full")
    @Test
    void corpusCompiles() {
        TypeScriptProgram program = new TypeScriptProgram(folder.resolve("corpus"));
        List<Sources> all = Corpus.files()
                .map(Sources::of)
                .filter(file -> !TypeScriptProgram.generate(file, TypeScriptOptions.DEFAULT)
                        .hasErrors())
                .toList();
        assumeThat(all).isNotEmpty();
        all.forEach(file -> program.add(file, TypeScriptOptions.DEFAULT));
        program.compile();
    }
}
