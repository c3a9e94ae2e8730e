package dev.packetwright.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.maven.Maven.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests executions with several outputs. */
class TargetsIT {
    private static final String HELLO = "<packet name=\"C_Hello\"><int name=\"n\"/></packet>";

    @TempDir
    private Path folder;

    private Project project(String artifactId, String... targets) {
        return new Project(folder.resolve(artifactId))
                .alone(artifactId, configuration(targets))
                .pdl("hello.xml", HELLO);
    }

    private static String configuration(String... targets) {
        return Project.generate("<targets>" + String.join("", targets) + "</targets>");
    }

    private static String target(String name, String content) {
        return "<target><name>" + name + "</name>" + content + "</target>";
    }

    private static String build(Project project, boolean succeeds, String... arguments) {
        Build build = Maven.ofThisBuild().run(project.folder(), arguments);
        assertThat(build.succeeded()).as(build.log()).isEqualTo(succeeds);
        return build.log();
    }

    @Test
    void javaIsCompiledAndTheLayoutIsNot() throws IOException {
        Project project = project(
                "layout",
                target("java", "<side>server</side>"),
                target("layout", "<directory>${project.build.directory}/layout</directory>"));
        Path layout = project.folder().resolve("target/layout");
        Path document = layout.resolve("com.example.layout.layout.json");
        build(project, true, "compile");
        assertThat(document).exists();
        assertThat(project.files("target/classes"))
                .containsKey("com/example/layout/C_Hello.class")
                .containsKey("com/example/layout/ServerPacketManager.class")
                .doesNotContainKey("com/example/layout/ClientPacketManager.class");

        var sources = project.files("target/generated-sources");
        var classes = project.files("target/classes");
        var layouts = project.files("target/layout");
        assertThat(build(project, true, "compile"))
                .contains(project.generated() + ": 6 files, all up to date")
                .contains(layout + ": 1 files, all up to date");
        assertThat(project.files("target/generated-sources")).isEqualTo(sources);
        assertThat(project.files("target/classes")).isEqualTo(classes);
        assertThat(project.files("target/layout")).isEqualTo(layouts);

        Files.delete(document);
        assertThat(build(project, true, "compile"))
                .contains(project.generated() + ": 6 files, 0 of them written; 0 removed")
                .contains(layout + ": 1 files, 1 of them written; 0 removed");
        assertThat(document).exists();
    }

    @Tag("full")
    @Test
    void javaGoesIntoTwoFoldersAndOneIsCompiled() throws IOException {
        String client = "<side>client</side><directory>client</directory>";
        String copy = target("java", client + "<compile>false</compile>");
        Project project = project("two", target("java", ""), copy);
        Path packet = project.folder().resolve("client/com/example/two/C_Hello.java");
        build(project, true, "compile");
        assertThat(packet).hasSameTextualContentAs(project.generated().resolve("com/example/two/C_Hello.java"));
        assertThat(packet.resolveSibling("ServerPacketManager.java")).doesNotExist();
        assertThat(project.files("target/classes")).containsKey("com/example/two/ServerPacketManager.class");

        project.alone(
                "two",
                Project.generate(
                        "<packageName>other</packageName><targets>" + target("java", "") + copy + "</targets>"));
        build(project, true, "compile");
        assertThat(packet).doesNotExist();
        assertThat(project.folder().resolve("client/other/C_Hello.java")).exists();
        assertThat(project.generated().resolve("com/example/two/C_Hello.java")).doesNotExist();

        project.alone("two", configuration(target("java", ""), target("java", client)));
        assertThat(build(project, false, "compile")).contains("set <compile>false</compile> in all but one of them");
    }

    @Tag("full")
    @Test
    void csharpHasOptionsAndIsNotCompiled() throws IOException {
        String targets = "<targets>" + target("java", "")
                + target("csharp", "<side>client</side><directory>unity</directory>")
                + target("html", "<directory>docs</directory>") + "</targets>";
        Project project = project("csharp")
                .alone("csharp", Project.generate("<csharp><runtime>course</runtime></csharp>" + targets));
        build(project, true, "compile");
        assertThat(project.folder().resolve("unity/GenPackets.cs")).content().contains("using global::ServerCore;");
        assertThat(project.folder().resolve("unity/ClientPacketManager.cs")).exists();
        assertThat(project.folder().resolve("unity/ServerPacketManager.cs")).doesNotExist();
        assertThat(project.folder().resolve("docs/com.example.csharp.html")).exists();

        project.alone("csharp", Project.generate("<csharp><runtime>corse</runtime></csharp>" + targets));
        assertThat(build(project, false, "compile"))
                .contains("the <runtime> of <csharp> is 'corse'; did you mean 'course'?");
    }

    @Tag("full")
    @Test
    void typescriptHasOptionsAndIsNotCompiled() throws IOException {
        String targets = "<targets>" + target("java", "")
                + target("typescript", "<side>client</side><directory>web</directory>") + "</targets>";
        Project project = project("typescript")
                .alone("typescript", Project.generate("<typescript><int64>number</int64></typescript>" + targets));
        build(project, true, "compile");
        assertThat(project.folder().resolve("web/typescript.ts")).content().contains("export const ClientSide");

        project.alone("typescript", Project.generate("<typescript><int64>numbr</int64></typescript>" + targets));
        assertThat(build(project, false, "compile"))
                .contains("the <int64> of <typescript> is 'numbr'; did you mean 'number'?");
    }

    @Tag("full")
    @Test
    void mistakesInATargetAreExplained() {
        Project project = project("wrong", target("jav", ""));
        assertThat(build(project, false, "compile"))
                .contains("the <name> of a <target> is 'jav'; did you mean 'java'?");
        project.alone("wrong", configuration(target("java", "<side>sever</side>")));
        assertThat(build(project, false, "compile"))
                .contains("the <side> of a <target> is 'sever'; did you mean 'server'?");
        project.alone("wrong", configuration(target("cobol", "")));
        assertThat(build(project, false, "compile"))
                .contains(
                        "the <name> of a <target> is 'cobol'; the targets are java, layout, csharp, typescript, html, wireshark");
        project.alone("wrong", configuration("<target/>"));
        assertThat(build(project, false, "compile")).contains("a <target> of <targets> needs a <name>");
        project.alone("wrong", configuration(target("java", ""), target("java", "")));
        assertThat(build(project, false, "compile")).contains("<targets> has the target 'java' twice for the folder");
        assertThat(project.files("target")).isEmpty();
    }
}
