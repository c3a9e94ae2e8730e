package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticCode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names in a PDL become the Java names that the rules in the documentation promise. */
class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "Hp, hp",
        "ID, id",
        "player_id, playerId",
        "PlayerId, playerId",
        "playerId, playerId",
        "HP_MAX, hpMax",
        "a1, a1",
        "_1, _1",
        "_x, x",
        "이름, 이름",
        "player_이름, player이름",
        "class, class_",
        "Class, class_",
        "int, int_",
        "true, true_",
        "null, null_",
        "hashCode, hashCode_",
        "getClass, getClass_",
        "get_class, getClass_",
        "toString, toString_",
        "notify, notify_",
        "wait, wait_",
        "packetId, packetId_",
        "PacketId, packetId_",
        "encodedSize, encodedSize_",
        "toBytes, toBytes_",
        "clone, clone_",
        "finalize, finalize_",
        "notifyAll, notifyAll_",
        "yield, yield_",
        "record, record",
        "var, var",
        "sealed, sealed",
        "equals, equals",
        "read, read",
        "write, write",
    })
    void aMemberIsInCamelCase(String pdl, String java) {
        CompiledProtocol protocol = packet("<int name='" + pdl + "'/>");
        assertThat(components(protocol.type("P"))).containsExactly(java);
    }

    @ParameterizedTest
    @CsvSource({
        "skill, Skill, skills",
        "Skill, Skill, skills",
        "players, Players, players",
        "player_item, PlayerItem, playerItems",
        "bus, Bus, bus",
        "이름, 이름, 이름s",
        "clas, Clas, clas",
        "p, P_, ps",
        "ID, ID_, ids",
        "record, Record, records",
    })
    void aListIsInThePluralAndItsElementsHaveAClass(String pdl, String element, String component) {
        Class<?> packet =
                packet("<list name='" + pdl + "'><int name='v'/></list>").type("P");
        assertThat(components(packet)).containsExactly(component);
        RecordComponent list = packet.getRecordComponents()[0];
        assertThat(list.getType()).isEqualTo(List.class);
        Class<?> of = (Class<?>) ((ParameterizedType) list.getGenericType()).getActualTypeArguments()[0];
        assertThat(of.getSimpleName()).isEqualTo(element);
        assertThat(of.getDeclaringClass()).isEqualTo(packet);
    }

    @ParameterizedTest
    @CsvSource({"C_Chat, C_Chat", "class, class_", "record, record_", "_, __", "PacketId, PacketId_", "패킷, 패킷"})
    void aPacketKeepsItsName(String pdl, String java) {
        CompiledProtocol protocol = CompiledProtocol.of("<PDL><packet name='" + pdl + "'></packet></PDL>");
        assertThat(protocol.type(java).isRecord()).isTrue();
    }

    /** An element class must not have the name of the enclosing packet or of an enclosing list. */
    @Test
    void anElementClassDoesNotHaveTheNameOfAnEnclosingClass() {
        CompiledProtocol protocol = packet("<list name='P'><list name='p'><list name='a'><list name='A'>"
                + "<int name='v'/></list></list></list></list>");
        assertThat(protocol.classNames())
                .contains(
                        "generated.code.P$P_",
                        "generated.code.P$P_$P__",
                        "generated.code.P$P_$P__$A",
                        "generated.code.P$P_$P__$A$A_");
    }

    /** In its record, including the record header, the element class hides a struct or an enum with the same name. */
    @Test
    void anElementClassCanHaveTheNameOfAStructOrAnEnum() {
        CompiledProtocol protocol = CompiledProtocol.of("<PDL><struct name='Skill'><int name='x'/></struct>"
                + "<enum name='Mood'><value name='GOOD' value='1'/></enum><packet name='P'>"
                + "<list name='skill'><int name='y'/></list><Skill name='best' optional='true'/><list name='all' type='Skill'/>"
                + "<list name='friend'><list name='mood'><int name='z'/></list><Mood name='now'/><Skill name='only'/></list>"
                + "</packet></PDL>");
        assertThat(components(protocol.type("P"))).containsExactly("skills", "best", "alls", "friends");
        assertThat(components(protocol.type("P$Skill"))).containsExactly("y");
        assertThat(components(protocol.type("Skill"))).containsExactly("x");
        assertThat(components(protocol.type("P$Friend"))).containsExactly("moods", "now", "only");
    }

    @ParameterizedTest
    @CsvSource({
        "<int name='hp'/>, <int name='Hp'/>",
        "<int name='player_id'/>, <int name='playerId'/>",
        "<int name='skills'/>, <list name='skill'></list>",
        "<int name='class'/>, <int name='Class_'/>",
        "<list name='item'></list>, <list name='items'></list>",
    })
    void membersWithTheSameJavaNameAreAnErrorThatNamesBothPlaces(String first, String second) {
        Generation generation = CompiledProtocol.generate(
                "<PDL>\n<packet name='P'>\n" + first + "\n  " + second + "\n</packet>\n</PDL>");
        assertThat(generation.files()).isEmpty();
        assertThat(generation.diagnostics()).singleElement().satisfies(clash -> {
            assertThat(clash.code()).isEqualTo(DiagnosticCode.JAVA_NAME_CLASH);
            assertThat(clash.place().line()).isEqualTo(4);
            assertThat(clash.notes())
                    .singleElement()
                    .extracting(Diagnostic.Note::place)
                    .hasToString("test.xml:3:" + (first.indexOf('\'') + 2));
        });
    }

    /** On some file systems, both names are the same file. */
    @Test
    void packetsThatDifferOnlyInCaseAreAnError() {
        Generation generation =
                CompiledProtocol.generate("<PDL><packet name='C_Chat'/><packet name='C_CHAT'></packet></PDL>");
        assertThat(generation.diagnostics()).extracting(Diagnostic::code).contains(DiagnosticCode.JAVA_NAME_CLASH);
    }

    /** On some file systems, the class files of both elements are the same file. */
    @ParameterizedTest
    @CsvSource({"ab, aB", "a_b, AB", "a_b, ab"})
    void elementClassesThatDifferAtMostInCaseAreAnErrorThatNamesBothLists(String first, String second) {
        Generation generation = CompiledProtocol.generate("<PDL><packet name='P'>\n<list name='" + first
                + "'><int name='v'/></list>\n<list name='" + second + "'><int name='v'/></list></packet></PDL>");
        assertThat(generation.files()).isEmpty();
        assertThat(generation.diagnostics()).singleElement().satisfies(clash -> {
            assertThat(clash.code()).isEqualTo(DiagnosticCode.JAVA_NAME_CLASH);
            assertThat(clash.message()).contains("'" + first + "'", "'" + second + "'");
            assertThat(clash.place().line()).isEqualTo(3);
            assertThat(clash.notes())
                    .singleElement()
                    .satisfies(note -> assertThat(note.place().line()).isEqualTo(2));
        });
    }

    /** On some file systems, the packet and a generated class would have the same file. */
    @ParameterizedTest
    @ValueSource(
            strings = {"protocol", "packetid", "packetId", "serverpackethandler", "Clientpacketmanager", "PROTOCOL"})
    void aPacketThatDiffersFromAGeneratedClassOnlyInCaseGetsAnUnderscore(String name) {
        CompiledProtocol protocol = CompiledProtocol.withViews("<PDL><packet name='" + name + "'></packet></PDL>");
        assertThat(protocol.type(name + "_").isRecord()).isTrue();
    }

    @Test
    void aViewThatDiffersFromAnotherClassOnlyInCaseGetsAnUnderscore() {
        CompiledProtocol protocol = CompiledProtocol.withViews("<PDL><packet name='B'/><packet name='bView'></packet>"
                + "<struct name='d'><int name='x'/></struct><enum name='DView'><value name='X'/></enum>"
                + "<packet name='é'></packet><enum name='e\u0301View'><value name='X'/></enum></PDL>");
        assertThat(protocol.classNames())
                .contains("generated.code.BView_", "generated.code.bView", "generated.code.bViewView")
                .contains("generated.code.dView_", "generated.code.DView", "generated.code.éView_");
    }

    @Test
    void aNestedClassThatDiffersFromAnotherOnlyInCaseGetsAnUnderscore() {
        CompiledProtocol protocol = CompiledProtocol.withViews("<PDL><packet name='P'>"
                + "<list name='ab' type='string'/><list name='aB' type='string'/></packet>"
                + "<packet name='Q'><list name='BUILDER'><int name='a'/></list><int name='m1'/><int name='m2'/>"
                + "<int name='m3'/><int name='m4'/><int name='m5'/></packet></PDL>");
        assertThat(protocol.classNames())
                .contains("generated.code.PView$AbsCursor", "generated.code.PView$ABsCursor_")
                .contains("generated.code.Q$BUILDER_", "generated.code.Q$Builder");
    }

    private static CompiledProtocol packet(String members) {
        return CompiledProtocol.of("<PDL><packet name='P'>" + members + "</packet></PDL>");
    }

    private static List<String> components(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }
}
