package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.generator.Generator;
import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.compiled.harness.RecordingHandler;
import dev.packetwright.generator.compiled.random.RandomPackets;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.model.Side;
import dev.packetwright.generator.pdl.PdlInput;
import dev.packetwright.runtime.packet.MalformedPacketException;
import dev.packetwright.runtime.packet.PingPackets;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A session handles packets with a role itself: handlers do not have them, and Protocol tells their ids. */
class RolesTest {
    private static final String CHAT = """
            <packet name="C_Login"%1$s><string name="name"/></packet>
            <packet name="C_Resume"%1$s><ulong name="key"/></packet>
            <packet name="C_Chat"><string name="text"/></packet>
            <packet name="S_Chat"><string name="text"/></packet>
            <packet name="C_Ping"%2$s><ulong name="token"/></packet>
            <packet name="S_Pong"%3$s><long name="token"/></packet>
            """;

    private static final CompiledProtocol WITH =
            protocol(CHAT.formatted(" role='handshake'", " role='ping'", " role='pong'"));
    private static final CompiledProtocol WITHOUT = protocol(CHAT.formatted("", "", ""));

    private static CompiledProtocol protocol(String packets) {
        return CompiledProtocol.of("<PDL>" + packets + "</PDL>");
    }

    @Test
    void handlersDoNotHaveThem() {
        assertThat(RecordingHandler.handlerMethods(WITH, Side.SERVER)).containsExactly("onC_Chat");
        assertThat(RecordingHandler.handlerMethods(WITH, Side.CLIENT)).containsExactly("onS_Chat");
        assertThat(RecordingHandler.handlerMethods(WITHOUT, Side.SERVER))
                .containsExactly("onC_Chat", "onC_Login", "onC_Ping", "onC_Resume");
        RandomPackets.assertEveryPacketArrives(WITH);
        RandomPackets.assertEveryPacketArrives(WITHOUT);
    }

    /** They are packets like all others in everything else. */
    @Test
    void theirBytesAndTheirClassesStay() {
        assertThat(WITH.model().fingerprint()).isEqualTo(WITHOUT.model().fingerprint());
        assertThat(List.of(WITH.type("ServerPacket").getPermittedSubclasses())).contains(WITH.type("C_Login"));
    }

    @Test
    void aManagerTreatsThemLikeUnknownPackets() {
        RecordingHandler server = new RecordingHandler(WITH, Side.SERVER);
        assertThatThrownBy(() -> server.dispatch("session", new byte[] {6, 0, 1, 0, 0, 0}))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessage("header.id at byte 2: the server's handler takes no packet with id 1");
    }

    @Test
    void protocolTellsTheirIds() throws ReflectiveOperationException {
        assertThat(constant(WITH, "CLIENT_HANDSHAKES")).isEqualTo(List.of(1, 2));
        assertThat(constant(WITH, "CLIENT_PING")).isEqualTo(new PingPackets(5, 6));
        assertThat(roleConstants(WITH)).containsExactly("CLIENT_HANDSHAKES", "CLIENT_PING");
        assertThat(roleConstants(WITHOUT)).isEmpty();
    }

    /** The constants are named after the sender, and exist for a sender only. */
    @ParameterizedTest
    @CsvSource({"client, server, CLIENT_PING", "server, client, SERVER_PING", "both, both, CLIENT_PING SERVER_PING"})
    void eachSideThatSendsPingsHasAConstant(String ping, String pong, String constants) {
        CompiledProtocol protocol =
                protocol("<packet name='A' role='ping' from='" + ping + "'><long name='x'/></packet>"
                        + "<packet name='B' role='pong' from='" + pong + "'><long name='x'/></packet>");
        assertThat(String.join(" ", roleConstants(protocol))).isEqualTo(constants);
        RandomPackets.assertEveryPacketArrives(protocol);
    }

    /** One pong can answer the pings of both, and each way can have a pair of its own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<packet name='Ping' role='ping'><long name='x'/></packet>"
                        + "<packet name='C_Pong' role='pong'><long name='x'/></packet>"
                        + "<packet name='S_Pong' role='pong'><long name='x'/></packet>",
                "<packet name='C_Ping' role='ping'><long name='x'/></packet>"
                        + "<packet name='S_Ping' role='ping'><long name='x'/></packet>"
                        + "<packet name='Pong' role='pong'><long name='x'/></packet>"
            })
    void pairsCanShareAPacket(String packets) {
        assertThat(roleConstants(protocol(packets))).containsExactly("CLIENT_PING", "SERVER_PING");
    }

    /** Names of packets that the constants or the classes of the runtime have, too. */
    @ParameterizedTest
    @ValueSource(strings = {"CLIENT_PING", "PingPackets", "List", "Integer", "PacketId", "id", "RuntimeException"})
    void namesDoNotClash(String name) {
        CompiledProtocol protocol =
                protocol("<packet name='" + name + "' role='ping' from='client'><long name='x'/></packet>"
                        + "<packet name='S_B' role='pong'><long name='x'/></packet>"
                        + "<packet name='C_java' role='handshake'><int name='java'/><int name='dev'/></packet>");
        RandomPackets.assertEveryPacketArrives(protocol);
    }

    private static Object constant(CompiledProtocol protocol, String name) throws ReflectiveOperationException {
        return protocol.type("Protocol").getField(name).get(null);
    }

    private static List<String> roleConstants(CompiledProtocol protocol) {
        return Arrays.stream(protocol.type("Protocol").getFields())
                .map(Field::getName)
                .filter(name -> name.startsWith("CLIENT_") || name.startsWith("SERVER_"))
                .sorted()
                .toList();
    }

    // ---- what is refused

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<int name='x'/>",
                "<double name='x'/>",
                "<long name='x'/><long name='y'/>",
                "<list name='x' type='long'/>",
                "<long name='x' optional='true'/>",
                "<long name='x' since='2'/>",
                "<ulong name='x' max='9'/>",
                "<V name='x'/>",
                "<E name='x'/>"
            })
    void aPingHasExactlyOneValueOfEightBytes(String members) {
        assertThat(codes("<packet name='A' role='ping'>" + members + "</packet>"
                        + "<packet name='B' role='pong'><long name='x'/></packet>"))
                .containsExactly("PW035");
        assertThat(codes("<packet name='B' role='ping'><long name='x'/></packet>" + "<packet name='A' role='pong'>"
                        + members + "</packet>"))
                .containsExactly("PW035");
    }

    @ParameterizedTest
    @CsvSource({
        "both, client, PW036",
        "both, server, PW036",
        "client, both, PW036",
        "server, both, PW036",
        "client, client, PW036 PW036",
        "server, server, PW036 PW036"
    })
    void theDirectionsFit(String ping, String pong, String codes) {
        assertThat(codes("<packet name='A' role='ping' from='" + ping + "'><long name='x'/></packet>"
                        + "<packet name='B' role='pong' from='" + pong + "'><long name='x'/></packet>"))
                .containsExactly(codes.split(" "));
    }

    @Test
    void bothRolesExist() {
        assertThat(codes("<packet name='A' role='ping'><long name='x'/></packet>"))
                .containsExactly("PW036");
        assertThat(codes("<packet name='A' role='pong'><long name='x'/></packet>"))
                .containsExactly("PW036");
    }

    @Test
    void aSideReceivesOnePingOnly() {
        String both = "<packet name='A' role='ping'><long name='x'/></packet>"
                + "<packet name='B' role='pong'><long name='x'/></packet>";
        assertThat(codes(both + "<packet name='C_Ping' role='ping'><long name='x'/></packet>"))
                .containsExactly("PW037");
        assertThat(codes(both + "<packet name='S_Pong' role='pong'><long name='x'/></packet>"))
                .containsExactly("PW037");
    }

    private static List<String> codes(String packets) {
        String pdl = "<PDL version='2'><struct name='V'><long name='v'/></struct>"
                + "<enum name='E' type='long'><value name='X'/></enum>" + packets + "</PDL>";
        return Generator.generate(Sources.of(new PdlInput("roles.xml", pdl.getBytes(StandardCharsets.UTF_8))))
                .diagnostics()
                .stream()
                .map(found -> found.code().toString())
                .filter(code -> !code.equals("PW201"))
                .toList();
    }
}
