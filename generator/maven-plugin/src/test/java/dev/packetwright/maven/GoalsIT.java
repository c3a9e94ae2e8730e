package dev.packetwright.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.packetwright.maven.Maven.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the goals other than {@code generate}, and builds with mistakes. */
class GoalsIT {
    private static final String HELLO = "<packet name=\"C_Hello\"><int name=\"n\"/></packet>";
    private static final String BYE = "<packet name=\"C_Bye\"></packet>";

    /** The first packet closes itself, which the generator of the C# course reads differently. */
    private static final String WITH_A_WARNING = "<packet name=\"C_Ping\"/>" + HELLO;

    @TempDir
    private Path folder;

    static Stream<Maven> mavens() throws IOException {
        return Maven.all();
    }

    private Project project(String artifactId, String content) {
        return new Project(folder.resolve(artifactId)).alone(artifactId, content);
    }

    private static Build run(Project project, String... arguments) {
        return Maven.ofThisBuild().run(project.folder(), arguments);
    }

    private static Build succeeds(Project project, String... arguments) {
        Build build = run(project, arguments);
        assertThat(build.succeeded()).as(build.log()).isTrue();
        return build;
    }

    private static Build fails(Project project, String... arguments) {
        Build build = run(project, arguments);
        assertThat(build.succeeded()).as(build.log()).isFalse();
        return build;
    }

    @ParameterizedTest
    @MethodSource("mavens")
    void helpExplainsEveryGoalAndParameter(Maven maven) {
        Project project = project("help", Project.executions());
        Build help = maven.run(project.folder(), "packetwright:help", "-Ddetail");
        assertThat(help.succeeded()).as(help.log()).isTrue();
        assertThat(help.log())
                .contains("packetwright:generate\n", "packetwright:generate-test\n", "packetwright:check\n")
                .contains("packetwright:diff\n", "packetwright:help\n")
                .contains("User property: packetwright.packageName", "User property: packetwright.warningsAsErrors")
                .contains("sourceDirectory (Default: ${project.basedir}/src/main/pdl)");
    }

    @Tag("full")
    @Test
    void checkFailsUntilTheCommittedSourcesAreCurrent() throws IOException {
        String committed = "<outputDirectory>${project.basedir}/src/main/generated</outputDirectory>";
        Project project = project("committed", Project.executions(Project.execution("check", "check", committed)))
                .pdl("hello.xml", HELLO);
        String outputDirectory =
                "-Dpacketwright.outputDirectory=" + project.folder().resolve("src/main/generated");
        Path source = project.folder().resolve("src/main/generated/com/example/committed/C_Hello.java");
        assertThat(fails(project, "verify").log())
                .contains(source + ": is missing", "8 files are not up to date with the PDL");
        succeeds(project, "packetwright:generate", "packetwright:check@check", outputDirectory);

        project.pdl("hello.xml", HELLO.replace("<int", "<long")).pdl("bye.xml", BYE);
        Files.delete(source.resolveSibling("PacketId.java"));
        assertThat(fails(project, "packetwright:check@check").log())
                .contains(source + ": differs", source.resolveSibling("PacketId.java") + ": is missing")
                .contains(source.resolveSibling("C_Bye.java") + ": is missing");
        assertThat(source).content().contains("int n");

        succeeds(project, "packetwright:generate", outputDirectory);
        Files.delete(project.folder().resolve("src/main/pdl/bye.xml"));
        assertThat(fails(project, "packetwright:check@check").log())
                .contains(source.resolveSibling("C_Bye.java") + ": is no longer generated");

        project.pdl("hello.xml", "<packet");
        assertThat(fails(project, "packetwright:check@check").log())
                .contains("hello.xml:1:13: error:", "the PDL has 1 error");
    }

    /** A file whose name ends in capitals belongs to the protocol, too. */
    @Tag("full")
    @Test
    void checkWarnsOfWhatThePeerDoesNotUnderstand() {
        String course = "<peer>course</peer>";
        Project project = project("peer", Project.executions(Project.execution("check", "check", course)))
                .pdl("hello.xml", HELLO)
                .write("src/main/pdl/z.XML", "<PDL><packet name=\"S_Hp\"><uint name=\"hp\"/></packet></PDL>");
        assertThat(succeeds(project, "packetwright:generate", "packetwright:check@check")
                        .log())
                .contains("[INFO] " + project.folder().resolve("src/main/pdl/hello.xml")
                        + ":1:20: note: the ids begin at 1")
                .contains("z.XML:1:26: warning: the course's generator drops a member of the type 'uint' [PW151]")
                .contains("z.XML:1:20: warning: 'S_Hp' has the id 2 here");
        assertThat(fails(project, "packetwright:check@check", "-Dpacketwright.warningsAsErrors=true")
                        .log())
                .contains("0 errors and 2 warnings, and warnings count as errors here");
    }

    @Tag("full")
    @Test
    void diffFailsForChangesThatBreakTheBaseline() {
        Project project = project(
                        "diff",
                        Project.executions(
                                Project.execution("diff", "diff", "<baseline>${project.basedir}/released</baseline>")))
                .write("released/hello.xml", "<PDL>" + HELLO + "</PDL>")
                .pdl("hello.xml", HELLO)
                .pdl("later.xml", BYE);
        assertThat(fails(project, "verify").log()).contains("[ERROR] SOURCE-breaking: 'C_Bye'", "1 change breaks");
        assertThat(succeeds(project, "packetwright:diff@diff", "-Dpacketwright.failOn=wire")
                        .log())
                .contains("[WARNING] SOURCE-breaking: 'C_Bye'")
                .contains("[INFO] 0 WIRE-breaking, 1 SOURCE-breaking, 0 safe");
        project.pdl("hello.xml", HELLO.replace("<int", "<long"));
        assertThat(fails(project, "packetwright:diff@diff").log())
                .contains(
                        "[ERROR] WIRE-breaking: 'C_Hello.n' is long, and was int",
                        project.folder() + "/src/main/pdl/hello.xml:1:41)",
                        "2 changes break");
        succeeds(project, "packetwright:diff@diff", "-Dpacketwright.failOn=none");
        assertThat(fails(project, "packetwright:diff").log()).contains("there is nothing to compare with");
        assertThat(fails(project, "packetwright:diff", "-Dpacketwright.baseline=nowhere.xml")
                        .log())
                .contains("nowhere.xml:1:1: error: there is no such file [PW001]");
    }

    /** The files, their patterns and the lock are those of the revision. */
    @Tag("full")
    @Test
    void diffReadsABaselineFromAGitRevision() throws IOException, InterruptedException {
        Project project = project("since", Project.executions())
                .pdl("hello.xml", HELLO)
                .pdl("draft.txt", BYE)
                .write("src/main/pdl/pdl.lock", "7 C_Hello\n");
        assumeTrue(git(project, "--version"), "left out: git is not installed");
        assertThat(fails(project, "packetwright:diff", "-Dpacketwright.baselineRevision=v1")
                        .log())
                .contains("is not in a git repository");
        assertThat(git(project, "init", "-q")).isTrue();
        assertThat(git(project, "add", "src")).isTrue();
        assertThat(git(project, "-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "-q", "-m", "1"))
                .isTrue();
        assertThat(git(project, "tag", "v1")).isTrue();
        assertThat(succeeds(project, "packetwright:diff", "-Dpacketwright.baselineRevision=v1")
                        .log())
                .contains("[INFO] no changes");
        project.pdl("hello.xml", HELLO.replace("<int", "<long"));
        assertThat(fails(project, "packetwright:diff", "-Dpacketwright.baselineRevision=v1")
                        .log())
                .contains(
                        "[ERROR] WIRE-breaking: 'C_Hello.n' is long, and was int", "(old v1:src/main/pdl/hello.xml:1:");
        assertThat(fails(project, "packetwright:diff", "-Dpacketwright.baselineRevision=v9")
                        .log())
                .contains("there is no revision 'v9'");
    }

    private static boolean git(Project project, String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                            .directory(project.folder().toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /** Every build reports warnings, not only the first build. If warnings count as errors, nothing is written. */
    @Tag("full")
    @Test
    void warningsAreReportedByEveryBuildAndCanBeErrors() {
        Project project = project("warnings", Project.generate("")).pdl("hello.xml", WITH_A_WARNING);
        assertThat(fails(project, "compile", "-Dpacketwright.warningsAsErrors").log())
                .contains(
                        "hello.xml:1:6: warning:", "the PDL has 0 errors and 1 warning, and warnings count as errors");
        assertThat(project.files("target")).isEmpty();
        succeeds(project, "compile");
        var before = project.files("target/classes");
        assertThat(succeeds(project, "compile").log())
                .contains("[WARNING] " + project.folder() + "/src/main/pdl/hello.xml:1:6: warning:")
                .contains("0 of them written");
        assertThat(project.files("target/classes")).isEqualTo(before).isNotEmpty();
    }

    /** The sources are compiled even if the plugin is skipped or has nothing to do. */
    @Tag("full")
    @Test
    void theSourcesAreCompiledEvenIfNothingIsGenerated() throws IOException {
        Project project = project("skipped", Project.generate("")).pdl("hello.xml", HELLO);
        succeeds(project, "compile");
        Path packet = project.folder().resolve("target/classes/com/example/skipped/C_Hello.class");
        for (String option : new String[] {"-Dpacketwright.skip=false", "-Dpacketwright.skip"}) {
            Files.delete(packet);
            assertThat(succeeds(project, "compile", option).log()).doesNotContain("of them written");
            assertThat(packet).exists();
        }
    }

    @Test
    void testsHaveTheirOwnPackets() {
        Project project = project(
                        "tests",
                        Project.executions(
                                "<execution><goals><goal>generate</goal><goal>generate-test</goal></goals></execution>"))
                .pdl("hello.xml", HELLO)
                .write("src/test/pdl/bye.xml", "<PDL>" + BYE + "</PDL>");
        succeeds(project, "test-compile");
        assertThat(project.files("target/classes")).containsKey("com/example/tests/C_Hello.class");
        assertThat(project.files("target/test-classes"))
                .containsKey("com/example/tests/test/C_Bye.class")
                .doesNotContainKey("com/example/tests/C_Hello.class");
    }

    /** Executions with the same package would replace each other's sources in every build. */
    @Tag("full")
    @Test
    void executionsWithTheSamePackageFail() {
        Project project = project(
                        "clash",
                        Project.executions(
                                Project.execution("one", "generate", "<includes>hello.xml</includes>"),
                                Project.execution("two", "generate", "<includes>bye.xml</includes>")))
                .pdl("hello.xml", HELLO)
                .pdl("bye.xml", BYE);
        assertThat(fails(project, "compile").log())
                .contains("the executions 'one' and 'two' both generate the package com.example.clash")
                .contains("give one of them another <packageName>");
    }

    /** A build must log its changes to a lock in the repository. On CI, it must not change the lock. */
    @Tag("full")
    @Test
    void addedLinesAreLoggedAndAFrozenLockFails() throws IOException {
        Project project = project("locked", Project.generate("")).pdl("hello.xml", HELLO);
        project.write("src/main/pdl/pdl.lock", "");
        Path lock = project.folder().resolve("src/main/pdl/pdl.lock");
        Build onCi = Maven.ofThisBuild().where("CI", "true").run(project.folder(), "generate-sources");
        assertThat(onCi.succeeded()).isFalse();
        assertThat(onCi.log()).contains(lock + " is frozen and lacks a packet", "[ERROR] 1 C_Hello");
        assertThat(lock).isEmptyFile();
        assertThat(fails(project, "generate-sources", "-Dpacketwright.frozenLock=true")
                        .log())
                .contains("is frozen");
        assertThat(succeeds(project, "generate-sources").log()).contains("[WARNING] " + lock + ": added 1 C_Hello");
        assertThat(lock).content().endsWith("1 C_Hello\n");

        project.pdl("hello.xml", HELLO.replace("C_Hello", "C_Greet"));
        assertThat(fails(project, "generate-sources").log()).contains("[ERROR] help: if 'C_Greet' is 'C_Hello'");
        project.write("src/main/pdl/pdl.lock", "1 C_Greet\n");
        assertThat(Maven.ofThisBuild()
                        .where("CI", "true")
                        .run(project.folder(), "generate-sources")
                        .succeeded())
                .isTrue();
        assertThat(lock).hasContent("1 C_Greet\n");
    }

    /** In a shared lock, the packets of each protocol would count as removed packets of the other protocol. */
    @Tag("full")
    @Test
    void executionsDoNotShareALock() {
        String first = "<includes>hello.xml</includes><packageName>one</packageName>";
        String second = "<includes>bye.xml</includes><packageName>two</packageName>";
        Project project = project(
                        "shared",
                        Project.executions(
                                Project.execution("one", "generate", first),
                                Project.execution("two", "generate", second)))
                .pdl("hello.xml", HELLO)
                .pdl("bye.xml", BYE)
                .write("src/main/pdl/pdl.lock", "1 C_Hello\n");
        assertThat(fails(project, "generate-sources").log())
                .contains("the executions 'one' and 'two' generate different protocols with one lock")
                .contains("give each of them a <lockFile> of its own");
        assertThat(project.folder().resolve("src/main/pdl/pdl.lock")).hasContent("1 C_Hello\n");
    }

    @Tag("full")
    @Test
    void changedIdsAreLogged() {
        Project project = project("shifted", Project.generate("")).pdl("hello.xml", HELLO);
        succeeds(project, "generate-sources");
        project.pdl("hello.xml", BYE + HELLO);
        assertThat(succeeds(project, "generate-sources").log())
                .contains("[WARNING] packets have another id than in the last run: C_Hello (1, now 2)");
    }

    /** With an encoding other than UTF-8, names and comments outside ASCII are escapes. */
    @Tag("full")
    @Test
    void sourcesAreInTheEncodingOfTheProject() {
        Project project = project("encoding", Project.generate(""))
                .pdl("hello.xml", "<!-- \uc774\ub3d9 --><packet name='C_Hello'><int name='\uc774\ub984'/></packet>");
        Path source = project.generated().resolve("com/example/encoding/C_Hello.java");
        succeeds(project, "compile");
        assertThat(source).content().contains("\uc774\ub3d9", "int \uc774\ub984");
        succeeds(project, "compile", "-Dproject.build.sourceEncoding=windows-1252");
        assertThat(source).content().contains("\\uc774\\ub3d9", "int \\uc774\\ub984");
        assertThat(fails(project, "compile", "-Dpacketwright.encoding=x-nothing")
                        .log())
                .contains("<encoding> is 'x-nothing', which is not an encoding");
    }

    @Tag("full")
    @Test
    void mistakesInTheConfigurationAreReported() throws IOException {
        Project project = project("wrong", Project.generate("")).pdl("hello.xml", HELLO);
        assertThat(fails(project, "compile", "-Dpacketwright.packageName=com.example.class")
                        .log())
                .contains("<packageName> is 'com.example.class', which cannot be the package of generated code");
        project.write("in-the-way", "");
        assertThat(fails(
                                project,
                                "compile",
                                "-Dpacketwright.outputDirectory="
                                        + project.folder().resolve("in-the-way"))
                        .log())
                .contains("in-the-way");
        succeeds(project, "compile");
        Path source = project.generated().resolve("com/example/wrong/C_Hello.java");
        Files.writeString(source, "// mine now\n");
        assertThat(fails(project, "compile").log())
                .contains(source + ": it is in the way, and was not written by Packetwright");
    }
}
