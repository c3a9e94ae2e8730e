package dev.packetwright.cluster;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the cluster is made of, and what of it others see. */
class ArchitectureTest {
    private static final JavaClasses CLUSTER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.packetwright.cluster");

    /** Only our own bytes travel between nodes. */
    @Test
    void serializesByItself() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml..", "java.io.ObjectInputStream", "java.io.ObjectOutputStream")
                .check(CLUSTER);
    }

    /** Handlers know rooms, not Pekko; two classes are public because Pekko makes them by name. */
    @Test
    void showsLittle() {
        assertThat(CLUSTER.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder(
                        "ClusterNode",
                        "ClusterOptions",
                        "ClusterMetrics",
                        "ClusterException",
                        "WireSerializer",
                        "ProtocolCheck");
    }
}
