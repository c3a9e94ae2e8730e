package dev.packetwright.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.maven.Maven.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests protocols in jars: one project packs them, others import them. */
class SharedProtocolIT {
    private static final String POINT = "<struct name=\"Point\"><int name=\"x\"/></struct>";
    private static final String MOVE =
            "<import artifact=\"com.example:common\" file=\"types/point.xml\"/><packet name=\"C_Move\"><Point name=\"to\"/></packet>";

    @TempDir
    private Path folder;

    static Stream<Maven> mavens() throws IOException {
        return Maven.all();
    }

    private Project common() {
        return new Project(folder.resolve("common"))
                .module(Project.generate("<pack>true</pack>"))
                .write("src/main/pdl/types/point.xml", "<PDL package=\"com.example.common.types\">" + POINT + "</PDL>")
                .pdl("hello.xml", "<packet name=\"C_Hello\"><int name=\"n\"/></packet>")
                .write("src/main/pdl/pdl.lock", "5 C_Hello\n");
    }

    private static Build succeeds(Maven maven, Project project, String... arguments) {
        Build build = maven.run(project.folder(), arguments);
        assertThat(build.succeeded()).as(build.log()).isTrue();
        return build;
    }

    private static Build fails(Project project, String... arguments) {
        Build build = Maven.ofThisBuild().run(project.folder(), arguments);
        assertThat(build.succeeded()).as(build.log()).isFalse();
        return build;
    }

    /** The other module is neither compiled nor packaged. */
    @ParameterizedTest
    @MethodSource("mavens")
    void aModuleImportsFromAnotherThatIsNotPackagedYet(Maven maven) throws IOException {
        Project parent = new Project(folder).parentOf(List.of("common", "game"));
        common();
        Project game = new Project(folder.resolve("game"))
                .module(Project.dependency("common") + Project.generate(""))
                .pdl("move.xml", MOVE);
        succeeds(maven, parent, "-T", "4", "generate-sources");
        Path point = game.generated().resolve("com/example/game/Point.java");
        assertThat(point).content().contains("int x");
        assertThat(succeeds(maven, parent, "generate-sources").log()).doesNotContain("of them written");
        common().pdl("types/point.xml", POINT.replace("<int", "<float"));
        succeeds(maven, parent, "generate-sources");
        assertThat(point).content().contains("float x");
    }

    /** One build installs the protocol into a repository, and other builds use it for different purposes. */
    @Tag("full")
    @Test
    void aReleasedProtocolIsUsedByOtherBuilds() throws IOException {
        Maven maven = Maven.ofThisBuild();
        new Project(folder).parentOf(List.of());
        Project common = common();
        Path repository = Maven.repositoryOfItsOwn(folder.resolve("repository"));
        String local = "-Dmaven.repo.local=" + repository;
        succeeds(maven, new Project(folder), local, "install");
        succeeds(maven, common, local, "install");
        try (ZipFile jar =
                new ZipFile(common.folder().resolve("target/common-1.jar").toFile())) {
            assertThat(jar.stream()
                            .map(Object::toString)
                            .filter(name -> name.endsWith(".xml") || name.endsWith(".lock")))
                    .contains(
                            "META-INF/packetwright/hello.xml",
                            "META-INF/packetwright/pdl.lock",
                            "META-INF/packetwright/types/point.xml");
        }

        Project game = new Project(folder.resolve("game"))
                .module(Project.dependency("common") + Project.generate(""))
                .pdl("move.xml", MOVE);
        succeeds(maven, game, local, "-o", "compile");
        assertThat(game.files("target/classes")).containsKey("com/example/game/Point.class");

        Project sharing = new Project(folder.resolve("sharing"))
                .module(Project.dependency("common") + Project.generate(""))
                .pdl("move.xml", MOVE.replace("file=", "package=\"com.example.common.types\" file="))
                .write(
                        "src/main/java/com/example/sharing/Use.java",
                        "package com.example.sharing; import com.example.common.types.Point;\n"
                                + "class Use { C_Move move() { return new C_Move(new Point(1)); } }");
        succeeds(maven, sharing, local, "-o", "compile");
        assertThat(sharing.files("target/classes"))
                .containsKeys("com/example/sharing/C_Move.class", "com/example/sharing/Use.class")
                .doesNotContainKey("com/example/sharing/Point.class");

        Project client = new Project(folder.resolve("client"))
                .module(Project.generate(
                        "<imports><import>com.example:common:1</import></imports><side>client</side>"));
        succeeds(maven, client, local, "-o", "compile");
        assertThat(client.files("target/classes"))
                .as("the package that the artifact names, as the project has no file of its own")
                .containsKeys(
                        "com/example/common/types/C_Hello.class", "com/example/common/types/ClientPacketManager.class")
                .doesNotContainKey("com/example/common/types/ServerPacketManager.class");
        assertThat(succeeds(maven, client, local, "-o", "compile").log()).contains("all up to date");

        common.pdl("hello.xml", "<packet name=\"C_Hello\"><long name=\"n\"/></packet>");
        Build diff = maven.run(
                common.folder(),
                local,
                "-o",
                "packetwright:diff",
                "-Dpacketwright.baselineArtifact=com.example:common:1");
        assertThat(diff.succeeded()).isFalse();
        assertThat(diff.log())
                .contains("com.example:common!hello.xml:1:40", "1 WIRE-breaking, 0 SOURCE-breaking, 0 safe");

        Project broken = new Project(folder.resolve("broken"))
                .module(Project.dependency("common") + Project.generate(""))
                .pdl("move.xml", MOVE.replace("point.xml", "pont.xml"));
        Build missing = maven.run(broken.folder(), local, "-o", "compile");
        assertThat(missing.log()).contains("there is no such file: com.example:common!types/pont.xml [PW001]");
    }

    @Tag("full")
    @Test
    void anUnavailableArtifactIsReportedAtItsImport() throws IOException {
        Project project =
                new Project(folder).alone("lonely", Project.generate("")).pdl("move.xml", MOVE);
        assertThat(fails(project, "-o", "compile").log())
                .contains(
                        "move.xml:1:24: error: com.example:common is not among the dependencies of this project [PW001]")
                .contains("help: add it to the <dependencies>, or with its version to the <imports>");
        assertThat(fails(project, "-o", "compile", "-Dpacketwright.imports=com.example:nowhere:7")
                        .log())
                .contains("com.example:nowhere:jar:7");
        assertThat(fails(project, "-o", "compile", "-Dpacketwright.imports=nowhere")
                        .log())
                .contains("'nowhere' names no artifact: write group:name");
        assertThat(Files.exists(project.generated())).isFalse();
    }

    /** The dependency does not exist, but it is not needed. */
    @Tag("full")
    @Test
    void nothingIsResolvedWithoutAnImport() {
        Project project = new Project(folder)
                .alone("free", Project.dependency("nowhere-to-be-found") + Project.generate(""))
                .pdl("point.xml", "<packet name=\"C_Hello\"></packet>");
        succeeds(Maven.ofThisBuild(), project, "-o", "generate-sources");
        assertThat(fails(project, "-o", "compile").log()).contains("nowhere-to-be-found");
    }
}
