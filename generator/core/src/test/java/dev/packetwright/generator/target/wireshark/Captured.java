package dev.packetwright.generator.target.wireshark;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.GeneratorOptions;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.pdl.PdlInput;
import dev.packetwright.generator.target.TargetOptions;
import dev.packetwright.runtime.capture.PcapFile;
import dev.packetwright.runtime.capture.TcpConversation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A capture of connections of several protocols, with the dissectors of these protocols. */
final class Captured {
    private static final int FIRST_PORT = 17_000;
    private static final int CLIENT_PORT = 50_000;
    private static final Instant TIME = Instant.parse("2026-11-20T09:30:00Z");

    private final Path folder;
    private final PcapFile file;
    private final List<Connection> connections = new ArrayList<>();

    Captured(Path folder) {
        this.folder = folder;
        try {
            this.file = new PcapFile(
                    Files.newByteChannel(folder.resolve("capture.pcap"), CREATE_NEW, WRITE), Long.MAX_VALUE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A connection to a server of a protocol. Filters begin with the name of the protocol. */
    record Connection(Captured in, Protocol model, String name, TcpConversation conversation) {
        /** The client sends a segment. */
        void send(byte[] bytes) {
            in.capture(() ->
                    assertThat(conversation.fromClient(in.file, TIME, bytes, 0)).isTrue());
        }

        /** The server sends a segment. */
        void answer(byte[] bytes) {
            in.capture(() ->
                    assertThat(conversation.fromServer(in.file, TIME, bytes, 0)).isTrue());
        }
    }

    private interface Writing {
        void write() throws IOException;
    }

    private void capture(Writing segment) {
        write(() -> {
            segment.write();
            if (file.mustFlush()) {
                file.flush();
            }
        });
    }

    private void write(Writing writing) {
        try {
            writing.write();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Generates the dissector of a protocol, and begins a connection to its server. */
    Connection connect(String pdl) {
        return connect("game" + connections.size(), pdl);
    }

    Connection connect(String namespace, String pdl) {
        return connect(namespace, Sources.of(new PdlInput("test.xml", pdl.getBytes(StandardCharsets.UTF_8))));
    }

    Connection connect(String namespace, Sources pdl) {
        Generation generation = Generator.generate(
                pdl,
                GeneratorOptions.of(new WiresharkTarget(), TargetOptions.DEFAULT)
                        .withNamespace(namespace));
        assertThat(generation.hasErrors()).as("%s", generation.diagnostics()).isFalse();
        return connect(
                namespace, generation.protocol(), generation.files().get(0).content());
    }

    /** Begins a connection whose dissector is a script. */
    Connection connect(String namespace, Protocol model, String script) {
        int number = connections.size();
        write(() -> Files.writeString(folder.resolve(number + ".lua"), script));
        var client = new InetSocketAddress(InetAddress.getLoopbackAddress(), CLIENT_PORT);
        var server = new InetSocketAddress(InetAddress.getLoopbackAddress(), FIRST_PORT + number);
        connections.add(new Connection(this, model, namespace, new TcpConversation(client, server, number)));
        return connections.get(number);
    }

    /** Dissects the capture with these arguments. The protocols know no ports. */
    Path dissect(List<String> arguments) {
        write(file::flush);
        List<String> all =
                new ArrayList<>(List.of("-r", folder.resolve("capture.pcap").toString()));
        for (int i = 0; i < connections.size(); i++) {
            all.addAll(List.of("-X", "lua_script:" + folder.resolve(i + ".lua")));
        }
        all.addAll(arguments);
        return Tshark.run(folder, all);
    }

    /** Dissects the capture with the port of each protocol. */
    Path dissectPorts(String... arguments) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < connections.size(); i++) {
            all.addAll(List.of("-o", connections.get(i).name() + ".ports:" + (FIRST_PORT + i)));
        }
        all.addAll(List.of(arguments));
        return dissect(all);
    }

    /** What a dissector shows of each packet, over all frames. */
    List<Tree> trees() {
        return Tree.read(
                dissectPorts("-T", "pdml"),
                connections.stream().map(Connection::name).toList());
    }

    /** The lines that tshark prints for the frames with a packet: the columns, or the fields that the arguments ask for. */
    List<String> lines(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        String filter = connections.stream().map(Connection::name).collect(Collectors.joining(" || "));
        all.addAll(List.of("-Y", filter));
        try {
            return Files.readAllLines(dissectPorts(all.toArray(String[]::new)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Fails if a dissector ends with an error of Lua. */
    void assertNoErrorOfLua() {
        assertThat(dissectPorts("-Y", "_ws.lua.error")).isEmptyFile();
    }
}
