package dev.packetwright.generator.target.wireshark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Markdown;
import dev.packetwright.generator.ProjectFiles;
import dev.packetwright.generator.compiled.harness.HostileBytes;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.target.wireshark.Captured.Connection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a dissector shows, and in which captures it finds packets. */
@NeedsTshark
class WiresharkTest {
    private static final String GAME = """
            <PDL version='2'>
              <enum name='Kind' type='byte' unknown='OTHER'>
                <value name='OTHER'/><value name='ORC' value='7'/>
              </enum>
              <enum name='Rank' type='long'><value name='LEAST' value='-9223372036854775808'/></enum>
              <struct name='Point'><float name='x'/><double name='y' max='1.5'/></struct>
              <packet name='C_Say'><string name='text' maxLength='5'/><string name='note' encoding='utf-8' maxLength='2'/></packet>
              <packet name='S_Monster'>
                <Kind name='kind'/>
                <Rank name='rank'/>
                <Point name='at' optional='true'/>
                <list name='skill'><ushort name='level' max='100'/></list>
                <list name='hit' type='byte'/>
                <bytes name='face'/>
                <bool name='isNew' since='2'/>
              </packet>
              <packet name='Ping'/>
            </PDL>
            """;

    private static final String PING = "04000300";
    private static final String SAY = "0c000100" + "04004800ac00" + "0000";
    private static final String MONSTER = "26000200" + "07" + "0000000000000080" + "01cdcccc3d000000000000f83f" + "0200"
            + "01006400" + "0100" + "09" + "0000" + "05";

    private static final int DEEP = 99;

    @TempDir
    private Path folder;

    private Captured captured;

    @BeforeEach
    void begin() {
        captured = new Captured(folder);
    }

    private static byte[] bytes(String... packets) {
        return HexFormat.of().parseHex(String.join("", packets));
    }

    /** A packet with its size. */
    private static byte[] packet(String hex) {
        return HostileBytes.withSize(bytes("0000", hex));
    }

    private List<String> linesOf(int packet) {
        return captured.trees().get(packet).members().stream()
                .map(Tree.Item::text)
                .skip(1) // the packet as a whole
                .toList();
    }

    @Test
    void membersAreShownWithNamesValuesAndUnits() {
        captured.connect(GAME).answer(bytes(MONSTER));
        assertThat(captured.trees().get(0).text()).isEqualTo("game0, S_Monster, server to client");
        assertThat(linesOf(0)).isEqualTo("""
            kind: ORC (7)
            rank: -9223372036854775808, LEAST
            at (optional)
            x: 0.1
            y: 1.5
            skill: 2 elements
            [0] skill
            level: 1
            [1] skill
            level: 100
            hit: 1 element
            [0] hit: 9
            face: (0 bytes)
            isNew: True (since version 2)
            """.lines().toList());
    }

    @Test
    void absentMissingAndUnknownValuesAreCalledThat() {
        captured.connect(GAME).answer(packet("0200" + "05" + "0000000000000080" + "00" + "0000" + "0000" + "0200ff00"));
        assertThat(linesOf(0))
                .containsExactly(
                        "kind: Unknown (5), read as OTHER",
                        "rank: -9223372036854775808, LEAST",
                        "at: absent",
                        "skill: 0 elements",
                        "hit: 0 elements",
                        "face: ff00 (2 bytes)",
                        "isNew: missing, added in version 2");
    }

    @Test
    void aStreamMayBeCutAnywhere() {
        Connection connection = captured.connect(GAME);
        byte[] stream = bytes(SAY, PING, MONSTER, SAY);
        for (int cut = 1; cut < stream.length; cut++) {
            connection.send(Arrays.copyOf(stream, cut));
            connection.send(Arrays.copyOfRange(stream, cut, stream.length));
        }
        for (byte each : stream) {
            connection.send(new byte[] {each});
        }
        List<byte[]> packets = List.of(bytes(SAY), bytes(PING), bytes(MONSTER), bytes(SAY));
        List<Tree> trees = captured.trees();
        assertThat(trees).hasSize(stream.length * packets.size());
        for (int i = 0; i < trees.size(); i++) {
            Agreement.check(connection, packets.get(i % packets.size()), trees.get(i));
        }
    }

    @Test
    void theColumnsNameAllPacketsOfASegmentAndTheirDirection() {
        Connection connection = captured.connect(GAME);
        connection.send(bytes(SAY, PING, SAY));
        connection.answer(bytes(MONSTER, PING));
        connection.send(bytes(SAY, "04"));
        connection.send(bytes("000300", SAY, "04000900"));
        assertThat(captured.lines("-T", "fields", "-e", "_ws.col.Protocol", "-e", "_ws.col.Info"))
                .containsExactly(
                        "GAME0\tclient to server: C_Say, Ping, C_Say",
                        "GAME0\tserver to client: S_Monster, Ping",
                        "GAME0\tclient to server: C_Say",
                        "GAME0\tclient to server: Ping, C_Say, unknown [malformed]");
    }

    @Test
    void malformedPacketsAreExpertInfoInTheWordsOfDecode() {
        Connection connection = captured.connect(GAME);
        List<byte[]> malformed = Stream.of(
                        "0400",
                        "0900",
                        "0100",
                        "010005",
                        "01000100ff",
                        "01000c00" + "6100".repeat(6) + "0000",
                        "010000000300616263",
                        "01000000" + "0600f09f9880ed80",
                        "0200" + "07" + "00".repeat(8),
                        "0200" + "07" + "0000000000000080" + "01" + "00000000" + "000000000000f87f" + "00000000",
                        "0200" + "07" + "0000000000000080" + "01" + "00000000" + "0000000000000440" + "00000000",
                        "0200" + "07" + "0000000000000080" + "00" + "0300" + "0100",
                        "0200" + "07" + "0000000000000080" + "00" + "0200" + "01006500" + "0000")
                .map(WiresharkTest::packet)
                .toList();
        malformed.forEach(connection::send);
        List<Tree> trees = captured.trees();
        assertThat(trees).hasSameSizeAs(malformed);
        for (int i = 0; i < malformed.size(); i++) {
            Agreement.check(connection, malformed.get(i), trees.get(i));
        }
        assertThat(trees.get(12).problems())
                .containsExactly("S_Monster.skill[1].level at byte 18: is 101, not 0 to 100");
    }

    /** Nobody knows where the packet ends. The next segment usually begins with a packet. */
    @Test
    void behindASizeThatCannotBeTheNextSegmentIsDissected() {
        Connection connection = captured.connect(GAME);
        connection.send(bytes(PING, "03000100", PING));
        connection.send(bytes(PING));
        List<Tree> trees = captured.trees();
        assertThat(trees).hasSize(3);
        assertThat(trees.get(1).problems())
                .containsExactly("header.size at byte 0: says 3 bytes; a packet has at least 4");
        assertThat(trees.get(2).text()).startsWith("game0, Ping");
    }

    @Test
    void aPacketThatTheCaptureLacksAPartOfIsNotCalledWrong() throws IOException {
        captured.connect(GAME).send(Arrays.copyOf(bytes(SAY), 7));
        Path pdml = captured.dissectPorts("-o", "tcp.desegment_tcp_streams:FALSE", "-T", "pdml");
        assertThat(Tree.read(pdml, List.of("game0")).get(0).problems()).containsExactly("the capture lacks 5 bytes");
    }

    @Test
    void surplusBytesAreShown() {
        captured.connect(GAME).send(bytes("0700030001ff00"));
        assertThat(linesOf(0)).containsExactly("surplus: 01ff00 (3 bytes)");
    }

    @Test
    void connectionsOnOtherPortsAreFoundOnlyIfThatIsWanted() {
        Connection connection = captured.connect(GAME);
        connection.send(bytes(SAY, PING));
        connection.send(Arrays.copyOf(bytes(SAY), 5));
        connection.send(Arrays.copyOfRange(bytes(SAY), 5, bytes(SAY).length));
        captured.connect("<PDL><packet name='C_Other' id='9'/></PDL>");
        List<String> columns = List.of("-T", "fields", "-e", "_ws.col.Info", "-Y", "game0 || game1");
        String found = "client to server: C_Say, Ping\nclient to server: C_Say\n";
        assertThat(captured.dissect(columns)).isEmptyFile();
        assertThat(captured.dissect(with(columns, "-o", "game1.heuristic:TRUE")))
                .isEmptyFile();
        assertThat(captured.dissect(with(columns, "-o", "game0.heuristic:TRUE")))
                .hasContent(found);
        assertThat(captured.dissect(with(columns, "-d", "tcp.port==17000,game0")))
                .hasContent(found);
    }

    private static List<String> with(List<String> arguments, String... more) {
        return Stream.concat(arguments.stream(), Stream.of(more)).toList();
    }

    @Test
    void packetsAndMembersAreFilters() {
        Connection connection = captured.connect(GAME);
        connection.answer(bytes(MONSTER));
        connection.send(bytes(PING));
        List<String> filters = List.of(
                "game0.S_Monster",
                "game0.packet-id == \"S_Monster\"",
                "game0.packet-direction == \"server to client\"",
                "game0.S_Monster.kind == \"ORC\"",
                "game0.S_Monster.skill.level > 99",
                "game0.S_Monster.skill-count == 2",
                "game0.S_Monster.hit == 9",
                "game0.Point.y == 1.5");
        for (String all : List.of(String.join(" && ", filters), String.join(" || ", filters))) {
            assertThat(captured.dissectPorts("-Y", all, "-T", "fields", "-e", "frame.number"))
                    .content()
                    .isEqualTo("4\n");
        }
    }

    @Test
    void namesDoNotClashInFilters() {
        String pdl = "<PDL><packet name='C_A'><int name='a'/><int name='A'/><int name='이름'/><int name='a_b'/>"
                + "<list name='count'><int name='count'/></list></packet>"
                + "<packet name='packet'/><packet name='size'/><packet name='c_a'><int name='a'/></packet></PDL>";
        Connection connection = captured.connect(pdl);
        connection.send(packet("0100" + "01000000" + "02000000" + "03000000" + "04000000" + "0100" + "05000000"));
        connection.send(packet("0400" + "06000000"));
        assertThat(captured.lines(
                        "-T",
                        "fields",
                        "-e",
                        "game0.C_A.a",
                        "-e",
                        "game0.C_A.A",
                        "-e",
                        "game0.C_A.-ec-9d-b4-eb-a6-84",
                        "-e",
                        "game0.C_A.a_b",
                        "-e",
                        "game0.C_A.count-count",
                        "-e",
                        "game0.C_A.count.count",
                        "-e",
                        "game0.c_a.a"))
                .containsExactly("1\t2\t3\t4\t1\t5\t", "\t\t\t\t\t\t6");
    }

    @Test
    void filtersHaveAPrefixWhereWiresharkCannotUseTheNameOfTheProtocol() {
        captured.connect("http", GAME).send(bytes(PING));
        captured.connect("a.chat", GAME).send(bytes(PING));
        captured.connect("b.chat", GAME).send(bytes(PING));
        captured.connect("c.x", GAME).send(bytes(PING));
        captured.connect("d.이름", GAME).send(bytes(PING));
        List<String> names = List.of("pdl.http", "chat", "pdl.b.chat", "pdl.c.x", "pdl.d.-ec-9d-b4-eb-a6-84");
        List<String> arguments = new ArrayList<>(List.of("-T", "fields", "-e", "_ws.col.Protocol"));
        for (int i = 0; i < names.size(); i++) {
            arguments.addAll(List.of("-o", names.get(i) + ".ports:" + (17_000 + i), "-e", names.get(i) + ".packet-id"));
        }
        arguments.addAll(List.of("-Y", String.join(" || ", names)));
        assertThat(captured.dissect(arguments))
                .content()
                .isEqualTo("HTTP\t3\t\t\t\t\nCHAT\t\t3\t\t\t\nCHAT\t\t\t3\t\t\nX\t\t\t\t3\t\n이름\t\t\t\t\t3\n");
    }

    /** All texts of a PDL, each in a comment, are shown, and are no Lua. */
    @Test
    void textsStayTexts() throws IOException {
        List<String> texts = List.of(
                "\" .. os.exit(3) .. \"",
                "]] os.exit(3) -.",
                "]==] os.exit(3) -.",
                "\\\" os.exit(3) -.",
                "a \\",
                "b \\\\",
                "a\\n\\z\\065",
                "line\nos.exit(3)\n",
                "c \t\u0085\u2028\u202e\ufeff",
                "한글 \ud83d\ude00",
                "%s %d %n",
                "$1",
                "d ' [[ ",
                "</p>&<![CDATA[");
        String members = IntStream.range(0, texts.size())
                .mapToObj(i -> "<!--" + texts.get(i) + "--><int name='m" + i + "'/>")
                .collect(Collectors.joining());
        String pdl =
                "<PDL><!--" + texts.get(1) + "--><packet name='C_A' deprecated='\"]]\\'>" + members + "</packet></PDL>";
        Captured other = new Captured(Files.createDirectory(folder.resolve("other")));
        Connection connection = other.connect(pdl);
        String script = Files.readString(folder.resolve("other/0.lua"));
        assertThat(script).matches("[\\n -~]*");
        captured.connect("game0", connection.model(), script + "for _, m in ipairs(bodies.C_A) do print(m.doc) end");
        assertThat(Files.readAllLines(captured.dissect(List.of())))
                .isEqualTo(texts.stream()
                        .map(text -> text.strip().replaceAll("\\s+", " "))
                        .toList());
    }

    /** A function of Lua has at most 200 local variables and 255 registers. */
    @Test
    void aProtocolMayHaveAThousandPacketsAndAPacketAThousandMembers() {
        String pdl = "<PDL>"
                + IntStream.range(0, 1_000)
                        .mapToObj(i -> "<packet name='C_P" + i + "'><int name='a'/><string name='b'/></packet>")
                        .collect(Collectors.joining())
                + "<packet name='C_Wide'>"
                + IntStream.range(0, 1_000)
                        .mapToObj(i -> "<byte name='m" + i + "'/>")
                        .collect(Collectors.joining())
                + "</packet></PDL>";
        Connection connection = captured.connect(pdl);
        byte[] last = packet("e803" + "01000000" + "0000");
        byte[] wide = packet("e903" + "01".repeat(1_000));
        connection.send(last);
        connection.send(wide);
        List<Tree> trees = captured.trees();
        Agreement.check(connection, last, trees.get(0));
        Agreement.check(connection, wide, trees.get(1));
    }

    @Test
    void greatCountsEndInALine() {
        Connection connection = captured.connect("<PDL><struct name='Nothing'/>"
                + "<packet name='C_None'><list name='none' type='Nothing'/></packet>"
                + "<packet name='C_Many'><list name='many' type='bool'/></packet></PDL>");
        byte[] many = Arrays.copyOf(bytes("ffff0200f9ff"), 65_535);
        connection.send(bytes("06000100ffff"));
        connection.send(many);
        List<Tree> trees = captured.trees();
        Agreement.check(connection, bytes("06000100ffff"), trees.get(0));
        List<Tree.Item> shown = trees.get(1).members();
        assertThat(trees.get(1).problems()).isEmpty();
        assertThat(shown).hasSize(10_000 - 2 + 1); // without the header, and with the line about the rest
        assertThat(shown.get(shown.size() - 1).text()).isEqualTo("Not shown: 55533 more lines");
    }

    /** Wireshark itself gives up where a tree is 500 deep. */
    @Test
    void aTreeIsNotTooDeepForWireshark() {
        StringBuilder pdl = new StringBuilder("<PDL><struct name='S0'><byte name='x'/></struct>");
        for (int i = 1; i <= DEEP; i++) {
            pdl.append("<struct name='S%d'><list name='inner' type='S%d'/></struct>".formatted(i, i - 1));
        }
        pdl.append("<packet name='C_Deep'><S%d name='deep'/></packet></PDL>".formatted(DEEP));
        Connection connection = captured.connect(pdl.toString());
        byte[] deep = packet("0100" + "0100".repeat(DEEP) + "05");
        connection.send(deep);
        Agreement.check(connection, deep, captured.trees().get(0));
    }

    /** The sub-protocol of the fingerprint names the dissector, or else a preference does. A client masks what it sends. */
    @Test
    void thePacketsOfAMessageOfWebSocketAreShown() {
        Connection connection =
                captured.connect("<PDL><packet name='C_Say'><string name='text' encoding='utf-8'/></packet>"
                        + "<packet name='S_Hp'><int name='hp'/></packet></PDL>");
        String subProtocol = String.format(
                Locale.ROOT,
                "Sec-WebSocket-Protocol: pw.%016x\r\n",
                connection.model().fingerprint());
        assertMessagesAreShown(connection, subProtocol, List.of("-T", "pdml"));
    }

    @Test
    void thePacketsOfAMessageOfWebSocketAreShownByPort() {
        Connection connection =
                captured.connect("<PDL><packet name='C_Say'><string name='text' encoding='utf-8'/></packet>"
                        + "<packet name='S_Hp'><int name='hp'/></packet></PDL>");
        assertMessagesAreShown(
                connection, "", List.of("-o", connection.name() + ".web_socket_ports:17000", "-T", "pdml"));
    }

    private void assertMessagesAreShown(Connection connection, String subProtocol, List<String> arguments) {
        String upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\n" + subProtocol + "\r\n";
        connection.send(("GET /game HTTP/1.1\r\nHost: localhost\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==\r\n" + upgrade)
                .getBytes(StandardCharsets.US_ASCII));
        connection.answer(("HTTP/1.1 101 Switching Protocols\r\n"
                        + "Sec-WebSocket-Accept: qUbqXwfmLSSfBoIhNOcBqBPBfCQ=\r\n" + upgrade)
                .getBytes(StandardCharsets.US_ASCII));
        connection.answer(bytes("8210" + "0800020007000000" + "0800020008000000"));
        connection.send(bytes("8289" + "01020304" + "080202040202626662"));
        List<Tree> trees = Tree.read(captured.dissect(arguments), List.of(connection.name()));
        List<byte[]> packets =
                List.of(bytes("0800020007000000"), bytes("0800020008000000"), bytes("090001000300616263"));
        assertThat(trees).hasSameSizeAs(packets);
        for (int i = 0; i < packets.size(); i++) {
            Agreement.check(connection, packets.get(i), trees.get(i));
        }
    }

    /** Words of filters, and a word by which Wireshark describes a protocol of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"com.q.and", "contains", "whois"})
    void everyPackageHasADissector(String namespace) {
        captured.connect(namespace, "<PDL><packet name='C_P'><byte name='b'/></packet></PDL>");
        assertThat(captured.dissect(List.of("-o", "pdl." + namespace + ".ports:17000", "-T", "pdml")))
                .isNotEmptyFile();
    }

    /** The section of docs/see.md. */
    @Test
    void theDocumentShowsWhatTsharkShows() throws IOException {
        String document = ProjectFiles.read("docs/see.md");
        String section = document.substring(document.indexOf("## In Wireshark")).replaceFirst("(?s)\n## .*", "");
        List<Markdown.Block> blocks = Markdown.blocks(section);
        Connection connection = captured.connect("com.example.game", Sources.of(ProjectFiles.path("pdl/game.xml")));
        String orc = "0700" + "09000000" + "07" + "0000003f000000c000000000";
        connection.answer(packet(orc + "00" + "00" + "3d00"));
        connection.answer(packet(orc + "01" + "0400" + "4c6f7264" + "00" + "0c00"));
        connection.answer(packet("0600" + "09000000" + "0300" + "01" + "e803" + "0100" + "0101" + "e2"
                + "0000000000000840" + "0200" + "0a00" + "0500"));
        String ports = "game.ports:17000";
        String shown = Files.readString(
                captured.dissect(List.of("-o", ports, "-Y", "game && !game.packet-malformed", "-O", "game")));
        String trees = Pattern.compile("(?m)^com\\.example\\.game, .*(\n    .*)*\n")
                .matcher(shown)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining("\n"));
        assertThat(trees).isEqualTo(block("text", blocks));

        String filters = Pattern.compile("`(game\\.[^`]+)`")
                .matcher(section)
                .results()
                .map(found -> "(" + found.group(1) + ")")
                .collect(Collectors.joining(" || "));
        assertThat(filters).contains("(game.packet-malformed)");
        Path problems =
                captured.dissect(List.of("-o", ports, "-Y", filters, "-T", "fields", "-e", "_ws.expert.message"));
        assertThat(section.replaceAll("\\s+", " "))
                .contains("`" + Files.readString(problems).strip() + "`");
    }

    private static String block(String language, List<Markdown.Block> blocks) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .findFirst()
                .orElseThrow()
                .text();
    }
}
