package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.compiled.harness.ReferenceEncoder;
import dev.packetwright.generator.compiled.harness.ValueTree;
import dev.packetwright.generator.compiled.harness.Values;
import dev.packetwright.generator.compiled.random.RandomPackets;
import dev.packetwright.generator.compiled.random.RandomValues;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.runtime.packet.Packet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Names that are legal in a PDL and have a meaning in generated code compile and work as a packet, a list and a member,
 * each alone and all together.
 */
class EvilNamesTest {
    static Stream<String> evil() {
        return Stream.of(
                "String",
                "List",
                "Override",
                "Packet",
                "PacketReader",
                "PacketWriter",
                "PacketMembers",
                "PacketSize",
                "ArrayList",
                "Collections",
                "Object",
                "Record",
                "Class",
                "Optional",
                "Direction",
                "Generated",
                "Integer",
                "Long",
                "Enum",
                "MalformedPacketException",
                "java",
                "dev",
                "com",
                "generated",
                "code",
                "packetwright",
                "runtime",
                "util",
                "lang",
                "in",
                "out",
                "size",
                "i",
                "count",
                "element",
                "session",
                "handler",
                "packet",
                "S",
                "T",
                "ID",
                "id",
                "values",
                "valueOf",
                "of",
                "type",
                "direction",
                "wanted",
                "BY_ID",
                "record",
                "var",
                "yield",
                "sealed",
                "permits",
                "when",
                "_",
                "__",
                "a1",
                "_1",
                "class",
                "이름",
                "имяName",
                "Größe",
                "PacketId",
                "Protocol",
                "ServerPacket",
                "ClientPacket",
                "NullMarked",
                "ServerPacketHandler",
                "ClientPacketHandler",
                "ServerPacketManager",
                "ClientPacketManager",
                "VERSION",
                "NAME",
                "FINGERPRINT",
                "VERSIONS",
                "ProtocolVersions",
                "since",
                "dispatch",
                "onUnknownPacket",
                "hashCode",
                "getClass",
                "encodedSize",
                "toBytes",
                "redacted",
                "packetId",
                "write",
                "read",
                "equals",
                "e",
                "Deprecated");
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("evil")
    void asAPacketAListAndAMember(String name) {
        assertWorks("<PDL>" + packet(name, name) + "</PDL>");
    }

    /** The name is a member and a list of packets with the names {@code String}, {@code List} and {@code P}. */
    @Tag("full")
    @ParameterizedTest
    @MethodSource("evil")
    void besideAllTheOthers(String name) {
        assertWorks("<PDL>" + packet("String", name) + packet("List", name) + packet("P", name) + "</PDL>");
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("evil")
    void asAValueOfAnEnum(String name) {
        String others = "<value name='E'/><value name='EnumValues'/><value name='BY_NUMBER'/><value name='each'/>";
        CompiledProtocol protocol = CompiledProtocol.of("<PDL><enum name='E' type='short'><value name='" + name + "'/>"
                + others + "</enum><packet name='C_P'><E name='m'/></packet></PDL>");
        RandomPackets.assertEveryPacketArrives(protocol);
    }

    /** In Java, {@code _} becomes {@code __}: two of these names clash. */
    @Test
    void allAsValuesOfOneEnum() {
        String values = evil().filter(name -> !name.equals("__"))
                .map(name -> "<value name='" + name + "'/>")
                .collect(Collectors.joining());
        RandomPackets.assertEveryPacketArrives(CompiledProtocol.of("<PDL><enum name='E' type='short'>" + values
                + "</enum><packet name='C_P'><E name='m'/></packet></PDL>"));
    }

    @Test
    void allAtOnce() {
        StringBuilder pdl = new StringBuilder("<PDL>");
        evil().filter(name -> !List.of(
                                "packetId",
                                "id",
                                "packet",
                                "record",
                                "__",
                                "code",
                                "type",
                                "e",
                                "class",
                                "direction",
                                "generated")
                        .contains(name))
                .forEach(name -> pdl.append(packet(name, name)));
        assertWorks(pdl.append("</PDL>").toString());
    }

    /** Names that hide classes are written in full, from the first part of their packages on. */
    @ParameterizedTest
    @ValueSource(strings = {"dev.game", "dev", "com.game"})
    void inAPackageThatBeginsLikeOurs(String namespace) {
        assertWorks(
                "<PDL package='" + namespace + "'><struct name='Override'><int name='dev'/><byte name='com'/></struct>"
                        + packet("C_P", "String") + "</PDL>");
    }

    /** In {@code Protocol}, a constant hides the packet, and a packet hides the package. */
    @Test
    void asAConstantOfTheProtocolBesideItsPackage() {
        assertWorks(
                "<PDL package='generated.code'><packet name='CLIENT_PING'><string name='s' redacted='true'/></packet>"
                        + "<packet name='generated'><int name='i'/></packet></PDL>");
    }

    /** Returns a packet with a member, a list and a list in that list, all with the same name. */
    private static String packet(String packet, String name) {
        return ("<packet name='%1$s'><string name='%2$s'/><list name='%2$s_a'><int name='%2$s'/></list>"
                        + "<list name='x_%2$s'><list name='%2$s'><string name='x'/><byte name='y'/></list></list></packet>"
                        + "<packet name='L_%1$s'><list name='%2$s'><string name='%2$s'/><list name='z'/></list></packet>")
                .formatted(packet, name);
    }

    private static void assertWorks(String pdl) {
        CompiledProtocol protocol = CompiledProtocol.of(pdl);
        Random random = new Random(1);
        for (PacketType type : protocol.model().packets()) {
            ValueTree values = RandomValues.of(type.body(), random).asReceived();
            Packet packet = new Values(protocol).packet(type, values);
            assertThat(packet.toBytes()).isEqualTo(ReferenceEncoder.encode(type, values));
            assertThat(protocol.read(type, packet.toBytes())).isEqualTo(packet).hasToString(packet.toString());
        }
        RandomPackets.assertEveryPacketArrives(protocol);
        assertThat(protocol.type("PacketId").getEnumConstants())
                .hasSameSizeAs(protocol.model().packets());
    }
}
