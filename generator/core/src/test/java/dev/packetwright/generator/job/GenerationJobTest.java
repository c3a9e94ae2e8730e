package dev.packetwright.generator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.model.Side;
import dev.packetwright.generator.target.TargetOptions;
import dev.packetwright.generator.target.java.JavaOptions;
import dev.packetwright.generator.target.java.JavaTarget;
import dev.packetwright.generator.target.layout.LayoutTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job writes all outputs or none, and skips its work only if nothing would change. */
class GenerationJobTest {
    private static final String PDL = "<PDL package='p'><packet name='C_A'><int name='x'/></packet></PDL>";

    @TempDir
    private Path folder;

    private Path pdl;
    private Path lock;
    private Path out;
    private Path source;
    private Path ownRecord;

    @BeforeEach
    void write() throws IOException {
        pdl = Files.writeString(folder.resolve("p.xml"), PDL);
        lock = folder.resolve("pdl.lock");
        out = folder.resolve("out");
        source = out.resolve("p/C_A.java");
        ownRecord = out.resolve(".packetwright/p-receipt");
    }

    private Output java(Path folder) {
        return new Output(new JavaTarget(JavaOptions.DEFAULT), TargetOptions.DEFAULT, folder);
    }

    private Output layout(Path folder) {
        return new Output(new LayoutTarget(), TargetOptions.DEFAULT, folder);
    }

    private Outcome run(Mode mode, Output... outputs) throws IOException {
        return run(mode, Optional.empty(), outputs);
    }

    private Outcome run(Mode mode, Optional<Path> lockFile, Output... outputs) throws IOException {
        Sources files = Sources.of(pdl);
        Sources sources = lockFile.map(files::withLock).orElse(files);
        return GenerationJob.run(
                new Request(sources, Optional.empty(), List.of(outputs), mode, Optional.of("this tool")));
    }

    @Test
    void theSecondRunIsUpToDate() throws IOException {
        assertThat(run(Mode.UPDATE, java(out))).isInstanceOf(Outcome.Written.class);
        Outcome second = run(Mode.UPDATE, java(out));
        assertThat(second).isInstanceOf(Outcome.UpToDate.class);
        assertThat(second.filesRead()).isEmpty();
        assertThat(run(Mode.WRITE, java(out)).filesRead()).containsExactly(pdl);
    }

    @Test
    void anEditedOutputIsWrittenAgain() throws IOException {
        run(Mode.UPDATE, java(out));
        String generated = Files.readString(source);
        Files.writeString(source, generated + "// edited\n");
        assertThat(run(Mode.UPDATE, java(out))).isInstanceOf(Outcome.Written.class);
        assertThat(source).hasContent(generated);
    }

    @Test
    void aMissingOutputIsWrittenAgain() throws IOException {
        run(Mode.UPDATE, java(out));
        Files.delete(source);
        assertThat(run(Mode.UPDATE, java(out))).isInstanceOf(Outcome.Written.class);
        assertThat(source).exists();
    }

    @Test
    void otherOptionsAreAnotherRequest() throws IOException {
        run(Mode.UPDATE, java(out));
        Output server = new Output(new JavaTarget(JavaOptions.DEFAULT), new TargetOptions(Set.of(Side.SERVER)), out);
        assertThat(run(Mode.UPDATE, server)).isInstanceOf(Outcome.Written.class);
        assertThat(out.resolve("p/ClientPacketHandler.java")).doesNotExist();
    }

    /** The lock cannot be written, so the job fails after it has written the files. */
    @Test
    void afterACrashBetweenFilesAndLockTheNextRunIsFull() throws IOException {
        run(Mode.UPDATE, java(out));
        assertThat(ownRecord).exists();
        Files.writeString(pdl, PDL.replace("C_A", "C_B"));
        Path dangling = Files.createSymbolicLink(lock, folder.resolve("nowhere/pdl.lock"));
        assertThatThrownBy(() -> run(Mode.UPDATE, Optional.of(dangling), java(out)))
                .isInstanceOf(IOException.class);
        assertThat(out.resolve("p/C_B.java")).exists();
        Files.writeString(pdl, PDL);
        assertThat(run(Mode.UPDATE, java(out))).isInstanceOf(Outcome.Written.class);
        assertThat(source).exists();
        assertThat(out.resolve("p/C_B.java")).doesNotExist();
    }

    @Test
    void theLockIsExtendedAndPartOfTheRecord() throws IOException {
        Optional<Path> kept = Optional.of(lock);
        run(Mode.UPDATE, kept, java(out));
        assertThat(lock).content().endsWith("1 C_A\n");
        assertThat(run(Mode.UPDATE, kept, java(out))).isInstanceOf(Outcome.UpToDate.class);
        Files.writeString(lock, Files.readString(lock) + "7 C_Gone\n");
        assertThat(run(Mode.UPDATE, kept, java(out))).isInstanceOf(Outcome.Written.class);
        assertThat(lock).content().endsWith("1 C_A\n7 C_Gone\n");
    }

    @Test
    void aComparisonReportsDifferencesAndWritesNothing() throws IOException {
        Outcome first = run(Mode.COMPARE, Optional.of(lock), java(out));
        assertThat(first).isInstanceOf(Outcome.Differs.class);
        assertThat(((Outcome.Differs) first).lock()).contains(new LockAdditions(lock, List.of("1 C_A")));
        assertThat(out).doesNotExist();
        assertThat(lock).doesNotExist();
        run(Mode.WRITE, Optional.of(lock), java(out));
        assertThat(run(Mode.COMPARE, Optional.of(lock), java(out))).isInstanceOf(Outcome.UpToDate.class);
    }

    @Test
    void errorsWriteNothing() throws IOException {
        Files.writeString(pdl, PDL.replace("int", "strng"));
        Outcome outcome = run(Mode.UPDATE, Optional.of(lock), java(out), layout(out));
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.diagnostics()).isNotEmpty();
        assertThat(out).doesNotExist();
        assertThat(lock).doesNotExist();
    }

    @Test
    void aForeignFileInOneFolderKeepsAllFoldersUntouched() throws IOException {
        Path other = folder.resolve("other");
        Files.createDirectories(other.resolve("p"));
        Path foreign = Files.writeString(other.resolve("p/C_A.java"), "class C_A {}");
        assertThatThrownBy(() -> run(Mode.UPDATE, java(out), java(other))).hasMessageContaining("it is in the way");
        assertThat(out).doesNotExist();
        assertThat(foreign).hasContent("class C_A {}");
    }

    @Test
    void targetsShareAFolderWithoutRemovingEachOthersFiles() throws IOException {
        Path document = out.resolve("p.layout.json");
        run(Mode.UPDATE, java(out), layout(out));
        run(Mode.WRITE, java(out));
        run(Mode.WRITE, layout(out));
        assertThat(source).exists();
        assertThat(document).exists();
        assertThat(run(Mode.UPDATE, java(out), layout(out))).isInstanceOf(Outcome.UpToDate.class);
        Files.delete(document);
        assertThat(run(Mode.UPDATE, java(out), layout(out))).isInstanceOf(Outcome.Written.class);
        assertThat(document).exists();
    }

    @Test
    void oneTargetGoesIntoSeveralFolders() throws IOException {
        Path copy = folder.resolve("copy");
        run(Mode.UPDATE, java(out), java(copy));
        assertThat(copy.resolve("p/C_A.java")).hasSameTextualContentAs(source);
        assertThat(run(Mode.UPDATE, java(out), java(copy))).isInstanceOf(Outcome.UpToDate.class);
    }

    @Test
    void theSameTargetTwiceInOneFolderIsRefused() {
        assertThatThrownBy(() -> run(Mode.UPDATE, java(out), java(out.resolve("../out"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'java' is given twice");
    }

    @Test
    void aSymbolicLinkToAFolderIsTheSameFolder() throws IOException {
        Files.createDirectory(out);
        Path link = Files.createSymbolicLink(folder.resolve("link"), out);
        assertThatThrownBy(() -> run(Mode.UPDATE, java(out), java(link)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'java' is given twice");
        assertThatThrownBy(() -> run(Mode.UPDATE, java(out.resolve("not/yet")), java(link.resolve("not/yet"))))
                .hasMessageContaining("'java' is given twice");
        assertThat(run(Mode.UPDATE, java(out), layout(link))).isInstanceOf(Outcome.Written.class);
    }

    @Test
    void theAddedLinesAreTold() throws IOException {
        Outcome written = run(Mode.UPDATE, Optional.of(lock), java(out));
        assertThat(((Outcome.Written) written).lock()).contains(new LockAdditions(lock, List.of("1 C_A")));
        Files.writeString(pdl, PDL.replace("int", "long"));
        Outcome again = run(Mode.UPDATE, Optional.of(lock), java(out));
        assertThat(((Outcome.Written) again).lock()).isEmpty();
    }

    /** A build may change the lock only to add packets. */
    @Test
    void aLockThatLacksNothingIsNotTouched() throws IOException {
        String content = "\ufeff# ours\r\n1 C_A\r\n";
        Files.writeString(lock, content);
        run(Mode.UPDATE, Optional.of(lock), java(out));
        assertThat(Files.readString(lock)).isEqualTo(content);
        assertThat(run(Mode.COMPARE, Optional.of(lock), java(out))).isInstanceOf(Outcome.UpToDate.class);
    }

    @Test
    void aFrozenLockFailsAndNamesTheMissingLines() throws IOException {
        Files.writeString(lock, "4 C_A\n");
        Request frozen = new Request(
                        Sources.of(pdl).withLock(lock),
                        Optional.empty(),
                        List.of(java(out)),
                        Mode.UPDATE,
                        Optional.of("this tool"))
                .withLockMode(LockMode.FROZEN);
        assertThat(GenerationJob.run(frozen)).isInstanceOf(Outcome.Written.class);
        Files.writeString(pdl, PDL.replace("</PDL>", "<packet name='C_B'></packet></PDL>"));
        assertThat(GenerationJob.run(frozen))
                .isInstanceOfSatisfying(
                        Outcome.LockFrozen.class,
                        it -> assertThat(it.lock()).isEqualTo(new LockAdditions(lock, List.of("5 C_B"))));
        assertThat(lock).hasContent("4 C_A\n");
        assertThat(out.resolve("p/C_B.java")).doesNotExist();
        assertThat(GenerationJob.run(frozen.withLockMode(LockMode.EXTEND))).isInstanceOf(Outcome.Written.class);
        assertThat(GenerationJob.run(frozen)).isInstanceOf(Outcome.UpToDate.class);
    }

    private static List<String> changes(Outcome outcome) {
        return ((Outcome.Written) outcome)
                .changedIds().changes().stream()
                        .map(ChangedIds.Change::toString)
                        .toList();
    }

    /** The PDL has a warning, so the record is not reusable. */
    @Test
    void idsThatDifferFromThoseOfTheLastRunAreTold() throws IOException {
        String first = "<PDL package='p'><packet name='A'/><packet name='B'></packet><packet name='C'></packet></PDL>";
        Files.writeString(pdl, first);
        assertThat(changes(run(Mode.UPDATE, java(out)))).isEmpty();
        Files.writeString(pdl, first.replace("<packet name='B'>", "<packet name='New'></packet><packet name='B'>"));
        assertThat(changes(run(Mode.UPDATE, java(out)))).containsExactly("B (2, now 3)", "C (3, now 4)");
        assertThat(changes(run(Mode.UPDATE, java(out)))).isEmpty();
        Files.writeString(pdl, first);
        Files.writeString(lock, "1 A\n3 B\n4 C\n");
        assertThat(changes(run(Mode.UPDATE, Optional.of(lock), java(out)))).isEmpty();
    }

    /** Each package has its own record with a list of packets, but the ids belong to one protocol. */
    @Test
    void changedIdsAreToldIfThePackageHasChangedToo() throws IOException {
        String two = PDL.replace("</PDL>", "<packet name='C_B'></packet></PDL>");
        Files.writeString(pdl, two);
        run(Mode.UPDATE, java(out));
        String before = "<packet name='C_New'></packet><packet name='C_A'>";
        Files.writeString(pdl, two.replace("'p'", "'q'").replace("<packet name='C_A'>", before));
        assertThat(changes(run(Mode.UPDATE, java(out)))).containsExactly("C_A (1, now 2)", "C_B (2, now 3)");
        assertThat(out.resolve("p/C_A.java")).exists();
        Files.writeString(pdl, two.replace("'p'", "'r'").replace("<packet name='C_A'>", before));
        assertThat(changes(run(Mode.UPDATE, java(out)))).isEmpty();
    }

    @Test
    void theIdsOfAnotherProtocolInTheSameFolderAreNotCompared() throws IOException {
        run(Mode.UPDATE, java(out));
        pdl = Files.writeString(
                Files.createDirectory(folder.resolve("other")).resolve("p.xml"),
                "<PDL package='q'><packet name='C_New'></packet><packet name='C_A'></packet></PDL>");
        assertThat(changes(run(Mode.UPDATE, java(out)))).isEmpty();
    }

    /**
     * With a lock, only the author of the lock changes ids, so these changes are not reported. A new lock keeps no
     * earlier ids.
     */
    @Test
    void underALockChangedIdsAreNotTold() throws IOException {
        String first = "<PDL package='p'><packet name='A'></packet><packet name='B'></packet></PDL>";
        Files.writeString(pdl, first);
        run(Mode.UPDATE, java(out));
        Files.writeString(lock, "1 A\n7 B\n");
        assertThat(changes(run(Mode.UPDATE, Optional.of(lock), java(out)))).isEmpty();
        Files.delete(lock);
        assertThat(changes(run(Mode.UPDATE, Optional.of(lock), java(out)))).containsExactly("B (7, now 2)");
    }

    /** The lock alone cannot tell which packet was renamed, since several have been removed before. */
    @Test
    void theLastRunTellsWhichPacketWasRenamed() throws IOException {
        Files.writeString(lock, "1 C_A\n2 C_Gone\n3 C_Older\n");
        run(Mode.UPDATE, Optional.of(lock), java(out));
        Files.writeString(pdl, PDL.replace("C_A", "C_New"));
        Outcome outcome = run(Mode.UPDATE, Optional.of(lock), java(out));
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.diagnostics())
                .singleElement()
                .satisfies(it -> assertThat(it.help()).contains("change the line '1 C_A' to '1 C_New'"));
        assertThat(lock).content().doesNotContain("C_New");
    }

    /** Each run adds packets of its own direction, which cannot be renamed packets of the other run. */
    @Test
    void runsAtOnceNeverGiveOneIdTwice() throws Exception {
        List<String> prefixes = List.of("C_", "S_");
        int runs = prefixes.size();
        ExecutorService threads = Executors.newFixedThreadPool(runs);
        try {
            for (int round = 1; round <= 10; round++) {
                List<Callable<Outcome>> jobs = new ArrayList<>();
                for (String prefix : prefixes) {
                    String packets = IntStream.rangeClosed(1, 2 * round)
                            .mapToObj(("<packet name='" + prefix + "%d'></packet>")::formatted)
                            .collect(Collectors.joining());
                    Path file = Files.writeString(folder.resolve(prefix + ".xml"), "<PDL>" + packets + "</PDL>");
                    Output output = java(folder.resolve(prefix));
                    jobs.add(() -> GenerationJob.run(new Request(
                            Sources.of(file).withLock(lock),
                            Optional.empty(),
                            List.of(output),
                            Mode.UPDATE,
                            Optional.of("this tool"))));
                }
                for (Future<Outcome> job : threads.invokeAll(jobs)) {
                    assertThat(job.get()).isInstanceOf(Outcome.Written.class);
                }
                assertThat(Files.readAllLines(lock).stream().filter(line -> !line.startsWith("#")))
                        .hasSize(runs * 2 * round);
            }
        } finally {
            threads.shutdownNow();
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".guard"));
        }
    }

    private Request request(boolean warningsAsErrors) {
        Sources sources = Sources.of(pdl);
        List<Output> outputs = List.of(java(out));
        return new Request(
                sources,
                Optional.empty(),
                "fallback",
                outputs,
                Mode.UPDATE,
                LockMode.EXTEND,
                warningsAsErrors,
                Optional.of("this tool"));
    }

    @Test
    void aNamespaceOfAnotherJobIsRefused() throws IOException {
        NamespaceClaims claimed = namespace -> !namespace.equals("p");
        Outcome refused = GenerationJob.run(request(false), claimed);
        assertThat(refused)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, it -> assertThat(it.namespace()).isEqualTo("p"));
        assertThat(out).doesNotExist();
        GenerationJob.run(request(false));
        assertThat(GenerationJob.run(request(false))).isInstanceOf(Outcome.UpToDate.class);
        assertThat(GenerationJob.run(request(false), claimed)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aDefaultNamespaceAppliesWhereTheFilesNameNone() throws IOException {
        Files.writeString(pdl, PDL.replace(" package='p'", ""));
        GenerationJob.run(request(false));
        assertThat(out.resolve("fallback/C_A.java")).exists();
    }

    @Test
    void aRunWithAWarningIsNeverUpToDateAndFailsWhereTheWarningCountsAsAnError() throws IOException {
        Files.writeString(pdl, "<PDL package='p'><packet name='A'/><packet name='B'/></PDL>");
        assertThat(GenerationJob.run(request(true))).isInstanceOf(Outcome.Failed.class);
        assertThat(out).doesNotExist();
        Outcome written = GenerationJob.run(request(false));
        assertThat(written).isInstanceOf(Outcome.Written.class);
        assertThat(written.diagnostics()).isNotEmpty();
        assertThat(GenerationJob.run(request(false))).isInstanceOf(Outcome.Written.class);
    }
}
