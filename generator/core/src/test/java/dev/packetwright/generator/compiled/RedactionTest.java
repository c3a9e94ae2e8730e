package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.compiled.harness.ValueTree;
import dev.packetwright.generator.compiled.harness.Values;
import dev.packetwright.generator.compiled.random.RandomPdl;
import dev.packetwright.generator.compiled.random.RandomValues;
import dev.packetwright.generator.compiled.random.SeededTests;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.runtime.packet.Packet;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redacted members are out of copies of a packet, at any depth, and out of its bytes. */
class RedactionTest {
    private static final String DEPTHS = """
            <PDL version='2'>
              <enum name='Mood' type='byte'><value name='GLAD' value='3'/><value name='SAD' value='7'/></enum>
              <struct name='Card'><string name='holder'/><string name='number' redacted='true'/></struct>
              <struct name='Purse'><Card name='card'/><int name='coins'/></struct>
              <packet name='C_Pay'>
                <string name='user'/>
                <string name='password' redacted='true'/>
                <byte name='pin' redacted='true' min='5' max='9'/>
                <Mood name='mood' redacted='true'/>
                <bytes name='key' redacted='true'/>
                <Purse name='purse'/>
                <Card name='whole' redacted='true'/>
                <list name='card' type='Card'/>
                <list name='note'><string name='text' redacted='true'/><int name='at'/></list>
                <list name='gone' redacted='true'><string name='text'/></list>
                <list name='code' type='int' redacted='true'/>
                <Card name='spare' optional='true'/>
                <list name='more' type='Card' optional='true'/>
                <string name='hint' optional='true' redacted='true'/>
                <string name='late' redacted='true' since='2'/>
              </packet>
              <packet name='C_Open'><string name='text'/></packet>
            </PDL>
            """;

    private static final String SECRET = "secret";
    private static final int PROTOCOLS = 20;

    private static byte[] redact(CompiledProtocol protocol, byte[] packet) {
        try {
            return (byte[])
                    protocol.type("Protocol").getMethod("redact", byte[].class).invoke(null, (Object) packet);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new AssertionError(thrown);
        } catch (ReflectiveOperationException failure) {
            throw new LinkageError(failure.getMessage(), failure);
        }
    }

    private static byte[] packet(int id, String body) {
        byte[] bytes = HexFormat.of().parseHex("00000000" + body);
        bytes[0] = (byte) bytes.length;
        bytes[1] = (byte) (bytes.length >> 8);
        bytes[2] = (byte) id;
        return bytes;
    }

    private static String text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_16LE);
        return "%02x00".formatted(bytes.length) + HexFormat.of().formatHex(bytes);
    }

    /** Every secret of a packet is gone, at every depth, and everything else is there. */
    @Test
    void isCompleteAtEveryDepth() {
        CompiledProtocol protocol = CompiledProtocol.of(DEPTHS);
        String card = text("Ann") + text(SECRET);
        String none = text("Ann") + text("");
        byte[] packet = packet(
                1,
                text("user") + text(SECRET) + "08" + "07" + "0300abcdef" + card + "2a000000" + card + "0200" + card
                        + card
                        + "0100" + text(SECRET) + "05000000" + "0100" + text(SECRET) + "010063000000" + "01" + card
                        + "01" + "0100" + card + "01" + text(SECRET) + text(SECRET));
        byte[] expected = packet(
                1,
                text("user") + text("") + "05" + "03" + "0000" + none + "2a000000" + text("") + text("") + "0200" + none
                        + none + "0100" + text("") + "05000000" + "0000" + "0000" + "01" + none + "01" + "0100" + none
                        + "00" + text(""));

        PacketType type = protocol.packet("C_Pay");
        assertThat(HexFormat.of().formatHex(redact(protocol, packet)))
                .isEqualTo(HexFormat.of().formatHex(expected));
        assertThat(protocol.read(type, packet).redacted()).isEqualTo(protocol.read(type, expected));
    }

    @Test
    void leavesPacketsWithoutSecretsAsTheyAre() {
        CompiledProtocol protocol = CompiledProtocol.of(DEPTHS);
        byte[] open = packet(2, text("hello") + "ffff");
        byte[] malformed = packet(2, "ff");
        assertThat(redact(protocol, open)).isSameAs(open);
        assertThat(redact(protocol, malformed)).isSameAs(malformed);
        Packet read = protocol.read(protocol.packet("C_Open"), open);
        assertThat(read.redacted()).isSameAs(read);
    }

    /** Nobody knows where the secrets are in these. */
    @Test
    void leavesNothingOfWhatItDoesNotKnow() {
        CompiledProtocol protocol = CompiledProtocol.of(DEPTHS);
        assertThat(redact(protocol, packet(1, text("user") + text(SECRET) + "08")))
                .isEqualTo(packet(1, ""));
        assertThat(redact(protocol, packet(99, text(SECRET)))).isEqualTo(packet(99, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> redact(protocol, new byte[3]));
        assertThatIllegalArgumentException().isThrownBy(() -> redact(protocol, Arrays.copyOf(packet(2, text("a")), 5)));
    }

    /** A class with the name of a constant or a variable of the generated class, in a package with such a name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "VERSION",
                "NAME",
                "FINGERPRINT",
                "RUNTIME",
                "packet",
                "id",
                "redacted",
                "redact",
                "in",
                "PacketMembers",
                "List",
                "present"
            })
    void hasItsNamesForItself(String name) {
        CompiledProtocol protocol = CompiledProtocol.of("""
                <PDL>
                  <struct name='S_%1$s'><int name='%1$s' redacted='true'/><int name='S_%1$s'/></struct>
                  <packet name='%1$s'>
                    <string name='%1$s' redacted='true'/>
                    <list name='%1$s_a'><int name='%1$s' redacted='true'/></list>
                    <list name='x' type='S_%1$s' optional='true'/>
                    <S_%1$s name='y' optional='true'/>
                  </packet>
                </PDL>
                """.formatted(name));
        byte[] packet = packet(1, text(SECRET) + "0100" + "01000000" + "00" + "010100000002000000");
        assertThat(redact(protocol, packet))
                .isEqualTo(packet(1, text("") + "0100" + "00000000" + "00" + "010000000002000000"));
    }

    @TestFactory
    Stream<DynamicTest> worksForRandomProtocols() {
        return SeededTests.tests(PROTOCOLS, random -> {
            CompiledProtocol protocol = CompiledProtocol.of(RandomPdl.next(random));
            for (PacketType type : protocol.model().packets()) {
                ValueTree values = RandomValues.of(type.body(), random);
                byte[] bytes = new Values(protocol).packet(type, values).toBytes();
                Packet redacted = protocol.read(type, bytes).redacted();
                assertThat(redacted.redacted()).isEqualTo(redacted);
                assertThat(redact(protocol, bytes)).isEqualTo(type.body().hasRedacted() ? redacted.toBytes() : bytes);
            }
        });
    }
}
