package dev.packetwright.generator.target.csharp;

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
import dev.packetwright.generator.model.Role;
import dev.packetwright.generator.pdl.PdlInput;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.TargetOptions;
import dev.packetwright.testing.Mono;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Generated C# of many protocols, compiled at once, and the cases that a driver runs with it. */
final class CSharpProgram {
    private static final HexFormat HEX = HexFormat.of();
    private static final String WIRE = "clients/csharp/Runtime/Wire";

    private final Path folder;
    private final List<String> cases = new ArrayList<>();
    private int protocols;

    CSharpProgram(Path folder) {
        this.folder = folder;
    }

    /** Adds the sources of the client runtime that generated code needs. */
    void addRuntime() {
        for (Path source : ProjectFiles.in(WIRE, ".cs")) {
            write("Wire/" + source.getFileName(), ProjectFiles.read(source.toString()));
        }
    }

    /** A protocol in the program, in a namespace of its own. */
    record InCSharp(Protocol model, String namespace, boolean isOfCourse) {
        PacketType packet(String name) {
            return model.packets().stream()
                    .filter(packet -> packet.name().pdl().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Generates C# for any session. */
    InCSharp add(String pdl) {
        return add(pdl, CSharpOptions.DEFAULT);
    }

    InCSharp add(String pdl, CSharpOptions options) {
        return add(sources(pdl), options);
    }

    InCSharp add(Sources pdl, CSharpOptions options) {
        String namespace = "Protocol" + protocols++;
        Generation generation = generate(pdl, options.withNamespace(namespace));
        assertThat(generation.hasErrors())
                .as("errors: %s", generation.diagnostics())
                .isFalse();
        boolean isCourse = options.runtime() == CSharpRuntime.COURSE;
        for (GeneratedFile file : generation.files()) {
            write(namespace + "/" + file.path(), isCourse ? ofOneSide(file) : file.content());
        }
        String adapter = isCourse ? "CourseAdapter.cs" : "ClientAdapter.cs";
        write(namespace + "/" + adapter, resource(adapter).replace("PROTOCOL", namespace));
        if (isCourse) {
            write(namespace + "/PacketHandler.cs", packetHandler(namespace, generation.protocol()));
            write("ServerCore.cs", resource("ServerCore.cs"));
        } else {
            write(namespace + "/Handler.cs", handler(namespace, generation.protocol(), options));
            addRuntime();
        }
        return new InCSharp(generation.protocol(), namespace, isCourse);
    }

    /** In the course, the managers of both sides have one name, and are in different programs. */
    private static String ofOneSide(GeneratedFile file) {
        return file.path().equals("ClientPacketManager.cs")
                ? file.content().replaceAll("\\bPacketManager\\b", "ClientSideManager")
                : file.content();
    }

    /** A handler of both sides that keeps the last packet. */
    private static String handler(String namespace, Protocol protocol, CSharpOptions options) {
        CSharpNames names = CSharpNames.of(protocol, options.withNamespace(namespace));
        String methods = protocol.packets().stream()
                .map(packet -> "    public void On" + CSharpNames.type(packet.name()) + "(string session, "
                        + names.reference(packet.name()) + " packet) { Last = packet; }\n")
                .collect(Collectors.joining());
        return "#pragma warning disable 612, 618\nnamespace " + namespace
                + " {\nsealed class AnyHandler : IClientPacketHandler<string>, IServerPacketHandler<string> {\n"
                + "    public object Last;\n" + methods + "}\n}\n";
    }

    static Generation generate(String pdl, CSharpOptions options) {
        return generate(sources(pdl), options);
    }

    static Generation generate(Sources pdl, CSharpOptions options) {
        return Generator.generate(pdl, GeneratorOptions.of(new CSharpTarget(options), TargetOptions.DEFAULT));
    }

    private static Sources sources(String pdl) {
        return Sources.of(new PdlInput("test.xml", pdl.getBytes(StandardCharsets.UTF_8)));
    }

    /** The class that users of the course write. */
    static String packetHandler(String namespace, Protocol protocol) {
        String methods = protocol.packets().stream()
                .map(packet -> "    public static void " + CourseManagerEmitter.handler(packet)
                        + "(ServerCore.PacketSession session, IPacket packet) { Last = packet; }\n")
                .collect(Collectors.joining());
        String body = "class PacketHandler {\n    public static object Last;\n" + methods + "}\n";
        return namespace.isEmpty() ? body : "namespace " + namespace + " {\n" + body + "}\n";
    }

    /** C# writes these values as these bytes. */
    void writes(InCSharp protocol, PacketType type, ValueTree values, byte[] bytes) {
        writes(protocol, type, Words.of(type.body(), values), bytes);
    }

    void writes(InCSharp protocol, PacketType type, String words, byte[] bytes) {
        add("write", protocol, type, words, HEX.formatHex(bytes));
    }

    /** C# reads these bytes as these values. */
    void reads(InCSharp protocol, PacketType type, byte[] bytes, ValueTree values) {
        reads(protocol, type, bytes, Words.of(type.body(), values));
    }

    void reads(InCSharp protocol, PacketType type, byte[] bytes, String words) {
        String hex = HEX.formatHex(bytes);
        add("read", protocol, type, hex, words);
        if (protocol.isOfCourse()
                || type.role().filter(role -> role != Role.HANDSHAKE).isEmpty()) {
            add("dispatch", protocol, type, hex, words);
        } else {
            add("session", protocol, type, hex);
        }
    }

    /** C# and the reference agree on these values, both ways. */
    void agrees(InCSharp protocol, PacketType type, ValueTree values) {
        byte[] bytes = ReferenceEncoder.encode(type, values);
        writes(protocol, type, values, bytes);
        reads(protocol, type, bytes, values.asReceived());
    }

    /** C# says of these bytes what the codec says: their values, or the offset at which they are malformed. */
    void agreesAbout(InCSharp protocol, PacketType type, byte[] bytes) {
        Decoded decoded = Decoder.decode(type, bytes);
        if (decoded instanceof Decoded.Packet packet) {
            reads(protocol, type, bytes, CodecValues.tree(type.body(), packet.members()));
        } else {
            int offset = ((Decoded.Malformed) decoded).offset();
            add("malformed", protocol, type, HEX.formatHex(bytes), String.valueOf(offset));
        }
    }

    /** C# refuses to write these values. */
    void refuses(InCSharp protocol, PacketType type, String words) {
        add("invalid", protocol, type, words);
    }

    /**
     * C# reads every prefix of these bytes and every change of one byte, or throws the one exception. A quick run tries a
     * part of the values of a byte.
     */
    void isRobust(InCSharp protocol, PacketType type, byte[] bytes) {
        String step = SeededTests.SHARE == 1 ? "1" : "5";
        add("hostile", protocol, type, HEX.formatHex(bytes), step);
    }

    /** C# writes these values and reads them into a used packet without an allocation. */
    void allocatesNothing(InCSharp protocol, PacketType type, ValueTree values) {
        add("allocates", protocol, type, Words.of(type.body(), values));
    }

    private void add(String kind, InCSharp protocol, PacketType type, String... more) {
        cases.add(kind + "\t" + protocol.namespace() + "\t" + type.id() + "\t" + String.join("\t", more));
    }

    /** Adds a source. */
    void write(String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String resource(String name) {
        return ProjectFiles.read("generator/core/src/test/resources/csharp/" + name);
    }

    /** Compiles the program. */
    Path compile() {
        write("Driver.cs", resource("Driver.cs"));
        return Mono.compile(folder);
    }

    /** Compiles the program and runs all cases. */
    void run() {
        write("cases.txt", String.join("\n", cases) + "\n");
        String output = Mono.run(compile(), folder.resolve("cases.txt").toString());
        assertThat(output).isEqualTo(cases.size() + " cases, 0 failures\n");
    }
}
