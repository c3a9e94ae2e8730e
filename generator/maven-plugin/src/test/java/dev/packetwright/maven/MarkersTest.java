package dev.packetwright.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.load.Sources;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.codehaus.plexus.build.BuildContext;
import org.codehaus.plexus.build.DefaultBuildContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the markers that an IDE receives through its build context. */
class MarkersTest {
    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();

    /** Returns a build context that records its calls. */
    private <T> T noting(Class<T> context) {
        return context.cast(Proxy.newProxyInstance(
                context.getClassLoader(), new Class<?>[] {context}, (proxy, method, arguments) -> {
                    told.add(method.getName() + Arrays.toString(arguments));
                    return null;
                }));
    }

    private static org.sonatype.plexus.build.incremental.BuildContext plain() {
        return new org.sonatype.plexus.build.incremental.DefaultBuildContext();
    }

    private Path wrong() throws IOException {
        return Files.writeString(
                folder.resolve("chat.xml"), "<PDL>\n  <packet name='A'><strng name='s'/></packet></PDL>");
    }

    private void report(Markers markers, Path file) {
        Generation generation = Generator.generate(Sources.of(file));
        markers.clear(List.of(file));
        assertThatThrownBy(() -> new Report(new SystemStreamLog(), markers, false).report(generation.diagnostics()))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("the PDL has 1 error and 0 warnings");
    }

    @Test
    void anErrorIsShownInThePdlWithLineColumnAndHint() throws IOException {
        Path file = wrong();
        report(new Markers(noting(BuildContext.class), plain()), file);
        assertThat(told)
                .containsExactly(
                        "removeMessages[" + file + "]",
                        "addMessage[" + file + ", 2, 20, unknown type 'strng' [PW012]; did you mean 'string'?, "
                                + BuildContext.SEVERITY_ERROR + ", null]");
    }

    /** Some IDEs, such as Eclipse, replace the build context only under its former name. */
    @Test
    void anIdeWithTheFormerContextShowsMarkersToo() throws IOException {
        var ides = noting(org.sonatype.plexus.build.incremental.BuildContext.class);
        report(new Markers(new DefaultBuildContext(ides), ides), wrong());
        assertThat(told).anyMatch(call -> call.startsWith("addMessage"));
    }

    /** On a command line, only the report shows a mistake, and it shows it once. */
    @Test
    void withoutAnIdeMistakesAreShownOnce() throws IOException {
        var plain = plain();
        DefaultBuildContext context = new DefaultBuildContext(plain) {
            @Override
            public void addMessage(File file, int line, int column, String message, int severity, Throwable cause) {
                told.add(message);
            }
        };
        report(new Markers(context, plain), wrong());
        assertThat(told).isEmpty();
    }

    @Test
    void aWarningIsShownAsAWarning() throws IOException, MojoFailureException {
        Path file = Files.writeString(folder.resolve("chat.xml"), "<PDL><packet name='A'/><packet name='B'/></PDL>");
        Generation generation = Generator.generate(Sources.of(file));
        new Report(new SystemStreamLog(), new Markers(noting(BuildContext.class), plain()), false)
                .report(generation.diagnostics());
        assertThat(told).singleElement().asString().contains(", " + BuildContext.SEVERITY_WARNING + ", null]");
    }

    /** Files of artifacts are not in the workspace. */
    @Test
    void filesOfArtifactsHaveNoMarkers() {
        report(new Markers(noting(BuildContext.class), plain()), folder.resolve("none.xml"));
        assertThat(told).noneMatch(call -> call.startsWith("addMessage"));
    }

    @Test
    void writtenFilesAreRefreshed() {
        new Markers(noting(BuildContext.class), plain()).refresh(folder);
        assertThat(told).containsExactly("refresh[" + folder + "]");
    }
}
