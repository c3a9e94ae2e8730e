package dev.packetwright.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.Direction;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.pdl.PdlInput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that PDL files of the course have the same meaning as in the course. */
class CourseGrammarTest {
    private static final String LECTURE = """
            <?xml version="1.0" encoding="utf-8" ?>
            <PDL>
            \t<packet name="C_Chat">
            \t\t<string name="chat"/>
            \t</packet>
            \t<packet name="S_Chat">
            \t\t<int name="playerId"/>
            \t\t<string name="chat"/>
            \t</packet>
            \t<packet name="S_PlayerList">
            \t\t<list name="player">
            \t\t\t<bool name="isSelf"/>
            \t\t\t<float name="posX"/>
            \t\t\t<list name="skill"><ushort name="id"/></list>
            \t\t</list>
            \t</packet>
            </PDL>
            """;

    private static final List<String> MEANING = List.of(
            "1 C_Chat CLIENT_TO_SERVER {string chat}",
            "2 S_Chat SERVER_TO_CLIENT {int playerId, string chat}",
            "3 S_PlayerList SERVER_TO_CLIENT {list player{bool isSelf, float posX, list skill{ushort id}}}");

    @Test
    void theFileOfTheLecture() {
        assertThat(meaning(LECTURE)).isEqualTo(MEANING);
    }

    @Test
    void elementNamesInAnyCase() {
        assertThat(meaning(LECTURE.replace("packet", "Packet")
                        .replace("string", "String")
                        .replace("PDL", "Pdl")
                        .replace("<int", "<INT")
                        .replace("list", "List")
                        .replace("bool", "bOOl")))
                .isEqualTo(MEANING);
    }

    @Test
    void byteOrderMarksAndLineEnds() {
        for (String lineEnd : List.of("\n", "\r\n", "\r")) {
            assertThat(meaning(LECTURE.replace("\n", lineEnd))).isEqualTo(MEANING);
            assertThat(meaning("\ufeff" + LECTURE.replace("\n", lineEnd))).isEqualTo(MEANING);
        }
    }

    @Test
    void spacesWhereXmlAllowsThem() {
        assertThat(meaning(LECTURE.replace("name=", "name =").replace("/>", "\n/>")))
                .isEqualTo(MEANING);
        assertThat(meaning(LECTURE.replace("name=", "\n name\t= ").replace("\">", "\" >")))
                .isEqualTo(MEANING);
        assertThat(meaning(LECTURE.replace('"', '\''))).isEqualTo(MEANING);
    }

    @Test
    void membersWithAnEndTag() {
        assertThat(meaning(LECTURE.replaceAll("<(\\w+) (name=\"\\w+\")/>", "<$1 $2></$1>")))
                .isEqualTo(MEANING);
        assertThat(meaning(LECTURE.replaceAll("<(\\w+) (name=\"\\w+\")/>", "<$1 $2>\n </$1>")))
                .isEqualTo(MEANING);
    }

    @Test
    void commentsAnywhere() {
        String comment = "<!-- <packet name='X'/> & \"'--> ".replace("'--> ", "' -->");
        assertThat(meaning(LECTURE.replace("<packet", comment + "<packet")
                        .replace("</packet>", comment + "</packet>" + comment)
                        .replace("<string", comment + "\n" + comment + "<string")
                        .replace("<PDL>", comment + "<PDL>" + comment)
                        .replace("</PDL>", "</PDL>" + comment)))
                .isEqualTo(MEANING);
    }

    @Test
    void processingInstructionsAreIgnored() {
        assertThat(meaning(LECTURE.replace("<packet", "<?x <packet name='X'/> ?><packet")))
                .isEqualTo(MEANING);
    }

    @Test
    void allTypes() {
        assertThat(meaning("""
                        <PDL><packet name="Types">
                          <bool name="a"/><byte name="b"/><sbyte name="c"/><short name="d"/><ushort name="e"/>
                          <int name="f"/><uint name="g"/><long name="h"/><ulong name="i"/><float name="j"/>
                          <double name="k"/><string name="l"/>
                        </packet></PDL>
                        """))
                .containsExactly(
                        "1 Types BOTH {bool a, byte b, sbyte c, short d, ushort e, int f, uint g, long h, ulong i,"
                                + " float j, double k, string l}");
    }

    /** Packets of both directions, and of several files, are numbered together. */
    @Test
    void idsCountPacketsInDocumentOrder() {
        Generation generation = Generator.generate(Sources.of(
                input("b.xml", "<PDL><packet name='S_A'></packet><packet name='C_B'></packet></PDL>"),
                input("a.xml", "<PDL><packet name='A_C'></packet></PDL>")));
        assertThat(generation.protocol().packets())
                .extracting(packet -> packet.id() + " " + packet.name().pdl())
                .containsExactly("1 S_A", "2 C_B", "3 A_C");
    }

    @Test
    void thePackageOfTheFileAppliesUnlessTheCallerGivesOne() {
        String pdl = "<PDL package='com.example.chat'><packet name='A'></packet></PDL>";
        assertThat(Generator.generate(Sources.of(input("a.xml", pdl))).files())
                .allMatch(file -> file.path().startsWith("com/example/chat/")
                        && file.content().contains("\npackage com.example.chat;\n"));
        assertThat(Generator.generate(
                                Sources.of(input("a.xml", pdl)), GeneratorOptions.DEFAULT.withNamespace("org.other"))
                        .files())
                .allMatch(file ->
                        file.path().startsWith("org/other/") && file.content().contains("\npackage org.other;\n"));
    }

    /**
     * Self-closing packets and lists are simply empty. The generator of the course loses the element after them, so one
     * warning is reported for each file.
     */
    @Test
    void selfClosingElementsAreEmptyAndGiveOneWarningPerFile() {
        String pdl =
                "<PDL><packet name='A'/><packet name='B'/><packet name='C'><list name='l'/><int name='x'/></packet></PDL>";
        Generation generation =
                Generator.generate(Sources.of(input("a.xml", pdl), input("b.xml", pdl.replace("name='", "name='x"))));
        assertThat(generation.hasErrors()).isFalse();
        assertThat(generation.diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(DiagnosticCode.IDS_DIFFER_FROM_COURSE, DiagnosticCode.IDS_DIFFER_FROM_COURSE);
        assertThat(meaning(generation))
                .startsWith("1 A BOTH {}", "2 B BOTH {}", "3 C BOTH {list l{}, int x}", "4 xA BOTH {}");
    }

    /** These files cause no warning, because no element follows the self-closing element. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<PDL><packet name='A'></packet><packet name='B'/></PDL>",
                "<PDL><packet name='A'></packet></PDL>",
                "<PDL><packet name='A'><list name='l'/></packet></PDL>"
            })
    void theLastElementCanCloseItself(String pdl) {
        assertThat(Generator.generate(Sources.of(input("a.xml", pdl))).diagnostics())
                .isEmpty();
    }

    @Test
    void textBetweenPacketsIsAWarning() {
        Generation generation = Generator.generate(Sources.of(
                input("a.xml", LECTURE.replace("\t<packet", "// text <packet".replace("<packet", "\n<packet")))));
        assertThat(generation.diagnostics())
                .isNotEmpty()
                .extracting(Diagnostic::code)
                .containsOnly(DiagnosticCode.TEXT_BETWEEN_PACKETS);
        assertThat(meaning(generation)).isEqualTo(MEANING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "&#65;", "<![CDATA[text]]>", "<![CDATA[]]>"})
    void textAmongMembersIsAnError(String text) {
        Generation generation = Generator.generate(
                Sources.of(input("a.xml", "<PDL><packet name='A'>" + text + "<int name='x'/></packet></PDL>")));
        assertThat(generation.diagnostics()).extracting(Diagnostic::code).containsExactly(DiagnosticCode.STRAY_TEXT);
    }

    /**
     * The comment directly before an element documents it. A comment at the end of another element's line belongs to
     * that element.
     */
    @Test
    void theCommentBeforeIsTheDocumentation() {
        Generation generation = Generator.generate(Sources.of(input("a.xml", """
                        <PDL>
                          <!-- License. -->

                          <!-- About A. -->
                          <packet name="A"> <!-- at the end of A's line -->
                            <int name="x"/> <!-- of x -->
                            <int name="y"/>
                            <!-- of z -->
                            <int name="z"/>
                          </packet>
                        </PDL>
                        """)));
        PacketType a = generation.protocol().packets().get(0);
        assertThat(a.doc().orElse("").strip()).isEqualTo("About A.");
        assertThat(a.body().members())
                .extracting(member ->
                        member.name().pdl() + ": " + member.doc().orElse("-").strip())
                .containsExactly("x: -", "y: -", "z: of z");
    }

    /** A ruler, or an element that is commented out, does not document the next element. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                " ~~~~~~~~ ",
                " ====== ",
                "",
                " ★ ",
                "<float name='dir'/>\n    <float name='distance'/>",
                " <packet name='Old'> ",
                "</packet>",
                "<float name='dir'"
            })
    void commentsWithoutProseAreNoDocumentation(String comment) {
        String pdl = "<PDL>\n<!--" + comment + "-->\n<packet name='A'>\n<!--" + comment
                + "-->\n<int name='x'/>\n</packet>\n</PDL>";
        PacketType a = Generator.generate(Sources.of(input("a.xml", pdl)))
                .protocol()
                .packets()
                .get(0);
        assertThat(a.doc()).isEmpty();
        assertThat(a.body().members().get(0).doc()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" 1 ", "이동", " was <int name='x'/> before ", " a < b ", "x <"})
    void commentsWithProseAreDocumentation(String comment) {
        String pdl = "<PDL>\n<!--" + comment + "-->\n<packet name='A'></packet>\n</PDL>";
        assertThat(Generator.generate(Sources.of(input("a.xml", pdl)))
                        .protocol()
                        .packets()
                        .get(0)
                        .doc())
                .contains(comment);
    }

    /** Packets that go both ways are noted only where other names have a known prefix. */
    @Test
    void packetsWithoutAPrefixAreNotedBesideThoseWithOne() {
        String pdl = "<PDL><packet name='Login'></packet><packet name='S_Login'></packet>"
                + "<packet name='Chat' from='both'></packet><packet name='L_List'></packet></PDL>";
        Generation mixed = Generator.generate(Sources.of(input("a.xml", pdl)));
        assertThat(mixed.diagnostics())
                .extracting(diagnostic -> diagnostic.severity().label() + " " + diagnostic.message())
                .containsExactly(
                        "note 'Login' goes both ways, because its name has no known prefix",
                        "note 'L_List' goes both ways, because its name has no known prefix");
        assertThat(mixed.hasWarnings()).isFalse();
        assertThat(mixed.files()).isNotEmpty();
        assertThat(Generator.generate(Sources.of(input("a.xml", pdl.replace("S_Login", "Welcome"))))
                        .diagnostics())
                .isEmpty();
    }

    @Test
    void attributeNamesAreExact() {
        Generation generation = Generator.generate(Sources.of(input("a.xml", "<PDL><packet Name='A'></packet></PDL>")));
        assertThat(generation.diagnostics())
                .extracting(Diagnostic::code)
                .containsExactlyInAnyOrder(DiagnosticCode.MISSING_NAME, DiagnosticCode.UNKNOWN_ATTRIBUTE);
    }

    /** Unknown elements and attributes are refused, not skipped. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<PDL><packet name='A' id='x'/></PDL>",
                "<PDL firstId='-1'><packet name='A'/></PDL>",
                "<PDL version='0'><packet name='A'/></PDL>",
                "<PDL><import file='../b.xml'/></PDL>",
                "<PDL><enum name='E' type='float'/></PDL>",
                "<PDL><struct/></PDL>",
                "<PDL><packet name='A'><list name='b' type='list'/></packet></PDL>",
                "<PDL><packet name='A'><int name='x' optional='yes'/></packet></PDL>",
                "<PDL><packet name='A'><string name='x' encoding='ascii'/></packet></PDL>",
                "<PDL><packet name='A'><int name='x' maxLength='3'/></packet></PDL>",
                "<PDL><packet name='A'><int name='x' from='client'/></packet></PDL>",
                "<PDL><packet name='A'><list name='x'><int min='0'/></list></packet></PDL>",
                "<PDL><packet name='A'><list name='x'><string optional='true'/></list></packet></PDL>",
                "<PDL><packet name='A'><list name='x' type='int' encoding='utf-8'/></packet></PDL>",
                "<PDL><packet name='A'><list name='x' encoding='utf-8'><string/></list></packet></PDL>",
                "<PDL><packet name='A' xml:space='preserve'/></PDL>",
                "<PDL><x:packet xmlns:x='y' name='A'/></PDL>",
                "<PDL xmlns:x='http://www.w3.org/2001/XMLSchema-instance'><packet name='A' x:type='B'/></PDL>",
                "<PDL><packet name='A'/><enum name='E' type='byte'><value name='X' value='255'/><value name='Y'/></enum></PDL>",
                "<PDL><packet name='A' from='Client'/></PDL>",
                "<PDL><packet name='A' from=''/></PDL>"
            })
    void unknownElementsAndAttributesAreRefused(String pdl) {
        Generation generation = Generator.generate(Sources.of(input("a.xml", pdl)));
        assertThat(generation.hasErrors()).isTrue();
        assertThat(generation.files()).isEmpty();
    }

    @Test
    void directionsComeFromPrefixesInAnyCaseOrFromTheAttribute() {
        Generation generation = Generator.generate(Sources.of(input(
                "a.xml",
                "<PDL><packet name='s2c_A'></packet><packet name='Req_B'></packet>"
                        + "<packet name='S_C' from='client'></packet><packet name='D'></packet></PDL>")));
        assertThat(generation.protocol().packets())
                .extracting(PacketType::direction)
                .containsExactly(
                        Direction.SERVER_TO_CLIENT,
                        Direction.CLIENT_TO_SERVER,
                        Direction.CLIENT_TO_SERVER,
                        Direction.BOTH);
    }

    private static List<String> meaning(String pdl) {
        Generation generation = Generator.generate(Sources.of(input("a.xml", pdl)));
        assertThat(generation.diagnostics()).isEmpty();
        return meaning(generation);
    }

    private static List<String> meaning(Generation generation) {
        return generation.protocol().packets().stream()
                .map(packet -> packet.id() + " " + packet.name().pdl() + " " + packet.direction() + " "
                        + meaning(packet.body()))
                .toList();
    }

    private static String meaning(Body body) {
        return body.members().stream().map(CourseGrammarTest::meaning).collect(Collectors.joining(", ", "{", "}"));
    }

    private static String meaning(Member member) {
        return member.type() instanceof ListType list
                ? "list " + member.name().pdl() + meaning(((RecordType) list.element()).body())
                : member.type().wireForm() + " " + member.name().pdl();
    }

    private static PdlInput input(String name, String pdl) {
        return new PdlInput(name, pdl.getBytes(StandardCharsets.UTF_8));
    }
}
