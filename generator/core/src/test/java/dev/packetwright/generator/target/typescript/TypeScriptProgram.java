package dev.packetwright.generator.target.typescript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.GeneratorOptions;
import dev.packetwright.generator.ProjectFiles;
import dev.packetwright.generator.codec.Decoded;
import dev.packetwright.generator.codec.Decoder;
import dev.packetwright.generator.compiled.harness.CodecValues;
import dev.packetwright.generator.compiled.harness.ReferenceEncoder;
import dev.packetwright.generator.compiled.harness.ValueTree;
import dev.packetwright.generator.compiled.random.SeededTests;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.pdl.PdlInput;
import dev.packetwright.generator.target.TargetOptions;
import dev.packetwright.generator.target.typescript.TypeScriptProject.Compiler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Generated modules of many protocols, compiled at once, and the cases that a driver runs with them. */
final class TypeScriptProgram {
    private static final HexFormat HEX = HexFormat.of();

    private final TypeScriptProject project;
    private final List<String> cases = new ArrayList<>();
    private int protocols;

    TypeScriptProgram(Path folder) {
        this.project = new TypeScriptProject(folder);
    }

    /** A protocol in the program, in a module of its own. */
    record InTypeScript(Protocol model, String module, TypeScriptNames names, JsonValues json) {
        PacketType packet(String name) {
            return model.packets().stream()
                    .filter(packet -> packet.name().pdl().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    InTypeScript add(String pdl) {
        return add(pdl, TypeScriptOptions.DEFAULT);
    }

    InTypeScript add(String pdl, TypeScriptOptions options) {
        return add(sources(pdl), options);
    }

    InTypeScript add(Sources pdl, TypeScriptOptions options) {
        String module = "protocol" + protocols++;
        Generation generation = generate(pdl, options);
        assertThat(generation.hasErrors())
                .as("errors: %s", generation.diagnostics())
                .isFalse();
        project.write(module + ".ts", generation.files().get(0).content());
        return new InTypeScript(
                generation.protocol(),
                module,
                TypeScriptNames.of(generation.protocol()),
                new JsonValues(options.int64()));
    }

    static Generation generate(String pdl, TypeScriptOptions options) {
        return generate(sources(pdl), options);
    }

    static Generation generate(Sources pdl, TypeScriptOptions options) {
        return Generator.generate(pdl, GeneratorOptions.of(new TypeScriptTarget(options), TargetOptions.DEFAULT));
    }

    private static Sources sources(String pdl) {
        return Sources.of(new PdlInput("test.xml", pdl.getBytes(StandardCharsets.UTF_8)));
    }

    /** TypeScript writes these values as these bytes. */
    void writes(InTypeScript protocol, PacketType type, ValueTree values, byte[] bytes) {
        add("write", protocol, type, json(protocol, type, values), HEX.formatHex(bytes));
    }

    /** TypeScript reads these bytes as these values. */
    void reads(InTypeScript protocol, PacketType type, byte[] bytes, ValueTree values) {
        add("read", protocol, type, HEX.formatHex(bytes), json(protocol, type, values));
    }

    private static String json(InTypeScript protocol, PacketType type, ValueTree values) {
        return protocol.json().of(protocol.names().body(type.name()), values);
    }

    /** TypeScript and the reference agree on these values, both ways. */
    void agrees(InTypeScript protocol, PacketType type, ValueTree values) {
        ValueTree withOneNan = JsonValues.withOneNan(values);
        byte[] bytes = ReferenceEncoder.encode(type, withOneNan);
        writes(protocol, type, withOneNan, bytes);
        reads(protocol, type, bytes, values.asReceived());
    }

    /** TypeScript says of these bytes what the codec says: their values, or the offset at which they are malformed. */
    void agreesAbout(InTypeScript protocol, PacketType type, byte[] bytes) {
        Decoded decoded = Decoder.decode(type, bytes);
        if (decoded instanceof Decoded.Packet packet) {
            reads(protocol, type, bytes, CodecValues.tree(type.body(), packet.members()));
        } else {
            int offset = ((Decoded.Malformed) decoded).offset();
            add("malformed", protocol, type, HEX.formatHex(bytes), type.name().pdl() + " " + offset);
        }
    }

    /** TypeScript refuses to write this object, because of a member. */
    void refuses(InTypeScript protocol, PacketType type, String json, String member) {
        add("invalid", protocol, type, json, member);
    }

    /** TypeScript refuses to write these values, because of a member. */
    void refuses(InTypeScript protocol, PacketType type, ValueTree values, String member) {
        refuses(protocol, type, json(protocol, type, values), member);
    }

    /**
     * TypeScript reads every prefix of these bytes and every change of one byte, or throws the one error. A quick run tries
     * a part of the values of a byte.
     */
    void isRobust(InTypeScript protocol, PacketType type, byte[] bytes) {
        String step = SeededTests.SHARE == 1 ? "1" : "5";
        add("hostile", protocol, type, HEX.formatHex(bytes), step);
    }

    private void add(String kind, InTypeScript protocol, PacketType type, String... more) {
        String name = TypeScriptNames.type(type.name());
        cases.add(kind + "\t" + protocol.module() + "\t" + name + "\t" + String.join("\t", more));
    }

    /** Compiles the program. */
    void compile() {
        project.compile(Compiler.NEWEST);
    }

    /** Compiles the program and runs all cases. */
    void run() {
        compile();
        project.write("package.json", "{\"type\": \"module\"}");
        project.write("cases.txt", String.join("\n", cases) + "\n");
        project.write("driver.mjs", ProjectFiles.read("generator/core/src/test/resources/typescript/driver.mjs"));
        assertThat(project.run("driver.mjs")).isEqualTo(cases.size() + " cases, 0 failures\n");
    }
}
