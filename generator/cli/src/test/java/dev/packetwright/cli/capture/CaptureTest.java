package dev.packetwright.cli.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.cli.capture.CaptureBuilder.Link;
import dev.packetwright.cli.capture.TcpStream.Way;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        List<Heard> streams = hear(little);
        assertThat(streams).hasSize(2);
        assertThat(streams.get(0).text).hasToString("first second");
        assertThat(streams.get(1).text).hasToString("an answer that goes round");
        assertThat(streams.get(0).stream.way()).contains(Way.CLIENT_TO_SERVER);
        assertThat(streams.get(1).stream.way()).contains(Way.SERVER_TO_CLIENT);
        assertThat(streams.get(0).stream.flow()).hasToString("10.0.0.1:50000 > 10.0.0.2:7777");
        assertThat(streams.get(0).frames).containsExactly(3L, 5L);
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            assertThat(words(builder.pcap(order))).containsExactly("first second", "an answer that goes round");
            assertThat(words(builder.pcapng(order))).containsExactly("first second", "an answer that goes round");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Link.class, names = "IPV4", mode = EnumSource.Mode.EXCLUDE)
    void everyLinkTypeWithIpv6(Link link) {
        CaptureBuilder builder = talk().link(link).v6().open().client(text("hi"));
        Heard heard = client(builder);
        assertThat(heard.text).hasToString("hi");
        assertThat(heard.stream.flow()).hasToString("[fd00:0:0:0:0:0:0:1]:50000 > [fd00:0:0:0:0:0:0:2]:7777");
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

    /** All bytes are available after the fifth frame, which fills the gap at the start. */
    @Test
    void reorderedSegmentsArePutInOrder() {
        Heard heard = client(
                talk().open().clientAt(4, text("ef")).clientAt(2, text("cd")).client(text("ab")));
        assertThat(heard.text).hasToString("abcdef");
        assertThat(heard.frames).containsOnly(5L);
        assertThat(heard.gaps).isEmpty();
    }

    /** The frame of a packet is the one that first completed it, not a later repetition. */
    @Test
    void theFrameOfAPacketIsTheFirstThatCompletedIt() {
        Heard heard = client(talk().open()
                .client(text("ab"))
                .clientAt(2, text("ef"))
                .client(text("cd"))
                .clientAt(-4, text("abcdef")));
        assertThat(heard.text).hasToString("abcdef");
        assertThat(heard.frames).containsExactly(3L, 5L, 5L);
    }

    @Test
    void segmentsOfAnEarlierConnectionAreSeparate() {
        CaptureBuilder builder = talk().open().client(text("one")).reopen().client(text("two"));
        assertThat(says(builder, ByteOrder.LITTLE_ENDIAN)).containsExactly("one", "two");
    }

    /** The first segment of another connection counts only if the other side accepts it or data follows it. */
    @Test
    void straySegmentsThatBeginAConnectionAreIgnored() {
        CaptureBuilder builder = talk().open().client(text("abc"));
        for (int distance : new int[] {-223, 5_000, 0x60000000, 0x80000000}) {
            builder.synchronize(distance);
        }
        assertThat(says(builder.server(text("x")).client(text("def")), ByteOrder.LITTLE_ENDIAN))
                .containsExactly("abcdef", "x");
        assertThat(client(talk().client(text("abc")).synchronize(-223).client(text("def"))))
                .as("in a connection that began before the capture")
                .hasToString("abcdef");
        CaptureBuilder oneWay = talk().open().client(text("one")).synchronize(5_000);
        assertThat(says(oneWay.skipClient(5_000).client(text("two")), ByteOrder.LITTLE_ENDIAN))
                .as("the data that follows is a confirmation")
                .containsExactly("one", "two");
    }

    @Test
    void aCaptureThatBeginsInTheMiddle() {
        CaptureBuilder builder =
                talk().clientAt(-2, text("ab")).client(text("cd")).server(text("x"));
        List<Heard> streams = hear(builder.pcap(ByteOrder.LITTLE_ENDIAN));
        assertThat(streams.get(0).text).hasToString("abcd");
        assertThat(streams)
                .allSatisfy(heard -> assertThat(heard.stream.way()).isEmpty())
                .allSatisfy(heard -> assertThat(heard.stream.start()).isEqualTo(TcpStream.Start.CAPTURE));
    }

    /** The first segments of a stream that began before the capture are put in order, like all others. */
    @Test
    void aCaptureThatBeginsWithReorderedSegments() {
        Heard swapped =
                client(talk().clientAt(2, text("cd")).clientAt(0, text("ab")).clientAt(4, text("ef")));
        assertThat(swapped).hasToString("abcdef");
        assertThat(swapped.frames).containsExactly(2L, 2L, 3L);
        assertThat(client(talk().clientAt(4, text("ef")).clientAt(0, text("ab")).clientAt(2, text("cd"))))
                .hasToString("abcdef");
        assertThat(client(talk().clientAt(2, text("cd"))
                        .clientAt(1, new byte[1])
                        .clientAt(0, text("ab"))
                        .clientAt(4, text("e"))))
                .as("with a keep-alive among them")
                .hasToString("abcde");
        assertThat(client(talk().clientAt(2, text("cd")).acknowledge().client(text("ab"))))
                .as("the other side acknowledges only the bytes before the first one")
                .hasToString("abcd");
        int wrap = 0 - 1_000;
        assertThat(client(talk().clientAt(wrap + 1, text("cd")).clientAt(wrap - 1, text("ab"))))
                .as("the sequence numbers wrap around between the segments")
                .hasToString("abcd");
    }

    @Test
    void theBeginningOfACaptureInTheMiddleDoesNotWaitLong() {
        List<CaptureEvent> acknowledged =
                events(talk().client(text("ab")).acknowledge().server(text("x")).pcap(ByteOrder.LITTLE_ENDIAN));
        assertThat(acknowledged).hasSize(4).element(0).isInstanceOf(CaptureEvent.Data.class);
        CaptureBuilder oneWay = talk();
        IntStream.range(0, 16).forEach(i -> oneWay.client(text("x")));
        byte[] full = oneWay.pcap(ByteOrder.LITTLE_ENDIAN);
        byte[] more = oneWay.client(text("y")).pcap(ByteOrder.LITTLE_ENDIAN);
        AtomicInteger heard = new AtomicInteger();
        List<Integer> whileArriving = new ArrayList<>();
        Iterator<byte[]> parts = Stream.of(full, Arrays.copyOfRange(more, full.length, more.length))
                .peek(part -> whileArriving.add(heard.get()))
                .iterator();
        read(new Parts(parts), event -> heard.incrementAndGet());
        assertThat(whileArriving).containsExactly(0, 16);
    }

    /** Bytes that were sent before the capture began, and are sent again, do not disturb those that follow. */
    @Test
    void bytesFromBeforeTheBeginningAreTold() {
        CaptureBuilder old =
                talk().client(text("ab")).clientAt(-400, text("old")).client(text("cd"));
        assertThat(client(old)).hasToString("ab{3}cd");
        CaptureBuilder late = talk().client(text("ab"))
                .acknowledge()
                .clientAt(-4, text("late"))
                .client(text("cd"));
        assertThat(client(late)).hasToString("ab{2}cd");
        assertThat(client(talk().client(text("ab"))
                        .acknowledge()
                        .clientAt(-3, new byte[1])
                        .client(text("cd"))))
                .as("a late keep-alive")
                .hasToString("abcd");
    }

    @Test
    void theByteOfAKeepAliveIsNotAByteOfTheStream() {
        assertThat(client(talk().keepAlive().client(text("abc"))).text).hasToString("abc");
        assertThat(client(talk().open().keepAlive().client(text("abc")).keepAlive()).text)
                .hasToString("abc");
        Heard lossy = client(talk().open()
                .skipClient(3)
                .acknowledge()
                .keepAlive()
                .client(text("abc"))
                .acknowledge());
        assertThat(lossy).hasToString("[3]abc");
    }

    @Test
    void missingBytesAreReported() {
        assertThat(client(talk().open().client(text("abc")).skipClient(7).client(text("defgh"))))
                .hasToString("abc[7]defgh");
    }

    @Test
    void bytesThatAreMissingBeforeTheEndAreReported() {
        assertThat(client(talk().open().client(text("abc")).skipClient(7).finishClient()))
                .hasToString("abc[7]");
        assertThat(client(talk().open().skipClient(7).finishClient())).hasToString("[7]");
        assertThat(client(talk().open().client(text("abc")).skipClient(7).acknowledge()))
                .hasToString("abc[7]");
        assertThat(client(talk().open().client(text("abc")).finishClient())).hasToString("abc");
    }

    /** Acknowledged bytes are given up while the connection continues, not only at its end. */
    @Test
    void missingBytesAreReportedWhileTheConnectionContinues() {
        CaptureBuilder builder = talk().open().skipClient(7);
        IntStream.range(0, 30).forEach(i -> builder.client(text("x")).acknowledge());
        List<CaptureEvent> events = events(builder.client(text("last")).pcap(ByteOrder.LITTLE_ENDIAN));
        assertThat(events.get(0)).isInstanceOf(CaptureEvent.Gap.class);
        assertThat(((CaptureEvent.Gap) events.get(0)).at().frame()).isEqualTo(3);
        assertThat(client(builder).text).hasToString("x".repeat(30) + "last");
        long parts = events.stream().filter(CaptureEvent.Data.class::isInstance).count();
        assertThat(((CaptureEvent.Data) events.get((int) parts)).at().frame()).isEqualTo(63);
    }

    /** The gap is longer than the greatest distance of a valid segment. */
    @Test
    void aLongGapIsReported() {
        assertThat(client(talk().open()
                        .client(text("abc"))
                        .skipClient(1 << 29)
                        .client(text("def"))
                        .client(text("ghi"))))
                .hasToString("abc[" + (1 << 29) + "]defghi");
        assertThat(client(talk().open()
                        .client(text("abc"))
                        .clientAt(1 << 29, text("stray"))
                        .client(text("def"))))
                .as("a single segment far away is ignored")
                .hasToString("abcdef");
    }

    /** The frame is truncated after 14 bytes of Ethernet, 24 of IP, 24 of TCP and two of data. */
    @Test
    void truncatedBytesAreMissing() {
        CaptureBuilder builder = talk().open().client(text("abc")).snap(64).client(text("defgh"));
        assertThat(hear(builder.pcapng(ByteOrder.LITTLE_ENDIAN)).get(0)).hasToString("abcde[3]");
        assertThat(client(builder)).hasToString("abcde[3]");
    }

    /** The first fragment has 16 bytes of data; the fragments are not put together. */
    @Test
    void theBytesOfLaterFragmentsAreMissing() {
        assertThat(client(
                        talk().open().fragmented(text("0123456789abcdefABCDEF")).client(text("xyz"))))
                .hasToString("0123456789abcdef[6]xyz");
    }

    @Test
    void aFragmentWithoutTheOthersIsAProblem() {
        byte[] file = talk().open().fragmented(text("0123456789abcdefABCDEF")).pcap(ByteOrder.LITTLE_ENDIAN);
        assertThat(problems(Arrays.copyOf(file, file.length - 16 - 14 - 24 - 6)))
                .singleElement()
                .asString()
                .contains("lacks a fragment of the IP packet 7 from 10.0.0.1 to 10.0.0.2");
    }

    /** Only a reset at the next byte ends a stream. The data of a reset does not belong to the stream. */
    @Test
    void straysResetsAreIgnored() {
        CaptureBuilder builder = talk().open().client(text("abc"));
        for (int distance : new int[] {1, -1, 1000, -1000, 0x60000000, 0x80000000, 0x80000001, 0xc0000000}) {
            builder.reset(distance, text("reset")).reset(distance, new byte[0]);
        }
        assertThat(client(builder.client(text("def")))).hasToString("abcdef");
        assertThat(client(talk().open().client(text("abc")).reset(0, text("reset"))))
                .hasToString("abc");
    }

    @ParameterizedTest
    @CsvSource({
        "a1b2c3d4, 4, 2023-11-14T22:13:20.000002Z",
        "a1b23c4d, 4, 2023-11-14T22:13:20.000000002Z",
        "a1b2cd34, 4, 2023-11-14T22:13:20.000002Z",
        "a1b2c3d4, 2, 2023-11-14T22:13:20.000002Z"
    })
    void theVariantsOfPcap(String magic, int minorVersion, String time) {
        CaptureBuilder builder = talk().open().client(text("abc"));
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            byte[] file = builder.pcap(order, Integer.parseUnsignedInt(magic, 16), minorVersion);
            CaptureEvent.Data data = (CaptureEvent.Data) events(file).get(0);
            assertThat(data.bytes().remaining()).isEqualTo(3);
            assertThat(data.at().time()).contains(Instant.parse(time));
        }
    }

    @Test
    void theTimeOfFramesInPcapng() {
        CaptureBuilder builder = talk().open().client(text("abc"));
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            assertThat(((CaptureEvent.Data) events(builder.pcapng(order)).get(0))
                            .at()
                            .time())
                    .contains(Instant.parse("2023-11-14T22:13:20.000002Z"));
        }
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
        assertThat(problems(beginning)).hasSize(length == 24 ? 0 : 1);
    }

    @Test
    void unknownLinkTypesAreReported() {
        byte[] file = talk().open().client(text("abc")).pcap(ByteOrder.LITTLE_ENDIAN);
        file[20] = 105;
        assertThat(hear(file)).isEmpty();
        assertThat(problems(file)).singleElement().asString().contains("105");
    }

    /** The upper half of the field with the link type holds the size of the checksum of each frame. */
    @Test
    void framesWithChecksums() {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            byte[] file = talk().open().client(text("abc")).pcap(order);
            ByteBuffer.wrap(file).order(order).putInt(20, 0x2400_0001);
            assertThat(words(file)).containsExactly("abc");
        }
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
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
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
                assertThat(hear(hostile).stream()
                                .mapToInt(heard -> heard.text.length())
                                .sum())
                        .as("seed %d, round %d", seed, round)
                        .isLessThanOrEqualTo(hostile.length);
            }
        }
    }

    /** Each of many connections waits for a byte. The first ones are given up before the capture ends. */
    @ParameterizedTest
    @CsvSource({"70000, 10", "60000, 1400"})
    void theMemoryForManyConnectionsIsLimited(int connections, int size) throws IOException {
        byte[] one = talk().open().skipClient(1).client(new byte[size]).pcap(ByteOrder.LITTLE_ENDIAN);
        byte[] header = Arrays.copyOf(one, 24);
        int frame = 16 + 14 + 48 + 6;
        Iterator<byte[]> parts = IntStream.range(0, connections)
                .mapToObj(i -> {
                    ByteBuffer part = ByteBuffer.allocate(2 * frame + size)
                            .put(one, 24, frame)
                            .put(one, 24 + 2 * frame, frame + size);
                    for (int at : new int[] {0, frame}) {
                        part.putShort(at + 16 + 14 + 12, (short) (i >>> 8)).put(at + 16 + 14 + 15, (byte) i);
                    }
                    return part.array();
                })
                .iterator();
        InputStream all = new SequenceInputStream(new ByteArrayInputStream(header), new Parts(parts));
        AtomicInteger gaps = new AtomicInteger();
        AtomicInteger early = new AtomicInteger();
        Capture.read(all, OptionalInt.empty(), event -> {
            if (event instanceof CaptureEvent.Gap gap) {
                assertThat(gap.missing()).isEqualTo(1);
                gaps.incrementAndGet();
                early.addAndGet(parts.hasNext() ? 1 : 0);
            }
        });
        assertThat(gaps).hasValue(connections);
        assertThat(early).hasPositiveValue();
    }

    /** An input stream whose parts are created when they are read. */
    private static final class Parts extends InputStream {
        private final Iterator<byte[]> parts;
        private ByteArrayInputStream part = new ByteArrayInputStream(new byte[0]);

        Parts(Iterator<byte[]> parts) {
            this.parts = parts;
        }

        @Override
        public int read() {
            return hasMore() ? part.read() : -1;
        }

        @Override
        public int read(byte[] target, int from, int length) {
            return hasMore() ? part.read(target, from, length) : -1;
        }

        private boolean hasMore() {
            while (part.available() == 0 && parts.hasNext()) {
                part = new ByteArrayInputStream(parts.next());
            }
            return part.available() > 0;
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
        assertThat(problems(file)).isEmpty();
        List<Heard> streams = hear(file);
        assertThat(streams).allSatisfy(heard -> assertThat(heard.gaps).isEmpty());
        return streams.stream().map(heard -> heard.text.toString()).toList();
    }

    private static Heard client(CaptureBuilder builder) {
        return hear(builder.pcap(ByteOrder.LITTLE_ENDIAN)).get(0);
    }

    /** The events of a stream. The string has the sizes of gaps in brackets and the sizes of early bytes in braces. */
    private static final class Heard {
        private final TcpStream stream;
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder all = new StringBuilder();
        private final List<Long> frames = new ArrayList<>();
        private final List<Long> gaps = new ArrayList<>();

        Heard(TcpStream stream) {
            this.stream = stream;
        }

        void add(CaptureEvent event) {
            if (event instanceof CaptureEvent.Data data) {
                String words = StandardCharsets.US_ASCII.decode(data.bytes()).toString();
                text.append(words);
                all.append(words);
                frames.add(data.at().frame());
            } else if (event instanceof CaptureEvent.Gap gap) {
                gaps.add(gap.missing());
                all.append('[').append(gap.missing()).append(']');
            } else if (event instanceof CaptureEvent.Early early) {
                all.append('{').append(early.size()).append('}');
            }
        }

        @Override
        public String toString() {
            return all.toString();
        }
    }

    private static List<Heard> hear(byte[] file) {
        Map<TcpStream, Heard> streams = new LinkedHashMap<>();
        for (CaptureEvent event : events(file)) {
            Optional<TcpStream> stream = stream(event);
            stream.ifPresent(it -> streams.computeIfAbsent(it, Heard::new).add(event));
        }
        return List.copyOf(streams.values());
    }

    private static Optional<TcpStream> stream(CaptureEvent event) {
        if (event instanceof CaptureEvent.Data data) {
            return Optional.of(data.stream());
        }
        if (event instanceof CaptureEvent.Early early) {
            return Optional.of(early.stream());
        }
        return event instanceof CaptureEvent.Gap gap ? Optional.of(gap.stream()) : Optional.empty();
    }

    private static List<String> problems(byte[] file) {
        return events(file).stream()
                .filter(CaptureEvent.Problem.class::isInstance)
                .map(event -> ((CaptureEvent.Problem) event).text())
                .toList();
    }

    private static List<CaptureEvent> events(byte[] file) {
        List<CaptureEvent> events = new ArrayList<>();
        read(new ByteArrayInputStream(file), events::add);
        return events;
    }

    private static void read(InputStream in, Consumer<CaptureEvent> events) {
        try {
            Capture.read(in, OptionalInt.empty(), events);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
