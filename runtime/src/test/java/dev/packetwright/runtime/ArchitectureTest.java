package dev.packetwright.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.packetwright.runtime.packet.Packet;
import java.lang.module.ModuleDescriptor;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests of the runtime's packages: their dependencies, their exports and their public types. */
class ArchitectureTest {
    private static final String ROOT = "dev.packetwright.runtime";
    /** The packages that are exported to all modules. Two more are exported only to modules of this project. */
    private static final Set<String> EXPORTED =
            Set.of(ROOT + ".packet", ROOT + ".session", ROOT + ".group", ROOT + ".job");

    private static final JavaClasses RUNTIME = importRuntime();

    private static JavaClasses importRuntime() {
        try {
            Path classes = Path.of(Packet.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return new ClassFileImporter().importPath(classes);
        } catch (URISyntaxException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void dependsOnNothingButTheJdk() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + "..", "java..", "javax.net.ssl", "jdk.jfr..", "org.jspecify.annotations")
                .check(RUNTIME);
    }

    /**
     * A layer depends only on layers below it. Two packages are not layers: {@code telemetry} contains only logs and
     * recordings, and {@code host} stands between the runtime and the JDK.
     */
    @Test
    void layersKnowOnlyThoseBelow() {
        assertKnowsNothingOf(
                "framing", "admission", "limit", "send", "loop", "transport", "session", "group", "job", "telemetry");
        assertKnowsNothingOf(
                "admission", "packet", "framing", "limit", "send", "loop", "transport", "session", "group", "job");
        assertKnowsNothingOf("telemetry", "packet", "send", "limit", "loop", "transport", "session", "group", "job");
        assertKnowsNothingOf("packet", "send", "limit", "loop", "transport", "session", "group", "job", "telemetry");
        assertKnowsNothingOf("limit", "packet", "send", "loop", "transport", "session", "group", "job", "telemetry");
        assertKnowsNothingOf("send", "limit", "loop", "transport", "session", "group", "job", "telemetry");
        assertKnowsNothingOf("capture", "packet", "send", "limit", "loop", "transport", "session", "group", "job");
        assertKnowsNothingOf("loop", "packet", "send", "limit", "transport", "session", "group", "job");
        assertKnowsNothingOf("transport", "websocket", "session", "group", "job", "telemetry");
        assertKnowsNothingOf("websocket", "send", "limit", "proxy", "session", "group", "job", "telemetry");
        assertKnowsNothingOf(
                "proxy", "packet", "websocket", "send", "limit", "transport", "session", "group", "job", "telemetry");
        assertKnowsNothingOf("session", "group", "job");
        assertKnowsNothingOf("group", "send", "limit", "loop", "transport", "job");
        assertKnowsNothingOf(
                "host",
                "packet",
                "framing",
                "admission",
                "limit",
                "send",
                "loop",
                "transport",
                "session",
                "group",
                "job");
        for (String layer : List.of("packet", "framing", "admission", "limit", "send", "group")) {
            assertKnowsNothingOf(layer, "host");
        }
        assertKnowsNothingOf("job", "packet", "send", "limit", "loop", "transport", "session", "group");
    }

    /** The layers below {@code session} are public for each other, but they are not part of the module's API. */
    @Test
    void theModuleExportsNoneOfItsInnerLayers() {
        Set<String> exported = Packet.class.getModule().getDescriptor().exports().stream()
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
        assertThat(exported)
                .containsExactlyInAnyOrder(
                        ROOT + ".packet",
                        ROOT + ".session",
                        ROOT + ".group",
                        ROOT + ".job",
                        ROOT + ".telemetry",
                        ROOT + ".host");
        assertThat(Packet.class.getModule().isExported(ROOT + ".host"))
                .as("to everybody")
                .isFalse();
    }

    /** Otherwise, a part of the runtime would have a time of its own in the test kit. */
    @Test
    void theTimeComesFromTheHost() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".host", ROOT + ".telemetry")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(RUNTIME);
    }

    @Test
    void onlySessionsKnowTheInnerLayers() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        ROOT + ".session",
                        ROOT + ".framing",
                        ROOT + ".admission",
                        ROOT + ".loop",
                        ROOT + ".transport",
                        ROOT + ".websocket",
                        ROOT + ".proxy",
                        ROOT + ".send",
                        ROOT + ".limit",
                        ROOT + ".capture")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".framing",
                        ROOT + ".admission",
                        ROOT + ".loop",
                        ROOT + ".transport",
                        ROOT + ".websocket",
                        ROOT + ".proxy",
                        ROOT + ".send",
                        ROOT + ".limit",
                        ROOT + ".capture")
                .check(RUNTIME);
    }

    @Test
    void oneRoomKnowsFlightRecorder() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".telemetry")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.jfr..")
                .check(RUNTIME);
    }

    private static void assertKnowsNothingOf(String layer, String... others) {
        for (String other : others) {
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + layer)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + "." + other)
                    .check(RUNTIME);
        }
    }

    /** Nested types count as well, because users have to learn them, too. */
    @Test
    void hasFewPublicTypes() {
        assertThat(RUNTIME.stream().filter(ArchitectureTest::isExported)).hasSizeBetween(10, 40);
    }

    private static boolean isExported(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::isExported).orElse(true)
                && EXPORTED.contains(type.getPackageName());
    }
}
