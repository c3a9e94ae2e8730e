package dev.packetwright.runtime.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.runtime.testing.ProxyHeaders;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The header as a function of its bytes. */
class ProxyHeaderTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.7", 40_000);
    private static final InetSocketAddress CLIENT6 = new InetSocketAddress("2001:db8::7", 65_535);
    private static final int VALUES_AT = 28;

    private static Optional<InetSocketAddress> read(byte[] header) throws ProtocolException {
        assertThat(ProxyHeader.sizeOf(header, header.length)).isEqualTo(header.length);
        return ProxyHeader.clientOf(header);
    }

    private static void assertMalformed(byte[] header, String... words) {
        assertThatThrownBy(() -> {
                    ProxyHeader.sizeOf(header, header.length);
                    ProxyHeader.clientOf(header);
                })
                .isInstanceOf(ProtocolException.class)
                .hasMessageContainingAll(words);
    }

    /** The bytes are written out here, so that the test does not depend on how other tests make headers. */
    @Test
    void theAddressOfTheClientIsRead() throws ProtocolException {
        byte[] tcp4 = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a" + "2111000c" + "c0000207c00002c89c401e61");
        assertThat(read(tcp4)).contains(CLIENT);
        assertThat(ProxyHeaders.of(CLIENT)).isEqualTo(tcp4);
        byte[] tcp6 = HexFormat.of()
                .parseHex("0d0a0d0a000d0a515549540a" + "21210024" + "20010db8000000000000000000000007"
                        + "20010db8000000000000000000000200" + "ffff1e61");
        assertThat(read(tcp6)).contains(CLIENT6);
    }

    @Test
    void aMappedIpv4AddressIsAnIpv4Address() throws ProtocolException {
        byte[] mapped = HexFormat.of().parseHex("00000000000000000000ffffc0000207");
        byte[] rest = ProxyHeaders.join(mapped, mapped, new byte[] {(byte) 0x9c, 0x40, 0, 1});
        assertThat(read(ProxyHeaders.header(ProxyHeaders.PROXY, ProxyHeaders.TCP6, rest)))
                .contains(CLIENT);
    }

    @Test
    void withoutAnAddressOfTcpTheProxyStaysTheClient() throws ProtocolException {
        assertThat(read(ProxyHeaders.header(ProxyHeaders.LOCAL, ProxyHeaders.UNSPECIFIED, new byte[0])))
                .isEmpty();
        assertThat(read(ProxyHeaders.header(ProxyHeaders.LOCAL, ProxyHeaders.TCP4, new byte[] {1, 2, 3})))
                .isEmpty();
        assertThat(read(ProxyHeaders.header(ProxyHeaders.PROXY, ProxyHeaders.UNSPECIFIED, new byte[] {1, 2, 3})))
                .isEmpty();
        assertThat(read(ProxyHeaders.header(ProxyHeaders.PROXY, ProxyHeaders.UNIX_STREAM, new byte[216])))
                .isEmpty();
        assertThat(read(ProxyHeaders.header(ProxyHeaders.PROXY, ProxyHeaders.UDP4, new byte[12])))
                .isEmpty();
    }

    @Test
    void valuesAreSkipped() throws ProtocolException {
        byte[] unknown = ProxyHeaders.value(0xe5, new byte[300]);
        byte[] empty = ProxyHeaders.value(4);
        assertThat(read(ProxyHeaders.of(CLIENT, unknown, empty, unknown))).contains(CLIENT);
        byte[] valueOfALocalCommand = ProxyHeaders.join(new byte[12], unknown);
        assertThat(read(ProxyHeaders.header(ProxyHeaders.LOCAL, ProxyHeaders.TCP4, valueOfALocalCommand)))
                .isEmpty();
    }

    @Test
    void aChecksumIsChecked() throws ProtocolException {
        byte[] before = ProxyHeaders.value(2, (byte) 'h', (byte) 'i');
        byte[] header = ProxyHeaders.of(CLIENT, before, ProxyHeaders.value(3, new byte[4]), ProxyHeaders.value(4));
        byte[] valid = ProxyHeaders.withChecksum(header, VALUES_AT + before.length);
        assertThat(read(valid)).contains(CLIENT);
        for (int i = 16; i < VALUES_AT; i++) {
            byte[] corrupt = valid.clone();
            corrupt[i] ^= 1;
            assertMalformed(corrupt, "the checksum is wrong");
        }
        assertMalformed(ProxyHeaders.of(CLIENT, ProxyHeaders.value(3, new byte[3])), "the checksum has 3 bytes, not 4");
    }

    /** The checksum is computed here bit by bit, so that the test does not depend on how others compute it. */
    @Test
    void theChecksumIsCrc32c() throws ProtocolException {
        byte[] header =
                ProxyHeaders.withChecksum(ProxyHeaders.of(CLIENT, ProxyHeaders.value(3, new byte[4])), VALUES_AT);
        byte[] zeroed = header.clone();
        Arrays.fill(zeroed, VALUES_AT + 3, VALUES_AT + 7, (byte) 0);
        int crc = ~0;
        for (byte next : zeroed) {
            crc ^= next & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc >>> 1) ^ ((crc & 1) * 0x82f63b78);
            }
        }
        assertThat(HexFormat.of().formatHex(header, VALUES_AT + 3, VALUES_AT + 7))
                .isEqualTo(HexFormat.of().toHexDigits(~crc));
        assertThat(read(header)).contains(CLIENT);
    }

    @Test
    void malformedHeadersNameTheirFault() {
        byte[] valid = ProxyHeaders.of(CLIENT);
        assertMalformed("PROXY TCP4 192.0.2.7".getBytes(StandardCharsets.US_ASCII), "version 1");
        assertMalformed(new byte[] {0x1e, 0, 1}, "begins with 1e0001");
        assertMalformed(changed(valid, 12, 0x11), "version and command are 11");
        assertMalformed(changed(valid, 12, 0x22), "version and command are 22");
        assertMalformed(changed(valid, 13, 0x41), "family is 41");
        assertMalformed(changed(valid, 13, 0xf1), "family is f1");
        assertMalformed(changed(valid, 13, 0x13), "family is 13");
        assertMalformed(changed(valid, 14, 0x10), "4124 bytes, more than 4096");
        assertMalformed(
                ProxyHeaders.header(ProxyHeaders.PROXY, ProxyHeaders.TCP4, new byte[11]), "27 bytes", "take 12");
        assertMalformed(
                ProxyHeaders.header(ProxyHeaders.PROXY, ProxyHeaders.TCP6, new byte[35]), "51 bytes", "take 36");
        assertMalformed(ProxyHeaders.header(ProxyHeaders.PROXY, ProxyHeaders.UNIX_STREAM, new byte[215]), "take 216");
        assertMalformed(ProxyHeaders.of(CLIENT, new byte[] {1, 0}), "in the middle of a value, at byte 28");
        assertMalformed(
                ProxyHeaders.of(CLIENT, new byte[] {(byte) 0xe5, 0, 2, 1}),
                "type 229 at byte 28 declares 2 bytes, but the header ends after 1");
    }

    private static byte[] changed(byte[] header, int index, int value) {
        byte[] changed = header.clone();
        changed[index] = (byte) value;
        return changed;
    }

    /** The size is known after 16 bytes. A wrong byte is found as soon as it is there. */
    @Test
    void aBeginningIsJudgedByItself() throws ProtocolException {
        byte[] header = ProxyHeaders.of(CLIENT6, ProxyHeaders.value(1, new byte[9]));
        for (int length = 0; length <= header.length; length++) {
            assertThat(ProxyHeader.sizeOf(Arrays.copyOf(header, header.length), length))
                    .isEqualTo(length < 16 ? 16 : header.length);
        }
        for (int i = 0; i < 14; i++) {
            byte[] wrong = changed(header, i, 0x77);
            int length = i + 1;
            assertThatThrownBy(() -> ProxyHeader.sizeOf(wrong, length)).isInstanceOf(ProtocolException.class);
        }
    }

    /** Every sequence of bytes is a header, or malformed. */
    @Test
    void readingIsTotal() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        byte[] valid = ProxyHeaders.withChecksum(
                ProxyHeaders.of(CLIENT6, ProxyHeaders.value(3, new byte[4]), ProxyHeaders.value(5, new byte[20])), 52);
        for (int i = 0; i < 200_000; i++) {
            byte[] mutated = Arrays.copyOf(valid, 16 + random.nextInt(valid.length));
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            }
            try {
                int size = ProxyHeader.sizeOf(mutated, mutated.length);
                assertThat(size).as("seed " + seed).isBetween(16, ProxyHeader.MAX_SIZE);
                ProxyHeader.clientOf(Arrays.copyOf(mutated, size));
            } catch (ProtocolException malformed) {
                assertThat(malformed).as("seed " + seed).message().isNotEmpty();
            }
        }
    }
}
