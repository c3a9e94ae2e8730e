package dev.packetwright.cli.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.cli.capture.CaptureBuilder.Link;
import dev.packetwright.cli.capture.TcpStream.Gap;
import dev.packetwright.cli.capture.TcpStream.Way;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The streams of a connection can be restored from its capture, even if segments were repeated, reordered or lost. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CaptureTest {
    @ParameterizedTest
    @EnumSource(Link.class)
    void everyLinkTypeInEveryFormat(Link link) {
        assertSays(talk().link(link));
    }

    private static CaptureBuilder talk() {
        return new CaptureBuilder();
    }

    private static void assertSays(CaptureBuilder builder) {
        byte[] little = builder.open()
                .client(text("first "))
                .server(text("an answer that goes round"))
                .client(text("second"))
                .pcap(ByteOrder.LITTLE_ENDIAN);
        List<TcpStream> streams = Capture.read(little).streams();
        assertThat(streams).hasSize(2);
        assertThat(words(streams.get(0))).isEqualTo("first second");
        assertThat(words(streams.get(1))).isEqualTo("an answer that goes round");
        assertThat(streams.get(0).way()).contains(Way.CLIENT_TO_SERVER);
        assertThat(streams.get(1).way()).contains(Way.SERVER_TO_CLIENT);
        assertThat(streams.get(0).flow()).hasToString("10.0.0.1:50000 > 10.0.0.2:7777");
        assertThat(streams.get(0).frameOf(0)).isEqualTo(3);
        assertThat(streams.get(0).frameOf(6)).isEqualTo(5);
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            assertThat(words(builder.pcap(order))).containsExactly("first second", "an answer that goes round");
            assertThat(words(builder.pcapng(order))).containsExactly("first second", "an answer that goes round");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Link.class, names = "IPV4", mode = EnumSource.Mode.EXCLUDE)
    void everyLinkTypeWithIpv6(Link link) {
        CaptureBuilder builder = talk().link(link).v6().open().client(text("hi"));
        TcpStream stream =
                Capture.read(builder.pcap(ByteOrder.LITTLE_ENDIAN)).streams().get(0);
        assertThat(words(stream)).isEqualTo("hi");
        assertThat(stream.flow()).hasToString("[fd00:0:0:0:0:0:0:1]:50000 > [fd00:0:0:0:0:0:0:2]:7777");
    }

    @Test
    void repeatedSegmentsCountOnce() {
        CaptureBuilder builder = talk().open()
                .client(text("abc"))
                .clientAt(-3, text("abc"))
                .clientAt(-2, text("bcd"))
                .skipClient(1)
                .client(text("ef"))
                .clientAt(-6, text("abcdef"));
        assertThat(says(builder, ByteOrder.LITTLE_ENDIAN)).containsExactly("abcdef");
    }

    @Test
    void reorderedSegmentsArePutInOrder() {
        CaptureBuilder builder =
                talk().open().clientAt(4, text("ef")).clientAt(2, text("cd")).client(text("ab"));
        TcpStream stream =
                Capture.read(builder.pcap(ByteOrder.LITTLE_ENDIAN)).streams().get(0);
        assertThat(words(stream)).isEqualTo("abcdef");
        assertThat(stream.frameOf(0)).isEqualTo(5);
        assertThat(stream.frameOf(5))
                .as("all before it came with the fifth frame")
                .isEqualTo(5);
    }

    /** The frame of a packet is the one that first completed it, not a later repetition. */
    @Test
    void theFrameOfAPacketIsTheFirstThatCompletedIt() {
        CaptureBuilder builder = talk().open()
                .client(text("ab"))
                .clientAt(2, text("ef"))
                .client(text("cd"))
                .clientAt(-4, text("abcdef"));
        TcpStream stream =
                Capture.read(builder.pcap(ByteOrder.LITTLE_ENDIAN)).streams().get(0);
        assertThat(words(stream)).isEqualTo("abcdef");
        assertThat(stream.frameOf(1)).isEqualTo(3);
        assertThat(stream.frameOf(2)).isEqualTo(5);
        assertThat(stream.frameOf(5)).isEqualTo(5);
    }

    @Test
    void segmentsOfAnEarlierConnectionAreSeparate() {
        CaptureBuilder builder = talk().open().client(text("one")).reopen().client(text("two"));
        assertThat(says(builder, ByteOrder.LITTLE_ENDIAN)).containsExactly("one", "two");
    }

    @Test
    void aCaptureThatBeginsInTheMiddle() {
        CaptureBuilder builder =
                talk().clientAt(-2, text("ab")).client(text("cd")).server(text("x"));
        List<TcpStream> streams =
                Capture.read(builder.pcap(ByteOrder.LITTLE_ENDIAN)).streams();
        assertThat(words(streams.get(0))).isEqualTo("abcd");
        assertThat(streams).allSatisfy(stream -> assertThat(stream.way()).isEmpty());
    }

    @Test
    void missingBytesAreReported() {
        CaptureBuilder builder = talk().open().client(text("abc")).skipClient(7).client(text("defgh"));
        TcpStream stream =
                Capture.read(builder.pcap(ByteOrder.LITTLE_ENDIAN)).streams().get(0);
        assertThat(words(stream)).isEqualTo("abc");
        assertThat(stream.gap()).contains(new Gap(7, 5));
    }

    /** The frame is truncated after 14 bytes of Ethernet, 24 of IP, 24 of TCP and two of data. */
    @Test
    void truncatedBytesAreMissing() {
        CaptureBuilder builder = talk().open().client(text("abc")).snap(64).client(text("defgh"));
        TcpStream stream =
                Capture.read(builder.pcapng(ByteOrder.LITTLE_ENDIAN)).streams().get(0);
        assertThat(words(stream)).isEqualTo("abcde");
        assertThat(stream.gap()).contains(new Gap(3, 0));
        builder.snap(40).client(text("ij"));
        assertThat(Capture.read(builder.pcap(ByteOrder.LITTLE_ENDIAN))
                        .streams()
                        .get(0)
                        .gap())
                .as("a segment whose header is cut off is not known at all")
                .contains(new Gap(3, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 23, 24, 39, 41, 200})
    void aTruncatedFileIsReadToItsEnd(int length) {
        byte[] file = talk().open().client(text("abc")).pcap(ByteOrder.LITTLE_ENDIAN);
        byte[] beginning = Arrays.copyOf(file, length);
        if (length < 4) {
            assertThat(Capture.isCapture(beginning)).isFalse();
            return;
        }
        assertThat(Capture.isCapture(beginning)).isTrue();
        assertThat(Capture.read(beginning).problems()).hasSize(length == 24 ? 0 : 1);
    }

    @Test
    void unknownLinkTypesAreReported() {
        byte[] file = talk().open().client(text("abc")).pcap(ByteOrder.LITTLE_ENDIAN);
        file[20] = 105;
        Capture capture = Capture.read(file);
        assertThat(capture.streams()).isEmpty();
        assertThat(capture.problems()).singleElement().asString().contains("105");
    }

    @Test
    void otherProtocolsAreSkipped() {
        CaptureBuilder builder =
                talk().open().frame(new byte[0]).frame(new byte[60]).client(text("abc"));
        assertThat(says(builder, ByteOrder.LITTLE_ENDIAN)).containsExactly("abc");
    }

    /** Reading terminates for any bytes, throws no exception, and returns no more bytes than the file has. */
    @Test
    void hostileCaptures() {
        Random random = new Random(20_260_101);
        byte[][] files = Stream.of(Link.values())
                .flatMap(link -> Stream.of(
                        conversation(new CaptureBuilder().link(link)).pcap(ByteOrder.LITTLE_ENDIAN),
                        conversation(new CaptureBuilder().link(link).v6()).pcapng(ByteOrder.BIG_ENDIAN)))
                .toArray(byte[][]::new);
        for (int round = 0; round < 20_000; round++) {
            byte[] file = files[random.nextInt(files.length)].clone();
            for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
                file[random.nextInt(file.length)] = (byte) (random.nextBoolean() ? 0xff : random.nextInt());
            }
            byte[] hostile = Arrays.copyOf(file, file.length - random.nextInt(20));
            if (Capture.isCapture(hostile)) {
                Capture capture = Capture.read(hostile);
                assertThat(capture.streams().stream()
                                .mapToInt(stream -> stream.bytes().length)
                                .sum())
                        .isLessThanOrEqualTo(hostile.length);
            }
        }
    }

    private static CaptureBuilder conversation(CaptureBuilder builder) {
        builder.open();
        IntStream.range(0, 5).forEach(i -> builder.client(text("question " + i)).server(text("answer " + i)));
        return builder.clientAt(-4, text("again")).skipClient(9).client(text("later"));
    }

    private static List<String> says(CaptureBuilder builder, ByteOrder order) {
        return words(builder.pcap(order));
    }

    private static List<String> words(byte[] file) {
        Capture capture = Capture.read(file);
        assertThat(capture.problems()).isEmpty();
        assertThat(capture.streams()).extracting(TcpStream::gap).containsOnly(Optional.empty());
        return capture.streams().stream().map(CaptureTest::words).toList();
    }

    private static String words(TcpStream stream) {
        return new String(stream.bytes(), StandardCharsets.US_ASCII);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
