package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.GeneratorOptions;
import dev.packetwright.generator.compiled.harness.AttackTexts;
import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.compiled.random.RandomPackets;
import dev.packetwright.generator.compiled.random.SeededTests;
import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.pdl.PdlInput;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.java.JavaOptions;
import dev.packetwright.generator.target.java.SourceEncoding;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Text from a PDL and file names can only become comments. The test compares the compiled classes and their members
 * with those of the same PDL without the text.
 */
class InjectionTest {
    /** A text that is on its own may do what it cannot do among the others; those are in the profile full. */
    @Test
    void allTextsTogetherStayComments() {
        commentsStayComments(AttackTexts.all().collect(Collectors.joining(" ")));
    }

    /** Compiles with all checks of doclint, like careful projects. Missing comments are the choice of the author. */
    @Tag("full")
    @ParameterizedTest
    @MethodSource("dev.packetwright.generator.compiled.harness.AttackTexts#all")
    void commentsStayComments(String text) {
        List<SourceEncoding> all = List.of(SourceEncoding.values());
        for (SourceEncoding encoding : all.subList(0, SeededTests.SHARE == 1 ? all.size() : 1)) {
            Generation generation =
                    CompiledProtocol.generate(commented(text), JavaOptions.DEFAULT.withEncoding(encoding));
            assertSameAsWithout(CompiledProtocol.of(generation, CompiledProtocol.DOCLINT));
            assertNothingHidden(generation);
        }
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("dev.packetwright.generator.compiled.harness.AttackTexts#all")
    void fileNamesStayComments(String text) {
        PdlInput input = new PdlInput(text + ".xml", commented("").getBytes(StandardCharsets.UTF_8));
        Generation generation =
                Generator.generate(Sources.of(input), GeneratorOptions.DEFAULT.withNamespace("generated.code"));
        assertSameAsWithout(CompiledProtocol.of(generation, CompiledProtocol.DOCLINT));
        assertThat(generation.files())
                .allSatisfy(file -> assertThat(
                                file.content().lines().skip(1).findFirst().orElseThrow())
                        .isEqualTo("package generated.code;"));
        assertNothingHidden(generation);
    }

    /** Random combinations of fragments with a meaning. */
    @TestFactory
    Stream<DynamicTest> randomComments() {
        List<String> pieces = List.of(
                "*", "/", "\\", "u002a", "u002f", "u005c", "u000a", "u", "0", "@", "{", "}", "<", ">", "&", ";", "#42",
                "\n", "\r", " ", "\u2028", "\u0085", "p", "$", "-", "code ", "link ", "x", ".", "\"", "!", "\t");
        return SeededTests.tests(15, random -> {
            String text = random(pieces, random).replace("--", "- -");
            assertSameAsWithout(CompiledProtocol.of(
                    CompiledProtocol.generate(commented(text.endsWith("-") ? text + " " : text)),
                    CompiledProtocol.DOCLINT));
        });
    }

    private static String random(List<String> pieces, Random random) {
        return Stream.generate(() -> pieces.get(random.nextInt(pieces.size())))
                .limit(60)
                .collect(Collectors.joining());
    }

    /** Invalid names are refused; valid names only become names in the generated code. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "..",
                ".",
                "a/b",
                "a\\b",
                "a.b",
                "$",
                "a$b",
                "A$1",
                "a b",
                " a",
                "a ",
                "\\u0041",
                "a\\u0020b",
                "a;b",
                "a{}",
                "a&#10;b",
                "a&#x2028;b",
                "a\u2028b",
                "a\u200bb",
                "a\u200db",
                "a\ufeffb",
                "\u202ea",
                "a\u00adb",
                "a\u0000b",
                "a\u0085b",
                "a\u0301\u200c",
                "1a",
                "-",
                "a-b",
                "€",
                "a€",
                "‿",
                "a‿b",
                "＄",
                "",
                "*/",
                "a\"b",
                "a&quot;b",
                "con.java",
                "/etc/passwd",
                "~",
                "%2e%2e",
                "\udb40\udd00a",
                "a\ud83d\ude00",
                "²",
                "a²"
            })
    void invalidNamesAreRefused(String name) {
        for (String pdl : List.of(
                "<PDL><packet name='" + name.replace("'", "") + "'></packet></PDL>",
                "<PDL><packet name='P'><list name='" + name + "'><int name='x'/></list></packet></PDL>",
                "<PDL><packet name='P'><int name='" + name + "'/></packet></PDL>")) {
            Generation generation = CompiledProtocol.generate(pdl);
            assertThat(generation.hasErrors()).as(pdl).isTrue();
            assertThat(generation.diagnostics())
                    .extracting(Diagnostic::code)
                    .containsAnyOf(DiagnosticCode.INVALID_NAME, DiagnosticCode.MALFORMED_XML);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../evil",
                "a..b",
                ".a",
                "a.",
                "a/b",
                "a\\b",
                "a.b/../../c",
                "a b",
                "a$b",
                "\\u0061",
                "a.class",
                "a._",
                "",
                " ",
                "a;b",
                "a.1b",
                "java",
                "java.lang",
                "java.util.evil",
                "a\u2028",
                "a\u200b",
                "a&#10;b",
                "a. b",
                "a-b",
                "C:\\x"
            })
    void invalidPackagesAreRefused(String name) {
        Generation generation = Generator.generate(Sources.of(new PdlInput(
                "a.xml",
                ("<PDL package='" + name + "'><packet name='A'></packet></PDL>").getBytes(StandardCharsets.UTF_8))));
        assertThat(generation.files()).isEmpty();
        assertThat(generation.diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(DiagnosticCode.INVALID_PACKAGE);
    }

    /** Every path is a file directly in the folder of the package. */
    @ParameterizedTest
    @ValueSource(strings = {"패킷", "_", "a1", "ÀÉ", "PacketId", "CON"})
    void pathsStayInThePackage(String name) {
        Generation generation = CompiledProtocol.generate("<PDL><packet name='" + name + "'></packet></PDL>");
        assertThat(generation.files())
                .extracting(GeneratedFile::path)
                .allMatch(path -> path.matches("generated/code/[^/\\\\]+\\.java"))
                .doesNotHaveDuplicates();
    }

    private static String commented(String text) {
        String comment = text.isEmpty() ? "" : "\n<!-- " + text.replace("--", "- -") + " -->\n";
        return "<PDL>" + comment + "<packet name='C_Chat'>" + comment + "<string name='chat'/>" + comment
                + "<list name='item'>" + comment + "<byte name='b'/>" + comment + "<ulong name='u'/></list></packet>"
                + comment + "<packet name='S_Chat'>" + comment + "<list name='empty'></list></packet></PDL>";
    }

    private static void assertSameAsWithout(CompiledProtocol protocol) {
        CompiledProtocol plain = CompiledProtocol.of(commented(""));
        assertThat(protocol.classNames()).isEqualTo(plain.classNames());
        for (String name : plain.classNames()) {
            String inPackage = name.substring("generated.code.".length());
            assertThat(shape(protocol.type(inPackage))).isEqualTo(shape(plain.type(inPackage)));
        }
        RandomPackets.assertEveryPacketArrives(protocol);
    }

    /** Returns all declarations of a class. */
    private static Set<String> shape(Class<?> type) {
        Stream<Member> members = Stream.of(
                        Arrays.stream(type.getDeclaredFields()),
                        Arrays.stream(type.getDeclaredMethods()),
                        Arrays.stream(type.getDeclaredConstructors()))
                .flatMap(each -> each);
        Set<String> shape = members.map(InjectionTest::signature).collect(Collectors.toCollection(TreeSet::new));
        Arrays.stream(type.getDeclaredAnnotations()).forEach(annotation -> shape.add(annotation.toString()));
        if (type.isRecord()) {
            shape.add(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::toString)
                    .collect(Collectors.joining(", ")));
        }
        return shape;
    }

    private static String signature(Member member) {
        return member instanceof Method method
                ? method.toGenericString()
                : member instanceof Field field ? field.toGenericString() : member.toString();
    }

    /** Checks that the source has no characters that make it look different to a reader than to the compiler. */
    private static void assertNothingHidden(Generation generation) {
        for (GeneratedFile file : generation.files()) {
            assertThat(file.content().replace("\n", "").codePoints())
                    .as(file.path())
                    .noneMatch(c -> switch (Character.getType(c)) {
                        case Character.CONTROL,
                                Character.FORMAT,
                                Character.LINE_SEPARATOR,
                                Character.PARAGRAPH_SEPARATOR,
                                Character.SURROGATE -> true;
                        default -> false;
                    });
        }
    }
}
