package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.compiled.harness.Allocation;
import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.compiled.harness.Values;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.runtime.packet.Bytes;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.packet.PacketWriter;
import dev.packetwright.runtime.packet.ScalarList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Encoding and decoding allocate no more memory than necessary. */
class AllocationTest {
    private static final int TIMES = 1_000;

    private static final String PDL = """
            <PDL>
              <enum name="Way" type="byte"><value name="NORTH" value="0"/></enum>
              <struct name="Place"><float name="x"/><Way name="way"/></struct>
              <packet name="S_All">
                <string name="short"/><string name="long"/><string name="utf8" encoding="utf-8"/>
                <bytes name="blob"/><Place name="place"/><list name="path" type="Place"/>
                <list name="number" type="int"/><long name="id" optional="true"/>
                <list name="skill"><string name="title"/><list name="level" type="short"/></list>
              </packet>
              <packet name="S_Many"><list name="place" type="Place"/></packet>
            </PDL>
            """;

    private final CompiledProtocol protocol = CompiledProtocol.of(PDL);
    private final Object place = Values.construct(
            protocol.type("Place"), List.of(1F, protocol.type("Way").getEnumConstants()[0]));

    /** The first packets may allocate the buffers that the writer keeps. */
    @Test
    void encodingIntoAReusedWriterAllocatesNothing() {
        Object skill = Values.construct(protocol.type("S_All$Skill"), List.of("title", ScalarList.of(1, 2, 3)));
        Packet packet = (Packet) Values.construct(
                protocol.type("S_All"),
                List.of(
                        "short",
                        "안녕하세요, let's meet at the gate 🎮 ".repeat(20),
                        "größe",
                        Bytes.of((byte) 1),
                        place,
                        List.of(place, place),
                        ScalarList.of(1, 2, 3),
                        Optional.of(5L),
                        List.of(skill, skill)));
        byte[] buffer = new byte[4_000];
        PacketWriter out = new PacketWriter(buffer);
        assertThat(Allocation.of(() -> {
                    for (int i = 0; i < TIMES; i++) {
                        out.wrap(buffer, 1, buffer.length - 1).writePacket(packet);
                    }
                }))
                .isLessThan(TIMES);
    }

    /** Decoding allocates each element and a reference to it. A second copy of the list would exceed the limit. */
    @Test
    void decodingAListAllocatesOneList() {
        PacketType type = protocol.packet("S_Many");
        int elements = 1_000;
        byte[] bytes = ((Packet)
                        Values.construct(protocol.type("S_Many"), List.of(Collections.nCopies(elements, place))))
                .toBytes();
        CompiledProtocol.Decoder decoder = protocol.decoder(type);
        PacketReader in = new PacketReader(bytes);
        int element = 24;
        int reference = 4;
        assertThat(Allocation.of(() -> decoder.decode(in.wrap(bytes, 0, bytes.length))))
                .isLessThan(elements * (element + reference) + 1_000);
    }
}
