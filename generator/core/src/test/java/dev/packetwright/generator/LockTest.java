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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lock keeps all ids for ever. */
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

    @Test
    void aPacketKeepsItsIdWhenOthersChange() throws IOException {
        assertThat(generate(packet("A"), packet("B"), packet("C"))).containsExactly("1A", "2B", "3C");
        assertThat(generate(packet("C"), packet("New"), packet("A"), packet("B")))
                .containsExactly("1A", "2B", "3C", "4New");
        assertThat(generate(packet("C"), packet("New"))).containsExactly("3C", "4New");
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
        assertThat(generate(packet("A"), "<packet name='New' id='40'></packet>", packet("Newer")))
                .containsExactly("1A", "40New", "41Newer");
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

    /** Otherwise a packet would get a new id because its name cannot be read. */
    @Test
    void aLockInAnotherEncodingIsAnError() throws IOException {
        Files.write(lock, "1 C_é\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(codes(Generator.generate(sources(packet("A")), P))).containsExactly(DiagnosticCode.BAD_ENCODING);
    }

    private String help(Generation generation) {
        assertThat(codes(generation)).containsExactly(DiagnosticCode.LOCK_DISAGREES);
        return generation.diagnostics().get(0).help();
    }

    /** A new id would cut off all peers that know the earlier one. */
    @Test
    void aRenamedPacketKeepsItsIdByAnEditOfItsLine() throws IOException {
        generate(packet("A"), packet("B"));
        String before = Files.readString(lock);
        Sources renamed = sources(packet("A"), packet("New"));
        String told = "if 'New' is 'B' under a new name, change that line to '2 New', and the packet keeps its id;"
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

    /** The last run tells which packets have vanished since, and their members. */
    @Test
    void onlyAPacketWithTheSameMembersCanHaveBeenRenamed() throws IOException {
        generate(packet("A"), packet("B"), packet("C"));
        Sources sources = sources(packet("A"), packet("New"));
        PastPacket a = new PastPacket(1, "A", "");
        String shape = Generator.resolve(sources).protocol().packets().get(1).shape();
        assertThat(codes(Generator.generate(sources, P))).isEmpty();
        History renamed = namespace -> List.of(a, new PastPacket(2, "B", shape));
        assertThat(help(Generator.generate(sources, P, renamed))).contains("'2 New'");
        History another = namespace -> List.of(a, new PastPacket(2, "B", "another"));
        assertThat(codes(Generator.generate(sources, P, another))).isEmpty();
    }

    private static List<DiagnosticCode> codes(Generation generation) {
        return generation.diagnostics().stream().map(Diagnostic::code).toList();
    }
}
