package dev.packetwright.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.lock.History;
import dev.packetwright.generator.lock.PastPacket;
import dev.packetwright.generator.pdl.PdlInput;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a lock keeps all ids permanently. */
class LockTest {
    private static final GeneratorOptions P = GeneratorOptions.DEFAULT.withNamespace("p");

    @TempDir
    private Path folder;

    private Path lock;

    @BeforeEach
    void place() {
        lock = folder.resolve("pdl.lock");
    }

    private Sources sources(String... packets) {
        String pdl = "<PDL>" + String.join("", List.of(packets)) + "</PDL>";
        return Sources.of(new PdlInput("p.xml", pdl.getBytes(StandardCharsets.UTF_8)))
                .withLock(lock);
    }

    private static String packet(String name) {
        return "<packet name='" + name + "'></packet>";
    }

    /** Generates, writes the lock, and returns the ids. */
    private List<String> generate(String... packets) throws IOException {
        Generation generation = Generator.generate(sources(packets), P);
        assertThat(generation.diagnostics()).isEmpty();
        Files.writeString(lock, generation.lock().orElseThrow().content());
        return generation.protocol().packets().stream()
                .map(packet -> packet.id() + packet.name().pdl())
                .toList();
    }

    /** Marks lines of the lock as those of removed packets. */
    private void mark(String... lines) throws IOException {
        String text = Files.readString(lock);
        for (String line : lines) {
            text = text.replace(line + "\n", line + " removed\n");
        }
        Files.writeString(lock, text);
    }

    @Test
    void aPacketKeepsItsIdWhenOthersChange() throws IOException {
        assertThat(generate(packet("A"), packet("B"), packet("C"))).containsExactly("1A", "2B", "3C");
        assertThat(generate(packet("C"), packet("New"), packet("A"), packet("B")))
                .containsExactly("1A", "2B", "3C", "4New");
        assertThat(generate(packet("C"), packet("New"))).containsExactly("3C", "4New");
        mark("1 A", "2 B", "4 New");
        assertThat(generate(packet("Newer"), packet("C"))).containsExactly("3C", "5Newer");
        assertThat(generate(packet("B"), packet("New"), packet("C"), packet("Newer")))
                .containsExactly("2B", "3C", "4New", "5Newer");
    }

    @Test
    void anIdInThePdlMustAgreeWithTheLock() throws IOException {
        generate(packet("A"), packet("B"));
        assertThat(codes(Generator.generate(sources("<packet name='A' id='9'></packet>"), P)))
                .containsExactly(DiagnosticCode.LOCK_DISAGREES);
        assertThat(codes(Generator.generate(sources("<packet name='New' id='2'></packet>"), P)))
                .containsExactly(DiagnosticCode.LOCK_DISAGREES);
        assertThat(generate(packet("A"), packet("B"), "<packet name='New' id='40'></packet>", packet("Newer")))
                .containsExactly("1A", "2B", "40New", "41Newer");
    }

    @Test
    void aCheckFailsIfTheLockLacksAPacket() throws IOException {
        generate(packet("A"));
        assertThat(codes(Generator.check(sources(packet("A"))))).isEmpty();
        assertThat(codes(Generator.check(sources(packet("A"), packet("B")))))
                .containsExactly(DiagnosticCode.LOCK_DISAGREES);
    }

    /** Resolving a protocol returns the locked ids and has nothing to write. */
    @Test
    void resolvingUsesTheLock() throws IOException {
        generate(packet("A"), packet("B"));
        Generation generation = Generator.resolve(sources(packet("B"), packet("New")));
        assertThat(generation.diagnostics()).isEmpty();
        assertThat(generation.files()).isEmpty();
        assertThat(generation.lock()).isEmpty();
        assertThat(generation.protocol().packets().stream().map(packet -> packet.id()))
                .containsExactly(2, 3);
    }

    /**
     * If two people each add a packet, the changed lines are adjacent, so every merge tool reports a conflict. If both
     * lines are kept, the result is an ordered list again.
     */
    @Test
    void aMergeOfBothSidesIsOrderedAgain() throws IOException {
        generate(packet("A"));
        String base = Files.readString(lock);
        generate(packet("A"), packet("Mine"));
        String mine = Files.readString(lock);
        Files.writeString(lock, base);
        generate(packet("A"), packet("Yours"));
        String yours = Files.readString(lock);
        assertThat(mine).isEqualTo(base + "2 Mine\n");
        assertThat(yours).isEqualTo(base + "2 Yours\n");
        Files.writeString(lock, base + "2 Mine\n2 Yours\n");
        assertThat(codes(Generator.generate(sources(packet("A"), packet("Mine"), packet("Yours")), P)))
                .containsExactly(DiagnosticCode.INVALID_LOCK);
        Files.writeString(lock, base + "3 Yours\n2 Mine\n");
        assertThat(generate(packet("Yours"), packet("Mine"), packet("A"))).containsExactly("1A", "2Mine", "3Yours");
        assertThat(Files.readString(lock)).isEqualTo(base + "2 Mine\n3 Yours\n");
    }

    /** Remains of a failed merge are reported with their lines. */
    @Test
    void aBrokenLockIsAnError() throws IOException {
        Files.writeString(lock, "# comment\n1 A\n1 B\n2 A\nx y\n99999 C\n\n");
        assertThat(Generator.generate(sources(packet("A")), P).diagnostics())
                .allMatch(diagnostic -> diagnostic.code() == DiagnosticCode.INVALID_LOCK)
                .extracting(diagnostic -> diagnostic.place().line())
                .containsExactly(3, 4, 5, 6);
    }

    @Test
    void aLockWithAByteOrderMarkIsRead() throws IOException {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            Files.write(lock, "\ufeff7 A\r\n9 B\r\n".getBytes(charset));
            assertThat(Generator.resolve(sources(packet("B"), packet("A"))))
                    .satisfies(it -> assertThat(it.diagnostics()).isEmpty())
                    .satisfies(it -> assertThat(it.protocol().packets())
                            .extracting(packet -> packet.id() + packet.name().pdl())
                            .containsExactly("7A", "9B"));
        }
    }

    /** A packet with an unreadable name in the lock would otherwise get a new id. */
    @Test
    void aLockInAnotherEncodingIsAnError() throws IOException {
        Files.write(lock, "1 C_é\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(codes(Generator.generate(sources(packet("A")), P))).containsExactly(DiagnosticCode.BAD_ENCODING);
    }

    private String help(Generation generation) {
        assertThat(codes(generation)).containsExactly(DiagnosticCode.LOCK_DISAGREES);
        return generation.diagnostics().get(0).help();
    }

    /** Peers that use the earlier id would not understand a new one. */
    @Test
    void aRenamedPacketKeepsItsIdByAnEditOfItsLine() throws IOException {
        generate(packet("A"), packet("B"));
        String before = Files.readString(lock);
        Sources renamed = sources(packet("A"), packet("New"));
        String told = "if 'New' is 'B' under a new name, change the line '2 B' to '2 New', and the packet keeps its id;"
                + " if 'B' was removed, change the line to '2 B removed'";
        assertThat(help(Generator.generate(renamed, P))).isEqualTo(told);
        assertThat(help(Generator.check(renamed))).isEqualTo(told);
        assertThat(Generator.check(renamed).diagnostics().get(0).notes())
                .extracting(note -> note.place().line())
                .containsExactly(4);

        Files.writeString(lock, before.replace("2 B", "2 New"));
        assertThat(generate(packet("A"), packet("New"))).containsExactly("1A", "2New");
        Files.writeString(lock, before.replace("2 B", "2 B removed"));
        assertThat(generate(packet("A"), packet("New"))).containsExactly("1A", "3New");
        assertThat(generate(packet("A"), packet("New"), packet("Newer"))).containsExactly("1A", "3New", "4Newer");
        assertThat(lock).content().endsWith("1 A\n2 B removed\n3 New\n4 Newer\n");
        assertThat(generate(packet("B"))).containsExactly("2B");
        assertThat(lock).content().contains("2 B\n");
    }

    @Test
    void aPacketWithAnIdOfItsOwnIsNotTakenForARenamedOne() throws IOException {
        generate(packet("A"), packet("B"));
        assertThat(generate(packet("A"), "<packet name='New' id='9'></packet>")).containsExactly("1A", "9New");
    }

    private static List<String> texts(Generation generation) {
        return generation.diagnostics().stream()
                .map(it -> it.message() + ": " + it.help())
                .toList();
    }

    /** Without a record of the last run, as in a fresh clone, the new name of each packet is unknown. */
    @Test
    void severalRenamedPacketsAreAskedForAtOnce() throws IOException {
        generate(packet("A"), packet("B"));
        Sources renamed = sources(packet("Alpha"), packet("Beta"));
        assertThat(texts(Generator.check(renamed))).isEqualTo(texts(Generator.generate(renamed, P)));
        assertThat(texts(Generator.generate(renamed, P)))
                .containsExactly(
                        "'Alpha' is not in pdl.lock; it may be a new name of a packet that is no longer in the PDL:"
                                + " 'A', 'B': if 'Alpha' is one of them under a new name, change the line"
                                + " '1 A' to '1 Alpha' or '2 B' to '2 Alpha', and the packet keeps its id;"
                                + " if not, mark the packets that were removed: '1 A removed', '2 B removed'",
                        "'Beta' is not in pdl.lock; it may be a new name of a packet that is no longer in the PDL:"
                                + " 'A', 'B': if 'Beta' is one of them under a new name, change the line"
                                + " '1 A' to '1 Beta' or '2 B' to '2 Beta', and the packet keeps its id;"
                                + " if not, mark the packets that were removed: '1 A removed', '2 B removed'");
        assertThat(Generator.generate(renamed, P).diagnostics().get(0).notes())
                .extracting(note -> note.place().line())
                .containsExactly(3, 4);
        Files.writeString(lock, "1 Alpha\n2 Beta\n");
        assertThat(generate(packet("Alpha"), packet("Beta"))).containsExactly("1Alpha", "2Beta");
    }

    @Test
    void anAddedPacketDoesNotHideARenamedOne() throws IOException {
        generate(packet("A"), packet("B"));
        assertThat(codes(Generator.generate(sources(packet("Alpha"), packet("B"), packet("New")), P)))
                .containsExactly(DiagnosticCode.LOCK_DISAGREES, DiagnosticCode.LOCK_DISAGREES);
        Files.writeString(lock, "1 Alpha\n2 B\n");
        assertThat(generate(packet("Alpha"), packet("B"), packet("New"))).containsExactly("1Alpha", "2B", "3New");
    }

    @Test
    void aRemovedPacketDoesNotHideARenamedOne() throws IOException {
        generate(packet("A"), packet("B"));
        assertThat(codes(Generator.generate(sources(packet("Alpha")), P)))
                .containsExactly(DiagnosticCode.LOCK_DISAGREES);
        mark("2 B");
        assertThat(help(Generator.generate(sources(packet("Alpha")), P))).contains("'1 A' to '1 Alpha'");
        mark("1 A");
        assertThat(generate(packet("Alpha"))).containsExactly("3Alpha");
    }

    @Test
    void aPacketOfTheOtherDirectionIsNotTakenForARenamedOne() throws IOException {
        generate(packet("C_A"), packet("S_B"));
        assertThat(generate(packet("C_A"), packet("C_New"))).containsExactly("1C_A", "3C_New");
        assertThat(help(Generator.generate(sources(packet("C_A"), packet("C_New"), packet("S_New")), P)))
                .startsWith("if 'S_New' is 'S_B'");
        assertThat(help(Generator.generate(
                        sources(packet("C_A"), packet("C_New"), "<packet name='New' from='both'></packet>"), P)))
                .startsWith("if 'New' is 'S_B'");
        String samePrefix = "<packet name='S_New' from='client'></packet>";
        assertThat(help(Generator.generate(sources(packet("C_A"), packet("C_New"), samePrefix), P)))
                .startsWith("if 'S_New' is 'S_B'");
    }

    @Test
    void aCheckAlsoNamesThePacketsThatAreOnlyNew() throws IOException {
        generate(packet("C_A"), packet("C_B"));
        assertThat(texts(Generator.check(sources(packet("C_A"), packet("C_New"), packet("S_New")))))
                .satisfiesExactly(
                        renamed -> assertThat(renamed).contains("a new name of 'C_B', which is no longer in the PDL"),
                        added -> assertThat(added).startsWith("'S_New' is not in pdl.lock: run 'packetwright"));
    }

    /** A message names only the first five packets. */
    @Test
    void onlyTheFirstOfManyVanishedPacketsAreNamed() throws IOException {
        generate(IntStream.rangeClosed(1, 100).mapToObj(i -> packet("Old" + i)).toArray(String[]::new));
        assertThat(texts(Generator.generate(sources(packet("New")), P)))
                .singleElement()
                .asString()
                .contains("'Old4', 'Old5' and 95 more: ", "'5 Old5' to '5 New' and so on, and the packet keeps its id")
                .endsWith("'5 Old5 removed' and so on")
                .doesNotContain("Old6");
    }

    /** The record of the last run identifies a renamed packet by its members. */
    @Test
    void theLastRunTellsWhichPacketWasRenamed() throws IOException {
        generate(packet("A"), packet("B"), packet("C"));
        Sources sources = sources(packet("A"), packet("New"), "<packet name='Newer'><int name='x'/></packet>");
        PastPacket a = new PastPacket(1, "A", "");
        String shape = Generator.resolve(sources).protocol().packets().get(1).shape();
        History renamed = namespace -> List.of(a, new PastPacket(2, "B", shape), new PastPacket(3, "C", "another"));
        assertThat(texts(Generator.generate(sources, P, renamed)))
                .satisfiesExactly(
                        first -> assertThat(first).contains("'2 B' to '2 New'").doesNotContain("'C'"),
                        second -> assertThat(second)
                                .contains("'3 C' to '3 Newer'")
                                .doesNotContain("'B'"));
        mark("3 C");
        assertThat(help(Generator.generate(sources, P, renamed))).contains("'2 B' to '2 New'");
    }

    /** A packet can get another name and other members at once. */
    @Test
    void aPacketWithOtherMembersMayHaveBeenRenamedToo() throws IOException {
        generate(packet("A"), packet("B"));
        Sources sources = sources(packet("A"), packet("New"));
        History other = namespace -> List.of(new PastPacket(1, "A", ""), new PastPacket(2, "B", "another"));
        assertThat(help(Generator.generate(sources, P, other))).contains("'2 B' to '2 New'");
    }

    /** The contradictions between the two sides are not reported, because they follow from the conflict. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void aMergeConflictIsReportedOnce(String lineEnd) throws IOException {
        String conflict = """
                1 A
                <<<<<<< HEAD
                2 Mine
                ||||||| 0a1b2c3
                =======
                2 Yours
                >>>>>>> theirs
                """;
        Files.writeString(lock, conflict.replace("\n", lineEnd));
        Sources both = sources(packet("A"), packet("Mine"), packet("Yours"));
        assertThat(Generator.generate(both, P).diagnostics()).singleElement().satisfies(it -> {
            assertThat(it.code()).isEqualTo(DiagnosticCode.INVALID_LOCK);
            assertThat(it.message()).isEqualTo("this is a merge conflict that is not resolved");
            assertThat(it.help()).contains("keep the lines of both sides", "the next id after all others");
            assertThat(it.place().line()).isEqualTo(2);
        });
        assertThat(codes(Generator.check(both))).containsExactly(DiagnosticCode.INVALID_LOCK);
        Files.writeString(lock, "1 A\n2 Mine\n3 Yours\n");
        assertThat(codes(Generator.check(both))).isEmpty();
    }

    private static List<DiagnosticCode> codes(Generation generation) {
        return generation.diagnostics().stream().map(Diagnostic::code).toList();
    }
}
