package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.compiled.harness.Values;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.Connector;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.PacketSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The generated code of two versions of a protocol communicates over a socket, and each side reads what the other one
 * writes.
 */
class VersionsTest {
    private static final String OLDER = """
            <PDL>
              <packet name="P"><int name="a"/></packet>
            </PDL>
            """;

    private static final String NEWER = """
            <PDL version="3">
              <enum name="E"><value name="X" value="5"/><value name="ZERO" value="0"/></enum>
              <struct name="V"><byte name="x" min="4"/><string name="s"/></struct>
              <packet name="P">
                <int name="a"/>
                <string name="b" since="2"/>
                <E name="e" since="2"/>
                <V name="v" since="3"/>
                <list name="l" since="3" type="V"/>
                <short name="n" since="3" max="-3"/>
                <int name="o" since="3" optional="true"/>
              </packet>
            </PDL>
            """;

    private final CompiledProtocol older = CompiledProtocol.of(OLDER);
    private final CompiledProtocol newer = CompiledProtocol.of(NEWER);

    @Test
    void aNewerReaderHasDefaultsForMembersOfLaterVersions() throws Exception {
        Packet sent = (Packet) Values.construct(older.type("P"), List.of(7));
        assertThat(sendAndRead(sent, newer))
                .hasToString("P[a=7, b=, e=ZERO, v=V[x=4, s=], ls=[], n=-3, o=Optional.empty]");
    }

    @Test
    void anOlderReaderIgnoresMembersOfLaterVersions() throws Exception {
        Object zero = newer.type("E").getEnumConstants()[1];
        Object v = Values.construct(newer.type("V"), List.of(9, "s"));
        Packet sent = (Packet)
                Values.construct(newer.type("P"), List.of(7, "b", zero, v, List.of(v, v), (short) -5, Optional.of(3)));
        assertThat(sendAndRead(sent, older)).hasToString("P[a=7]");
        assertThat(sendAndRead(sent, newer)).isEqualTo(sent);
    }

    private static Packet sendAndRead(Packet sent, CompiledProtocol reader)
            throws IOException, InterruptedException, ExecutionException {
        BlockingQueue<Packet> received = new LinkedBlockingQueue<>();
        PacketType type = reader.packet("P");
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Listener listener =
                        Listener.open(anyPort, () -> new Reading(packet -> received.add(reader.read(type, packet))));
                Connector connector = Connector.open()) {
            connector
                    .connect(listener.localAddress(), () -> new Reading(packet -> {}))
                    .get()
                    .send(sent);
            return Objects.requireNonNull(received.poll(30, TimeUnit.SECONDS));
        }
    }

    private static final class Reading extends PacketSession {
        private final Consumer<PacketReader> reader;

        Reading(Consumer<PacketReader> reader) {
            this.reader = reader;
        }

        @Override
        protected void onPacket(PacketReader packet) {
            reader.accept(packet);
        }
    }
}
