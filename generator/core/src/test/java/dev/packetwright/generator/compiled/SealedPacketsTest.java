package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.runtime.packet.Packet;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;

/** The packets that a side receives share a sealed interface, so that a {@code switch} over them is complete. */
class SealedPacketsTest {
    private static final String PDL = """
            <PDL>
              <packet name="C_Move"><int name="x"/></packet>
              <packet name="C_Old" deprecated="send C_Move"/>
              <packet name="S_Move"><int name="x"/></packet>
              <packet name="Ping"></packet>
            </PDL>
            """;

    @Test
    void theInterfacesPermitThePacketsOfTheirDirection() {
        CompiledProtocol protocol = CompiledProtocol.of(PDL);
        assertThat(permitted(protocol, "ServerPacket")).containsExactly("C_Move", "C_Old", "Ping");
        assertThat(permitted(protocol, "ClientPacket")).containsExactly("S_Move", "Ping");
        assertThat(Packet.class).isAssignableFrom(protocol.type("ServerPacket"));
        assertInterfaces(protocol, "Ping").containsExactlyInAnyOrder("ServerPacket", "ClientPacket");
        assertInterfaces(protocol, "S_Move").containsExactly("ClientPacket");
    }

    /** Java requires at least one permitted class for a sealed interface. */
    @Test
    void aSideThatReceivesNothingHasNoInterface() {
        CompiledProtocol protocol = CompiledProtocol.of("<PDL><packet name='S_Move'></packet></PDL>");
        assertThat(protocol.classNames())
                .contains("generated.code.ClientPacket")
                .doesNotContain("generated.code.ServerPacket");
    }

    @Test
    void aPacketOfThatNameGetsAnUnderscore() {
        CompiledProtocol protocol = CompiledProtocol.of("<PDL><packet name='ServerPacket'></packet>"
                + "<packet name='C_List'><list name='ServerPacket'><int name='x'/></list></packet></PDL>");
        assertThat(permitted(protocol, "ServerPacket")).containsExactly("ServerPacket_", "C_List");
    }

    @Test
    void aSwitchOverThemIsComplete() {
        assumeThat(Runtime.version().feature())
                .as("Java with patterns in a switch")
                .isGreaterThanOrEqualTo(21);
        Generation generation = CompiledProtocol.generate(PDL);
        GeneratedFile use = new GeneratedFile("generated/code/Use.java", """
                package generated.code;
                final class Use {
                    @SuppressWarnings("deprecation")
                    static int x(ServerPacket packet) {
                        return switch (packet) {
                            case C_Move move -> move.x();
                            case C_Old old -> 0;
                            case Ping ping -> 1;
                        };
                    }
                }
                """, "for a test of Packetwright");
        CompiledProtocol protocol = CompiledProtocol.withSources(generation, List.of("--release", "21"), use);
        assertThat(protocol.classNames()).contains("generated.code.Use");
    }

    private static List<String> permitted(CompiledProtocol protocol, String name) {
        Class<?> type = protocol.type(name);
        assertThat(type.isSealed()).isTrue();
        return List.of(type.getPermittedSubclasses()).stream()
                .map(Class::getSimpleName)
                .toList();
    }

    private static ListAssert<String> assertInterfaces(CompiledProtocol protocol, String packet) {
        return assertThat(List.of(protocol.type(packet).getInterfaces()).stream()
                .map(Class::getSimpleName)
                .toList());
    }
}
