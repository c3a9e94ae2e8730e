package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.compiled.harness.HostileBytes;
import dev.packetwright.runtime.packet.MalformedPacketException;
import dev.packetwright.runtime.packet.Packet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** A peer that sends false counts and lengths causes no more memory use than other peers. */
class HostilePacketsTest {
    /** A few bytes cannot create many objects: all elements without members are one object. */
    @Test
    void elementsWithoutMembersCostNothing() {
        assertFrugal("<list name='nothing'/>", packet(0xffff));
        assertFrugal("<list name='nothing'><list name='inner'/></list>", packet(2, 0xffff, 0xffff));
    }

    /** The same applies to elements whose only members are empty structs. */
    @Test
    void elementsWithoutBytesCostNothing() {
        CompiledProtocol protocol = CompiledProtocol.of("""
                <PDL>
                  <struct name="Nothing"/>
                  <struct name="NothingTwice"><Nothing name="a"/><Nothing name="b"/></struct>
                  <packet name="S_Hostile"><list name="nothing" type="NothingTwice"/></packet>
                </PDL>
                """);
        new HostileBytes(protocol.decoder(protocol.model().packets().get(0))).assertFrugal(packet(0xffff));
    }

    @Test
    void countsAreComparedWithTheRemainingBytes() {
        assertFrugal("<list name='numbers'><int name='n'/></list>", packet(0xffff, 0, 0));
        assertFrugal("<list name='texts'><string name='t'/></list>", packet(0xffff, 2, 'a'));
        assertFrugal("<list name='a'><list name='b'><long name='n'/></list></list>", packet(1, 0xffff, 0));
    }

    @Test
    void lengthsAreComparedWithTheRemainingBytes() {
        assertFrugal("<string name='text'/>", packet(0xffff));
        assertFrugal("<string name='text'/>", packet(0xfffe, 'a', 'b'));
    }

    /** Each level allocates at most as many elements as the remaining bytes can hold. */
    @Test
    void deeplyNestedCountsDoNotMultiply() {
        int depth = 12;
        String pdl = "<list name='l'>".repeat(depth) + "<bool name='b'/>" + "</list>".repeat(depth);
        int[] body = new int[30_000];
        for (int level = 0; level < body.length; level++) {
            body[level] = (body.length - level - 1) / 2;
        }
        assertFrugal(pdl, packet(body));
    }

    /** These elements create the most objects for each byte of a well-formed packet. */
    @Test
    void theSmallestElementsCostASmallMultiple() {
        assertFrugal("<list name='l'><bool name='b'/></list>", full(1));
        assertFrugal("<list name='l'><list name='m'><bool name='b'/></list></list>", full(2));
        assertFrugal("<list name='l'><string name='s'/></list>", full(2));
    }

    @Test
    void reportsTheMalformedMemberAndItsOffset() {
        assertMalformed("<int name='a'/><list name='Skill'><string name='Title'/></list>", packet(0, 0, 2, 0, 7))
                .hasMessage("S_Hostile.Skill[1].Title at byte 12: a string of 7 bytes, but 0 are left");
        assertMalformed("<list name='word' type='string'/>", packet(2, 0, 7))
                .hasMessage("S_Hostile.word[1] at byte 8: a string of 7 bytes, but 0 are left");
        assertMalformed("<list name='l'><byte name='b'/></list>", packet(3))
                .hasMessage("S_Hostile.l at byte 4: a list of 3 elements of 1 bytes or more, but 0 are left");
    }

    /** The code of a struct serves all packets, but an error has the path from the received packet. */
    @Test
    void aMalformedStructIsReportedWithItsPacket() {
        String place = "<Place name='at'/>";
        assertMalformed(place, packet(0, 0, 1)).isInstanceOfSatisfying(MalformedPacketException.class, malformed -> {
            assertThat(malformed.packet()).isEqualTo("S_Hostile");
            assertThat(malformed.member()).isEqualTo("at.pos.y");
            assertThat(malformed.offset()).isEqualTo(8);
        });
        assertMalformed("<list name='way' type='Place'/>", packet(1, 0, 0, 1, 0, 1, 9))
                .hasMessage("S_Hostile.way[0].names[0] at byte 16: a string of 9 bytes, but 0 are left");
        assertMalformed(
                        "<list name='team'><byte name='n'/>" + place + "</list>",
                        packet(1, 0, 0, 1, 0, 0x0100, 0x0700, 0))
                .hasMessage("S_Hostile.team[0].at.names[0] at byte 17: a string of 7 bytes, but 1 are left");
        assertMalformed("<Place name='at' optional='true'/>", packet(1, 0))
                .hasMessage("S_Hostile.at.pos.x at byte 5: needs 4 bytes, but 3 are left");
        assertMalformed("<int name='a'/><Place name='at' since='2'/>", packet(0, 0, 1))
                .hasMessage("S_Hostile.at.pos.x at byte 8: needs 4 bytes, but 2 are left");
    }

    private static AbstractThrowableAssert<?, ?> assertMalformed(String members, byte[] bytes) {
        CompiledProtocol protocol = CompiledProtocol.of("<PDL version='2'>"
                + "<struct name='Place'><Vector2 name='pos'/><list name='names' type='string'/></struct>"
                + "<struct name='Vector2'><int name='x'/><int name='y'/></struct>"
                + "<packet name='S_Hostile'>" + members + "</packet></PDL>");
        return assertThatThrownBy(() -> protocol.read(protocol.packet("S_Hostile"), bytes))
                .isInstanceOf(MalformedPacketException.class);
    }

    private static void assertFrugal(String members, byte[] bytes) {
        CompiledProtocol protocol = protocol(members);
        new HostileBytes(protocol.decoder(protocol.model().packets().get(0))).assertFrugal(bytes);
    }

    private static CompiledProtocol protocol(String members) {
        return CompiledProtocol.of("<PDL><packet name='S_Hostile'>" + members + "</packet></PDL>");
    }

    /** Returns a packet whose body consists of these 16-bit numbers. */
    private static byte[] packet(int... body) {
        ByteBuffer out = ByteBuffer.allocate(Packet.HEADER_SIZE + 2 * body.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0)
                .putShort((short) 1);
        Arrays.stream(body).forEach(number -> out.putShort((short) number));
        return HostileBytes.withSize(out.array());
    }

    /** Returns a packet filled with a list of elements, each with the given number of zero bytes. */
    private static byte[] full(int elementSize) {
        byte[] bytes = new byte[Packet.MAX_SIZE];
        int count = (bytes.length - Packet.HEADER_SIZE - 2) / elementSize;
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(Packet.HEADER_SIZE, (short) count);
        return HostileBytes.withSize(bytes);
    }
}
