package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.GeneratorOptions;
import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.compiled.harness.HostileBytes;
import dev.packetwright.generator.compiled.harness.Values;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.pdl.PdlInput;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.TargetOptions;
import dev.packetwright.generator.target.java.JavaOptions;
import dev.packetwright.generator.target.java.JavaTarget;
import dev.packetwright.runtime.packet.Bytes;
import dev.packetwright.runtime.packet.MalformedPacketException;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.ScalarList;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests generated code for the parts of the language that the course's grammar does not have. */
class LanguageTest {
    private static final HexFormat HEX = HexFormat.of();

    private static CompiledProtocol packet(String members) {
        return protocol("<packet name='P'>" + members + "</packet>");
    }

    private static CompiledProtocol protocol(String inner) {
        return CompiledProtocol.of("<PDL version='3'>" + inner + "</PDL>");
    }

    private static Packet of(CompiledProtocol protocol, Object... values) {
        return (Packet) Values.construct(protocol.type("P"), List.of(values));
    }

    private static Packet read(CompiledProtocol protocol, String body) {
        PacketType type = protocol.packet("P");
        byte[] bytes = HEX.parseHex("0000" + "0100" + body);
        return protocol.read(type, HostileBytes.withSize(bytes));
    }

    private static String body(Packet packet) {
        return HEX.formatHex(packet.toBytes()).substring(8);
    }

    /** A value outside the bounds can neither be created nor received. */
    @ParameterizedTest
    @CsvSource({
        "<byte name='x' min='1' max='99'/>, 1, 01, 0, 00",
        "<byte name='x' min='1' max='99'/>, 99, 63, 100, 64",
        "<int name='x' max='-1'/>, -1, ffffffff, 0, 00000000",
        "<ushort name='x' min='0xff00'/>, 65280, 00ff, 65279, fffe"
    })
    void numbersKeepTheirBounds(String member, int allowed, String allowedHex, int refused, String refusedHex) {
        CompiledProtocol protocol = packet(member);
        assertThat(body(of(protocol, allowed))).isEqualTo(allowedHex);
        assertThat(read(protocol, allowedHex)).isEqualTo(of(protocol, allowed));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(protocol, refused))
                .withMessageContaining("P.x");
        assertThatThrownBy(() -> read(protocol, refusedHex))
                .isInstanceOfSatisfying(MalformedPacketException.class, malformed -> {
                    assertThat(malformed.member()).isEqualTo("x");
                    assertThat(malformed.offset()).isEqualTo(4);
                });
    }

    @Test
    void unsignedLongsAreBoundedWithoutASign() {
        CompiledProtocol protocol = packet("<ulong name='x' min='9223372036854775808'/>");
        assertThat(read(protocol, "0000000000000080")).isEqualTo(of(protocol, Long.MIN_VALUE));
        assertThatIllegalArgumentException().isThrownBy(() -> of(protocol, Long.MAX_VALUE));
        assertThatThrownBy(() -> read(protocol, "ffffffffffffff7f")).isInstanceOf(MalformedPacketException.class);
    }

    @Test
    void aBoundedFloatExcludesNan() {
        CompiledProtocol protocol = packet("<float name='x' min='0' max='1'/>");
        assertThat(read(protocol, "0000803f")).isEqualTo(of(protocol, 1.0f));
        assertThatIllegalArgumentException().isThrownBy(() -> of(protocol, Float.NaN));
        assertThatThrownBy(() -> read(protocol, "0000c07f")).isInstanceOf(MalformedPacketException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "<string name='x' maxLength='2'/>, 040061006200, 0600610062006300, UTF-16 units",
        "<string name='x' maxLength='2' encoding='utf-8'/>, 0600ed959cea b8 80, 0300616263, UTF-16 units",
        "<bytes name='x' maxLength='2'/>, 02000102, 0300010203, bytes",
        "<list name='x' maxLength='2' type='byte'/>, 02000102, 0300010203, elements",
        "<list name='x' maxLength='2'><bool name='y'/></list>, 02000101, 0300010101, elements"
    })
    void lengthsKeepTheirBounds(String member, String allowed, String refused, String unit) {
        CompiledProtocol protocol = packet(member);
        String hex = allowed.replace(" ", "");
        assertThat(body(read(protocol, hex))).isEqualTo(hex);
        assertThatThrownBy(() -> read(protocol, refused))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessageContaining("has 3 " + unit + "; the most is 2");
    }

    @Test
    void valuesThatAreTooLongAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(packet("<string name='x' maxLength='2'/>"), "abc"))
                .withMessage("P.x has 3 UTF-16 units; the most is 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(packet("<bytes name='x' maxLength='0'/>"), Bytes.of(new byte[1])))
                .withMessage("P.x has 1 byte; the most is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(packet("<list name='x' maxLength='2' type='string'/>"), List.of("", "", "")))
                .withMessage("P.x has 3 elements; the most is 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(packet("<list name='x' type='sbyte'/>"), ScalarList.of(1, 128)))
                .withMessageContaining("P.x");
    }

    @Test
    void anUnknownNumberIsMalformedUnlessTheEnumHasAnUnknownValue() {
        String values = "<value name='A' value='1'/><value name='B' value='200'/></enum>";
        CompiledProtocol strict =
                protocol("<enum name='E' type='byte'>" + values + "<packet name='P'><E name='e'/></packet>");
        assertThat(read(strict, "c8")).hasToString("P[e=B]");
        assertThatThrownBy(() -> read(strict, "02"))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessageContaining("unknown value 2");
        CompiledProtocol lenient = protocol(
                "<enum name='E' type='byte' unknown='A'>" + values + "<packet name='P'><E name='e'/></packet>");
        assertThat(read(lenient, "02")).hasToString("P[e=A]");
    }

    @Test
    void optionalMembersHaveAPresenceByte() {
        CompiledProtocol protocol = packet("<int name='x' optional='true'/><string name='y' optional='true'/>");
        Packet neither = of(protocol, Optional.empty(), Optional.empty());
        assertThat(body(neither)).isEqualTo("0000");
        assertThat(read(protocol, "0000")).isEqualTo(neither);
        Packet both = of(protocol, Optional.of(7), Optional.of("a"));
        assertThat(body(both)).isEqualTo("0107000000" + "0102006100");
        assertThat(read(protocol, body(both))).isEqualTo(both);
        assertThatNullPointerException()
                .isThrownBy(() -> Values.construct(protocol.type("P"), Arrays.asList(null, Optional.empty())))
                .withMessageContaining("P.x");
    }

    @Test
    void anOptionalMemberIsSetWithoutAnOptional() throws ReflectiveOperationException {
        String pdl = "<PDL><packet name='P'><int name='guild' optional='true'/><string name='title' optional='true'/>"
                + "<list name='friend' optional='true'><sbyte name='rank' optional='true'/></list></packet></PDL>";
        for (int buildersFrom : List.of(1, 99)) {
            CompiledProtocol protocol = CompiledProtocol.of(
                    CompiledProtocol.generate(pdl, JavaOptions.DEFAULT.withBuildersFrom(buildersFrom)));
            Packet nothing = of(protocol, Optional.empty(), Optional.empty(), Optional.empty());
            Object guild = protocol.type("P").getMethod("guild", int.class).invoke(nothing, 7);
            Object both = protocol.type("P").getMethod("title", String.class).invoke(guild, "Ace");
            assertThat(nothing).hasToString("P[guild=Optional.empty, title=Optional.empty, friends=Optional.empty]");
            assertThat(both).hasToString("P[guild=Optional[7], title=Optional[Ace], friends=Optional.empty]");
            assertThat(protocol.type("P$Friend").getMethod("rank", byte.class)).isNotNull();
            assertThat(protocol.type("P").getMethod("friends", List.class)).isNotNull();
        }
    }

    @Test
    void aBuilderSetsAnOptionalMemberWithOrWithoutAnOptional() throws ReflectiveOperationException {
        String pdl = "<PDL><packet name='P'><int name='guild' optional='true'/></packet></PDL>";
        CompiledProtocol protocol =
                CompiledProtocol.of(CompiledProtocol.generate(pdl, JavaOptions.DEFAULT.withBuildersFrom(1)));
        Object builder = protocol.type("P").getMethod("builder").invoke(null);
        builder.getClass().getMethod("guild", int.class).invoke(builder, 7);
        assertThat(builder.getClass().getMethod("build").invoke(builder)).hasToString("P[guild=Optional[7]]");
        builder.getClass().getMethod("guild", Optional.class).invoke(builder, Optional.empty());
        assertThat(builder.getClass().getMethod("build").invoke(builder)).hasToString("P[guild=Optional.empty]");
    }

    /** Generated code does not repeat the checks that the wire format or the Java type already makes. */
    @Test
    void nothingIsCheckedThatCannotFail() {
        String members =
                "<int name='a' optional='true'/><E name='b' optional='true'/><bytes name='c' maxLength='65535'/>"
                        + "<int name='d' min='-2147483648' max='2147483647'/><byte name='e' min='0' max='255'/>"
                        + "<bytes name='f' optional='true'/>";
        String pdl = "<PDL><enum name='E'><value name='A'/></enum><packet name='P'>" + members + "</packet></PDL>";
        String source = CompiledProtocol.generate(pdl).files().stream()
                .filter(file -> file.path().endsWith("/P.java"))
                .map(GeneratedFile::content)
                .findFirst()
                .orElseThrow();
        assertThat(source)
                .contains("requireByte(e, \"P.e\")", "size += 4;", "readBytes(\"P.c\")", "requireMaxBytes(c, 65535")
                .doesNotContain("present -> PacketMembers.requirePresent", "Range(", "PacketSize.add(size");
    }

    @Test
    void structsAreWrittenAsTheirMembers() {
        CompiledProtocol protocol = protocol("<struct name='V'><short name='x'/><short name='y'/></struct>"
                + "<packet name='P'><V name='at'/><list name='path' type='V'/></packet>");
        assertThat(read(protocol, "01000200" + "0100" + "03000400"))
                .hasToString("P[at=V[x=1, y=2], paths=[V[x=3, y=4]]]");
    }

    /** The result of {@code toString} has no long lists and no redacted values. */
    @Test
    void toStringShortensListsAndHidesRedactedValues() {
        CompiledProtocol protocol = packet(
                "<string name='password' redacted='true'/><list name='n' type='int'/><list name='s' type='string'/>");
        List<String> many = IntStream.range(0, 500).mapToObj(String::valueOf).toList();
        ScalarList<int[]> numbers = ScalarList.of(IntStream.range(0, 500).toArray());
        assertThat(of(protocol, "secret", numbers, many))
                .hasToString("P[ns=[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, … (of 500)]"
                        + ", s=[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, … (of 500)]]");
    }

    @Test
    void recordsWithManyMembersHaveBuilders() throws ReflectiveOperationException {
        CompiledProtocol protocol = packet("<int name='a'/><int name='b'/><string name='c'/><list name='d' type='int'/>"
                + "<int name='e' optional='true'/><byte name='f' min='5'/>");
        Class<?> type = protocol.type("P");
        Object builder = type.getMethod("builder").invoke(null);
        Object built = builder.getClass().getMethod("build").invoke(builder);
        assertThat(built).hasToString("P[a=0, b=0, c=, ds=[], e=Optional.empty, f=5]");
        builder.getClass().getMethod("c", String.class).invoke(builder, "x");
        Object changed = builder.getClass().getMethod("build").invoke(builder);
        Object copy = type.getMethod("toBuilder").invoke(changed);
        assertThat(copy.getClass().getMethod("build").invoke(copy))
                .isEqualTo(changed)
                .hasToString("P[a=0, b=0, c=x, ds=[], e=Optional.empty, f=5]");
    }

    @Test
    void buildersExistFromTheGivenNumberOfMembers() {
        String pdl = "<PDL><packet name='P'><int name='a'/><int name='b'/></packet>"
                + "<packet name='Q'><int name='a'/></packet></PDL>";
        Generation generation = Generator.generate(
                Sources.of(new PdlInput("a.xml", pdl.getBytes(StandardCharsets.UTF_8))),
                GeneratorOptions.of(new JavaTarget(JavaOptions.DEFAULT.withBuildersFrom(2)), TargetOptions.DEFAULT));
        CompiledProtocol protocol = CompiledProtocol.of(generation);
        assertThat(hasBuilder(protocol.type("P"))).isTrue();
        assertThat(hasBuilder(protocol.type("Q"))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> JavaOptions.DEFAULT.withBuildersFrom(0));
    }

    private static boolean hasBuilder(Class<?> record) {
        return Arrays.stream(record.getMethods())
                .anyMatch(method -> method.getName().equals("builder"));
    }

    /** Long lists are shortened in packets that were created and in packets that were received. */
    @Test
    void toStringShortensLongLists() {
        CompiledProtocol protocol = packet("<list name='s' type='string'/><list name='nothing'></list>");
        List<String> many = IntStream.range(0, 500).mapToObj(String::valueOf).toList();
        String shown = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, … (of 500)]";
        assertThat(of(protocol, many, List.of())).hasToString("P[s=" + shown + ", nothings=[]]");
        String read = read(protocol, "f401" + "0000".repeat(500) + "f401").toString();
        assertThat(read)
                .contains("s=[, , , , , , , , , , … (of 500)]")
                .contains("nothings=[")
                .contains("… (of 500)]]");
    }

    @Test
    void idsAreTakenFromThePdl() {
        CompiledProtocol protocol = CompiledProtocol.of("<PDL firstId='1001'><packet name='A'></packet>"
                + "<packet name='B' id='7'></packet><packet name='C'></packet></PDL>");
        assertThat(protocol.model().packets())
                .extracting(packet -> packet.name().pdl() + " " + packet.id())
                .containsExactly("B 7", "C 8", "A 1001");
    }

    /** The message of the compiler names the required version of the runtime. */
    @Test
    void anOlderRuntimeIsACompileErrorThatNamesTheArtifact() {
        Generation generation = CompiledProtocol.generate("<PDL><packet name='P'></packet></PDL>");
        List<GeneratedFile> fromTheFuture = generation.files().stream()
                .map(file -> new GeneratedFile(
                        file.path(), file.content().replace("RUNTIME_0_1_", "RUNTIME_99_9_"), file.marker()))
                .toList();
        assertThatThrownBy(() -> CompiledProtocol.of(new Generation(
                        generation.diagnostics(),
                        List.of(fromTheFuture),
                        generation.lock(),
                        generation.protocol(),
                        generation.filesRead(),
                        generation.inputs())))
                .hasMessageContaining("PACKETWRIGHT_RUNTIME_99_9_OR_NEWER");
        assertThat(fromTheFuture)
                .filteredOn(file -> file.path().endsWith("/Protocol.java"))
                .singleElement()
                .satisfies(file -> assertThat(file.content()).contains("raise dev.packetwright:packetwright-runtime"));
    }
}
