package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.compiled.harness.RecordingHandler;
import dev.packetwright.generator.compiled.random.RandomPackets;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.Side;
import dev.packetwright.runtime.packet.Direction;
import dev.packetwright.runtime.packet.MalformedPacketException;
import dev.packetwright.runtime.packet.PacketReader;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each packet that a side receives reaches its own handler method and no other. */
class DispatchTest {
    private static final CompiledProtocol CHAT = CompiledProtocol.of("""
            <PDL>
              <packet name="C_Chat"><string name="chat"/></packet>
              <packet name="S_Chat"><int name="playerId"/><string name="chat"/></packet>
              <packet name="Ping"></packet>
              <packet name="C_Leave"/>
            </PDL>
            """);

    @Test
    void everyPacketReachesItsHandler() {
        RandomPackets.assertEveryPacketArrives(CHAT);
        assertThat(RecordingHandler.handlerMethods(CHAT, Side.SERVER))
                .containsExactly("onC_Chat", "onC_Leave", "onPing");
        assertThat(RecordingHandler.handlerMethods(CHAT, Side.CLIENT)).containsExactly("onPing", "onS_Chat");
    }

    /**
     * A server refuses packets that only servers send. Packets with unknown ids are malformed too, unless a handler
     * overrides this.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 5, 255, 65_535})
    void packetsForTheOtherSideAreUnknown(int id) {
        RecordingHandler server = new RecordingHandler(CHAT, Side.SERVER);
        byte[] packet = {4, 0, (byte) id, (byte) (id >> 8)};
        assertThatThrownBy(() -> server.dispatch("session", packet))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessageContaining(String.valueOf(id));
    }

    @Test
    void theHandlingOfUnknownPacketsCanBeOverridden() throws ReflectiveOperationException {
        Method unknown =
                CHAT.type("ServerPacketManager").getDeclaredMethod("onUnknownPacket", Object.class, PacketReader.class);
        assertThat(Modifier.isProtected(unknown.getModifiers())).isTrue();
        assertThat(Modifier.isFinal(unknown.getModifiers())).isFalse();
        assertThat(Modifier.isFinal(unknown.getDeclaringClass().getModifiers())).isFalse();
    }

    @Test
    void aMalformedPacketReachesNoHandler() {
        RecordingHandler server = new RecordingHandler(CHAT, Side.SERVER);
        byte[] tooLongAText = {8, 0, 1, 0, 9, 0, 'a', 0};
        assertThatThrownBy(() -> server.dispatch("session", tooLongAText))
                .isInstanceOfSatisfying(MalformedPacketException.class, malformed -> {
                    assertThat(malformed.packet()).isEqualTo("C_Chat");
                    assertThat(malformed.member()).isEqualTo("chat");
                    assertThat(malformed.offset()).isEqualTo(4);
                });
    }

    /** The session, which reports the failure, knows only the id. */
    @Test
    void aManagerNamesThePacketWhoseHandlerFails() throws ReflectiveOperationException {
        Class<?> handlerType = CHAT.type("ServerPacketHandler");
        Object failing = Proxy.newProxyInstance(
                handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                    throw new IllegalStateException("on purpose");
                });
        Class<?> managerType = CHAT.type("ServerPacketManager");
        Object manager = managerType.getConstructor(handlerType).newInstance(failing);
        Method dispatch = managerType.getMethod("dispatch", Object.class, PacketReader.class);
        PacketReader packet = new PacketReader(new byte[] {6, 0, 1, 0, 0, 0});
        assertThat(packet.failedName()).isEmpty();
        assertThatThrownBy(() -> dispatch.invoke(manager, "session", packet))
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("on purpose");
        assertThat(packet.failedName()).contains("C_Chat");
    }

    @ParameterizedTest
    @CsvSource({
        "S_A, CLIENT",
        "s_a, CLIENT",
        "S2C_A, CLIENT",
        "s2c_A, CLIENT",
        "SC_A, CLIENT",
        "Sp_A, CLIENT",
        "RES_A, CLIENT",
        "res_a, CLIENT",
        "C_A, SERVER",
        "c_a, SERVER",
        "C2S_A, SERVER",
        "CS_A, SERVER",
        "cp_A, SERVER",
        "REQ_A, SERVER",
        "Req_A, SERVER",
        "A, BOTH",
        "SA, BOTH",
        "CAT, BOTH",
        "X_S_A, BOTH",
        "RESA, BOTH"
    })
    void thePrefixDecidesTheDirection(String name, String receiver) {
        assertReceivedBy("<packet name='" + name + "'></packet>", name, receiver);
    }

    @ParameterizedTest
    @CsvSource({"S_A, client, SERVER", "C_A, server, CLIENT", "S_A, both, BOTH", "A, client, SERVER"})
    void fromOverridesThePrefix(String name, String from, String receiver) {
        assertReceivedBy("<packet name='" + name + "' from='" + from + "'></packet>", name, receiver);
    }

    private static void assertReceivedBy(String packet, String name, String receiver) {
        CompiledProtocol protocol = CompiledProtocol.of("<PDL>" + packet + "</PDL>");
        List<String> method = List.of("on" + name);
        assertThat(RecordingHandler.handlerMethods(protocol, Side.SERVER))
                .isEqualTo(receiver.equals("CLIENT") ? List.of() : method);
        assertThat(RecordingHandler.handlerMethods(protocol, Side.CLIENT))
                .isEqualTo(receiver.equals("SERVER") ? List.of() : method);
        RandomPackets.assertEveryPacketArrives(protocol);
    }

    @Test
    void packetIdKnowsEveryPacket() throws ReflectiveOperationException {
        Class<?> packetId = CHAT.type("PacketId");
        Method of = packetId.getMethod("of", int.class);
        assertThat(of.invoke(null, 0)).isEqualTo(Optional.empty());
        assertThat(of.invoke(null, 5)).isEqualTo(Optional.empty());
        assertThat(of.invoke(null, -1)).isEqualTo(Optional.empty());
        Object chat = ((Optional<?>) of.invoke(null, 2)).orElseThrow();
        assertThat(chat).hasToString("S_Chat");
        assertThat(packetId.getMethod("id").invoke(chat)).isEqualTo(2);
        assertThat(packetId.getMethod("type").invoke(chat)).isEqualTo(CHAT.type("S_Chat"));
        assertThat(packetId.getMethod("direction").invoke(chat)).isEqualTo(Direction.SERVER_TO_CLIENT);
    }

    /** Code without packets to handle compiles too. */
    @ParameterizedTest
    @ValueSource(
            strings = {"<PDL/>", "<PDL></PDL>", "<PDL><packet name='S_A'/></PDL>", "<PDL><packet name='C_A'/></PDL>"})
    void aSideWithoutPacketsHasAManagerToo(String pdl) {
        CompiledProtocol protocol = CompiledProtocol.of(pdl);
        for (Side side : Side.values()) {
            RecordingHandler manager = new RecordingHandler(protocol, side);
            assertThatThrownBy(() -> manager.dispatch("session", new byte[] {4, 0, 9, 0}))
                    .isInstanceOf(MalformedPacketException.class);
        }
    }

    /** Peers with the same fingerprint understand each other. Names and comments are not on the wire. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<packet name='C_B'><int name='y'/><list name='k'><list name='j'><bool name='c'/></list><byte name='d'/></list></packet>",
                "<!-- doc --><packet name='C_A' deprecated='why'><int name='x'/><list name='l'><list name='m'><bool name='b'/></list><byte name='c'/></list></packet>"
            })
    void theFingerprintStaysIfTheWireFormatStays(String packet) throws ReflectiveOperationException {
        assertThat(fingerprint(packet)).isEqualTo(fingerprint(FINGERPRINTED));
    }

    private static final String FINGERPRINTED =
            "<packet name='C_A'><int name='x'/><list name='l'><list name='m'><bool name='b'/></list><byte name='c'/></list></packet>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<packet name='C_A' from='server'><int name='x'/><list name='l'><list name='m'><bool name='b'/></list><byte name='c'/></list></packet>",
                "<packet name='C_A'><uint name='x'/><list name='l'><list name='m'><bool name='b'/></list><byte name='c'/></list></packet>",
                "<packet name='C_A'><list name='l'><list name='m'><bool name='b'/></list><byte name='c'/></list><int name='x'/></packet>",
                "<packet name='C_A'><int name='x'/><list name='l'><list name='m'><bool name='b'/><byte name='c'/></list></list></packet>",
                "<packet name='C_A'><int name='x'/><list name='l'><list name='m'><bool name='b'/></list></list><byte name='c'/></packet>",
                "<packet name='C_A'><int name='x'/><list name='l'><list name='m'></list><bool name='b'/><byte name='c'/></list></packet>",
                "<packet name='C_A'><int name='x'/></packet>",
                "<packet name='N'></packet>" + FINGERPRINTED,
                FINGERPRINTED + "<packet name='N'></packet>"
            })
    void theFingerprintChangesIfTheWireFormatChanges(String packets) throws ReflectiveOperationException {
        assertThat(fingerprint(packets)).isNotEqualTo(fingerprint(FINGERPRINTED));
    }

    private static long fingerprint(String packets) throws ReflectiveOperationException {
        CompiledProtocol protocol = CompiledProtocol.of("<PDL>" + packets + "</PDL>");
        Protocol model = protocol.model();
        long constant = protocol.type("Protocol").getField("FINGERPRINT").getLong(null);
        assertThat(constant).isEqualTo(model.fingerprint());
        return constant;
    }
}
