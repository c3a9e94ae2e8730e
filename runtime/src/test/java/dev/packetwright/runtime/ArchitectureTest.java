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
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rooms of the house, and which knows which. */
class ArchitectureTest {
    private static final String ROOT = "dev.packetwright.runtime";
    /** Exported to everybody; {@code telemetry} is exported to our own modules alone. */
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

    /** From top to bottom: {@code telemetry} stands beside the layers, as nothing but logs and recordings. */
    @Test
    void layersKnowOnlyThoseBelow() {
        assertKnowsNothingOf("telemetry", "packet", "send", "limit", "loop", "transport", "session", "group", "job");
        assertKnowsNothingOf("packet", "send", "limit", "loop", "transport", "session", "group", "job", "telemetry");
        assertKnowsNothingOf("limit", "packet", "send", "loop", "transport", "session", "group", "job", "telemetry");
        assertKnowsNothingOf("send", "limit", "loop", "transport", "session", "group", "job", "telemetry");
        assertKnowsNothingOf("loop", "packet", "send", "limit", "transport", "session", "group", "job");
        assertKnowsNothingOf("transport", "limit", "session", "group", "job", "telemetry");
        assertKnowsNothingOf("session", "group", "job");
        assertKnowsNothingOf("group", "send", "limit", "loop", "transport", "job");
        assertKnowsNothingOf("job", "packet", "send", "limit", "loop", "transport", "session", "group");
    }

    /** The layers under {@code session} are public among themselves, but no part of the module's API. */
    @Test
    void theModuleExportsNoneOfItsInnerLayers() {
        Set<String> exported = Packet.class.getModule().getDescriptor().exports().stream()
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
        assertThat(exported)
                .containsExactlyInAnyOrder(
                        ROOT + ".packet", ROOT + ".session", ROOT + ".group", ROOT + ".job", ROOT + ".telemetry");
    }

    @Test
    void onlySessionsKnowTheInnerLayers() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        ROOT + ".session", ROOT + ".loop", ROOT + ".transport", ROOT + ".send", ROOT + ".limit")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".loop", ROOT + ".transport", ROOT + ".send", ROOT + ".limit")
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

    /** Nested ones are as much to learn as others. */
    @Test
    void hasFewPublicTypes() {
        assertThat(RUNTIME.stream().filter(ArchitectureTest::isExported)).hasSizeBetween(10, 33);
    }

    private static boolean isExported(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::isExported).orElse(true)
                && EXPORTED.contains(type.getPackageName());
    }
}
