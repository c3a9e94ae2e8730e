package dev.packetwright.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticText;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.pdl.PdlInput;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the messages about realistic files. Each message has the mistake, its place and the correction. */
class MessagesTest {
    private static final String KOREAN = "<PDL>\n  <!-- 이동 패킷 -->\n  <packet name=\"C_Move\"/>\n</PDL>\n";

    @Test
    void utf8ThatSaysItIsUtf16() {
        assertMessage("<?xml version=\"1.0\" encoding=\"utf-16\"?>\n<PDL/>".getBytes(StandardCharsets.UTF_8), """
                chat.xml:1:31: error: the file says that it is UTF-16, but it is saved as UTF-8 [PW002]
                <?xml version="1.0" encoding="utf-16"?>
                                              ^~~~~~
                help: write encoding="utf-8"
                """);
    }

    @Test
    void utf16WithoutAByteOrderMark() {
        assertMessage(KOREAN.getBytes(StandardCharsets.UTF_16LE), """
                chat.xml:1:1: error: the file looks like UTF-16 (little-endian), but has no byte order mark [PW002]
                <PDL>
                ^
                help: save the file as UTF-8, or as UTF-16 with a byte order mark
                """);
        assertThat(text(KOREAN.getBytes(StandardCharsets.UTF_16BE))).contains("UTF-16 (big-endian)");
    }

    @ParameterizedTest
    @CsvSource({"UTF-32LE, ''", "UTF-32LE, \ufeff", "UTF-32BE, ''", "UTF-32BE, \ufeff"})
    void utf32(String charset, String mark) {
        String order = charset.endsWith("LE") ? "little" : "big";
        assertMessage((mark + KOREAN).getBytes(Charset.forName(charset)), """
                chat.xml:1:1: error: the file is UTF-32 (%s-endian) [PW002]
                <PDL>
                ^
                help: save the file as UTF-8
                """.formatted(order));
    }

    @Test
    void anEmptyEncoding() {
        assertMessage("<?xml version=\"1.0\" encoding=\"\"?>\n<PDL/>".getBytes(StandardCharsets.UTF_8), """
                chat.xml:1:31: error: unknown encoding '' [PW002]
                <?xml version="1.0" encoding=""?>
                                              ^
                help: save the file as UTF-8, and write encoding="utf-8"
                """);
    }

    /** Both messages name the start tag as the mistake. */
    @Test
    void aMisspelledStartTag() {
        assertThat(texts("<PDL>\n  <packt name=\"S_A\">\n  </packet>\n</PDL>")).isEqualTo("""
                chat.xml:2:3: error: unknown element 'packt' [PW007]
                  <packt name="S_A">
                  ^~~~~~~~~~~~~~~~~~
                help: did you mean 'packet'?
                chat.xml:3:3: error: malformed XML: </packet> does not close <packt> [PW004]
                  </packet>
                  ^~~~~~~~~
                note: chat.xml:2:3: <packt> begins here
                help: write <packet> where it begins; the rest of the file was not checked
                """);
    }

    @Test
    void aMisspelledEndTag() {
        assertThat(texts("<PDL><packet name='S_A'></packt></PDL>"))
                .contains("</packt> does not close <packet>", "help: write </packet>; the rest");
        assertThat(texts("<PDL><packet name='S_A'><vec></vecs></packet></PDL>"))
                .contains("help: one of the two is misspelled; the rest");
    }

    /** The children of an unknown root show whether the file is a PDL. Only a few of their mistakes are reported. */
    @Test
    void anotherRootEndsInNoFlood() {
        String wrong = "<packet nme='x'><foo bar='1'/></packet>".repeat(2_000);
        List<Diagnostic> diagnostics = diagnostics("<PDLs>" + wrong + "</PDLs>");
        assertThat(diagnostics).hasSize(6);
        assertThat(diagnostics.get(0).message()).isEqualTo("the root element is 'PDLs'");
        assertThat(diagnostics.get(0).help()).isEqualTo("did you mean 'PDL'?");
    }

    @Test
    void aMisspelledRootIsReadLikeAnyOther() {
        assertThat(
                        diagnostics(
                                "<PDLs><packet name='L_A'/>text<packet name='L_B'/><packet name='L_C'/><packet name='C_A'><strng name='s'/></packet></PDLs>"))
                .extracting(Diagnostic::message)
                .containsExactly("the root element is 'PDLs'", "unknown type 'strng'");
        assertThat(diagnostics("<PDLs><packet name='C_A'></packet></PDLs>"))
                .singleElement()
                .extracting(Diagnostic::message)
                .isEqualTo("the root element is 'PDLs'");
    }

    /** The line is readable because it is shown in the likely encoding. */
    @Test
    void aKoreanCodePageWithoutADeclaration() {
        assertMessage(KOREAN.getBytes(Charset.forName("x-windows-949")), """
                chat.xml:2:8: error: byte 13 of the file is not UTF-8; the file looks like MS949 (Korean, also CP949) [PW002]
                  <!-- 이동 패킷 -->
                       ^
                help: save the file as UTF-8, or name its encoding: <?xml version="1.0" encoding="ms949"?>
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "x-windows-949, 이동 패킷: 위치를 보냈다, ms949",
        "windows-31j, 移動パケットを送る, shift_jis",
        "GBK, 移动数据包，发送位置给玩家, gbk",
        "windows-1252, Größe des Mädchens, windows-1252"
    })
    void otherCodePages(String charset, String comment, String declared) {
        String pdl = KOREAN.replace("이동 패킷", comment);
        assertThat(text(pdl.getBytes(Charset.forName(charset))))
                .startsWith("chat.xml:2:")
                .contains(comment)
                .contains("encoding=\"" + declared + "\"");
        String named = "<?xml version=\"1.0\" encoding=\"" + declared + "\"?>\n" + pdl;
        assertThat(generate(named.getBytes(Charset.forName(charset))).diagnostics())
                .isEmpty();
    }

    @Test
    void twoByteOrderMarks() {
        assertMessage(("\ufeff\ufeff" + KOREAN).getBytes(StandardCharsets.UTF_8), """
                chat.xml:1:1: error: malformed XML: the file begins with a byte order mark (U+FEFF) after its own [PW004]
                \\u{feff}<PDL>
                ^~~~~~~~
                help: remove one of them; the rest of the file was not checked
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <PDL><packet name='A'><float\u00a0 name='x'/></packet></PDL>    | 1:29 | malformed XML: there is a no-break space (U+00A0) in this tag
            <PDL><packet name='A'><float name='x'\u00a0/></packet></PDL>    | 1:38 | malformed XML: there is a no-break space (U+00A0) in this tag
            <PDL><packet name='A'><float name='x'></float\u200b></packet></PDL> | 1:46 | malformed XML: there is a zero width space (U+200B) in this tag
            <PDL/>\u3000x                                                   | 1:7  | malformed XML: there is an ideographic space (U+3000) here
            <PDL><packet name='A'>\u00a0<float name='x'/></packet></PDL>    | 1:23 | there is a no-break space (U+00A0) here
            <PDL>\ufeff<packet name='A'><float name='x'/></packet></PDL>    | 1:6  | there is a byte order mark (U+FEFF) here
            <PDL><packet name='A\u00a0B'/></PDL>                            | 1:20 | 'A\u00a0B' cannot be a name: it has a no-break space (U+00A0) in it
            """)
    void charactersThatCannotBeSeen(String pdl, String place, String message) {
        assertThat(diagnostics(pdl.strip())).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.place()).hasToString("chat.xml:" + place);
            assertThat(diagnostic.message()).isEqualTo(message);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ` posX`  | ' posX' cannot be a name: it has a space in it  | write name="posX"
            `pos X ` | 'pos X ' cannot be a name: it has a space in it | write name="posX"
            `1 2`    | '1 2' cannot be a name: it has a space in it    | a name consists of letters, digits and underscores, and does not begin with a digit
            `pos-x`  | 'pos-x' cannot be a name                        | a name consists of letters, digits and underscores, and does not begin with a digit
            """)
    void spacesInNames(String name, String message, String help) {
        assertThat(diagnostics(inPacket("<float name='" + name + "'/>")))
                .singleElement()
                .satisfies(diagnostic -> {
                    assertThat(diagnostic.message()).isEqualTo(message);
                    assertThat(diagnostic.help()).isEqualTo(help);
                });
    }

    /** The help declares a struct in the spelling of its uses, so the uses need no change. */
    @ParameterizedTest
    @ValueSource(strings = {"vector3", "Vector3", "VECTOR3", "vec3"})
    void vectorsInTheSpellingOfTheFile(String name) {
        String struct =
                "<struct name=\"" + name + "\"><float name=\"x\"/><float name=\"y\"/><float name=\"z\"/></struct>";
        String use = inPacket("<" + name + " name='pos'/>");
        assertThat(helps(use))
                .containsExactly("declare it beside the packets, and its uses stay as they are: " + struct);
        assertThat(diagnostics(use.replace("<PDL>", "<PDL>" + struct))).isEmpty();
    }

    @Test
    void aStructInAnotherCase() {
        assertThat(helps("<PDL><struct name='Vector3'><float name='x'/></struct>"
                        + "<packet name='S_Move'><vector3 name='pos'/></packet></PDL>"))
                .containsExactly(
                        "did you mean <Vector3 name=\"pos\"/>? the names of structs and enums are case-sensitive");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <list name='l'><Game.Shared.Item/></list>   | the name of a type has no dots: declare <struct name="Item">...</struct> beside the packets, and write 'Item'
            <list name='l' type='Game.Known'/>          | write 'Known': the name of a type has no dots
            <Game.Known name='x'/>                      | write 'Known': the name of a type has no dots
            <System.Int32 name='x'/>                    | write 'int': the name of a type has no dots
            <Pos name='x'><int name='y'/></Pos>         | declare <struct name="Pos"> with these members beside the packets, and write <Pos name="x"/> here
            <list name='skills'><skill name='s'><int name='y'/></skill></list> | put its members into the <list> itself; or declare <struct name="skill"> with these members beside the packets, and write <skill name="s"/> here
            <list name='skills'><skill><int name='y'/></skill></list> | put its members into the <list> itself; or declare <struct name="skill"> with these members beside the packets, and write <skill/> here
            <lst name='l'><int name='y'/></lst>         | did you mean 'list'?
            <enum name='Mood'/>                         | declare it beside the packets, as <enum name="Mood">...</enum>, and use it by that name: <Mood name="..."/>; on the wire it is an int, unless its type="..." is another integer type
            <dataPacket name='Pos'/>                    | declare it beside the packets, as <struct name="Pos">...</struct>, and use it by that name: <Pos name="..."/>
            <Data_Packet name='Pos'/>                   | declare it beside the packets, as <struct name="Pos">...</struct>, and use it by that name: <Pos name="..."/>
            """)
    void typesOfOtherGenerators(String member, String help) {
        String known = "<struct name='Known'><int name='x'/></struct>";
        assertThat(helps(inPacket(member).replace("<PDL>", "<PDL>" + known))).containsExactly(help);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dataPacket", "DataPacket", "DATAPACKET", "datapacket", "data_packet", "Data-Packet"})
    void aDataPacketIsAStructInAnySpelling(String name) {
        assertThat(helps("<PDL><" + name + " name='Pos'><int name='x'/></" + name + ">"
                        + "<packet name='C_Move'><Pos name='pos'/></packet></PDL>"))
                .containsExactly("a <" + name + "> is a struct here: write <struct name=\"Pos\">;"
                        + " its uses by name stay the same");
    }

    /** After a missing end tag, the later packets are inside the earlier one. This is reported as one mistake. */
    @Test
    void aPacketInAPacket() {
        assertThat(diagnostics("<PDL><packet name='A'><packet name='B'><x name='y'/></packet>"
                        + "<packet name='C'></packet></packet></PDL>"))
                .singleElement()
                .satisfies(diagnostic -> {
                    assertThat(diagnostic.place()).hasToString("chat.xml:1:23");
                    assertThat(diagnostic.message()).isEqualTo("a packet cannot be in a packet");
                    assertThat(diagnostic.help()).isEqualTo("is </packet> missing before it?");
                });
        assertThat(helps("<PDL>\n<packet name='A'>\n<packet>\n</PDL>"))
                .containsExactly(
                        "is </packet> missing before it?",
                        "is </packet> missing before line 3, or is this <packet> the end of the one before?;"
                                + " the rest of the file was not checked");
        assertThat(helps("<PDL><struct name='S'><packet name='A'></packet></struct></PDL>"))
                .containsExactly("is </struct> missing before it?");
    }

    /** A struct can have any name. */
    @Test
    void aStructNamedPacket() {
        assertThat(diagnostics("<PDL><struct name='packet'><int name='x'/></struct><packet name='A'>"
                        + "<packet name='a'></packet><packet name='b'></packet></packet></PDL>"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<PDL><packet name='A'></packet><packet name='A'></packet></PDL>",
                "<PDL><packet name='A'><int name='x'/><int name='x'/></packet></PDL>",
                "<PDL><struct name='A'/><struct name='A'/><packet name='B'></packet></PDL>",
                "<PDL><struct name='A'/><packet name='A'></packet></PDL>",
                "<PDL><enum name='E'><value name='X'/><value name='X'/></enum><packet name='A'></packet></PDL>"
            })
    void duplicatesAreRemovedOrRenamed(String pdl) {
        assertThat(helps(pdl)).containsExactly("remove or rename one of them");
    }

    /** The content of a file of another kind is not reported. */
    @Test
    void aFileOfAnotherKindGivesOneMessage() {
        assertThat(helps(
                        "<mavlink><messages><message id='0'>text<field type='uint8_t'>text</field></message></messages>"
                                + "<class name='x'><y/></class><enums/></mavlink>"))
                .containsExactly("a PDL file begins with <PDL>");
        assertThat(helps("<packet name='A'><float name='x'/></packet>\n<packet name='B'></packet>"))
                .containsExactly("put it and everything else into one <PDL>...</PDL>");
    }

    @Test
    void aPdlUnderAnotherRootIsChecked() {
        assertThat(helps("<root><packet name='A'><strng name='x'/></packet></root>"))
                .containsExactly("a PDL file begins with <PDL>", "did you mean 'string'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "startId", "baseId", "firstPacketId", "firstid"})
    void theFirstIdUnderAnotherName(String name) {
        assertThat(helps("<PDL " + name + "='1001'><packet name='A'></packet></PDL>"))
                .singleElement()
                .asString()
                .contains("firstId");
    }

    private static String inPacket(String member) {
        return "<PDL><packet name='S_Any'>" + member + "</packet></PDL>";
    }

    private static void assertMessage(byte[] pdl, String text) {
        assertThat(text(pdl)).isEqualTo(text);
    }

    private static String text(byte[] pdl) {
        List<Diagnostic> diagnostics = generate(pdl).diagnostics();
        assertThat(diagnostics).hasSize(1);
        return DiagnosticText.format(diagnostics.get(0));
    }

    private static String texts(String pdl) {
        return diagnostics(pdl).stream().map(DiagnosticText::format).collect(Collectors.joining());
    }

    private static List<String> helps(String pdl) {
        return diagnostics(pdl).stream().map(Diagnostic::help).toList();
    }

    private static List<Diagnostic> diagnostics(String pdl) {
        return generate(pdl.getBytes(StandardCharsets.UTF_8)).diagnostics();
    }

    private static Generation generate(byte[] pdl) {
        return Generator.generate(Sources.of(new PdlInput("chat.xml", pdl)));
    }
}
