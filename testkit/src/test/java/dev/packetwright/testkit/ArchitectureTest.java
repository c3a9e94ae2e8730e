package dev.packetwright.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.module.ModuleDescriptor;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Tests of the test kit's packages: their dependencies, and what users see of them. */
class ArchitectureTest {
    private static final String ROOT = "dev.packetwright.testkit";
    private static final JavaClasses TESTKIT = importTestkit();

    private static JavaClasses importTestkit() {
        try {
            return new ClassFileImporter()
                    .importPath(Path.of(TestNetwork.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()));
        } catch (URISyntaxException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void dependsOnTheRuntimeAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + "..", "dev.packetwright.runtime..", "java..", "org.jspecify.annotations")
                .check(TESTKIT);
    }

    /** Of the inner layers of the runtime, the test kit replaces the host and knows no other. */
    @Test
    void knowsNoInnerLayerOfTheRuntimeButTheHost() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.packetwright.runtime.loop",
                        "dev.packetwright.runtime.transport",
                        "dev.packetwright.runtime.send",
                        "dev.packetwright.runtime.limit",
                        "dev.packetwright.runtime.framing",
                        "dev.packetwright.runtime.admission",
                        "dev.packetwright.runtime.telemetry")
                .check(TESTKIT);
    }

    @Test
    void layersKnowOnlyThoseBelow() {
        assertKnowsNothingOf("world", "channel", "turn");
        assertKnowsNothingOf("channel", "turn");
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(TESTKIT);
    }

    private static void assertKnowsNothingOf(String layer, String... others) {
        for (String other : others) {
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + layer)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + "." + other)
                    .check(TESTKIT);
        }
    }

    @Test
    void showsFewTypes() {
        assertThat(TestNetwork.class.getModule().getDescriptor().exports())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactly(ROOT);
        assertThat(TESTKIT.stream()
                        .filter(type -> type.getPackageName().equals(ROOT))
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)))
                .hasSizeLessThanOrEqualTo(6);
    }
}
