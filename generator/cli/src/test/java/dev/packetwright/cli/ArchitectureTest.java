package dev.packetwright.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The command line is the top layer: it uses the generator, and nothing uses the command line. */
class ArchitectureTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.packetwright");

    @Test
    void nothingDependsOnTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.packetwright.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.packetwright.cli..", "picocli..")
                .check(ALL);
    }

    /** The capture package knows only the network protocols, not the packets. */
    @Test
    void capturesDependOnNothingElse() {
        classes()
                .that()
                .resideInAPackage("dev.packetwright.cli.capture..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.packetwright.cli.capture..", "java..", "org.jspecify..")
                .check(ALL);
    }

    /** The reader, the resolver and the emitters are internal to the generator. */
    @Test
    void theCommandLineUsesThePublicPackagesOfTheGenerator() {
        classes()
                .that()
                .resideInAPackage("dev.packetwright.cli..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.packetwright.cli..",
                        "dev.packetwright.generator",
                        "dev.packetwright.generator.git..",
                        "dev.packetwright.generator.peer..",
                        "dev.packetwright.generator.load..",
                        "dev.packetwright.generator.diagnostic..",
                        "dev.packetwright.generator.diff..",
                        "dev.packetwright.generator.output..",
                        "dev.packetwright.generator.model..",
                        "dev.packetwright.generator.target..",
                        "dev.packetwright.generator.job..",
                        "dev.packetwright.generator.uptodate..",
                        "dev.packetwright.generator.pdl..",
                        "dev.packetwright.generator.source..",
                        "dev.packetwright.generator.codec..",
                        "dev.packetwright.generator.json..",
                        "com.fasterxml.jackson.core..",
                        "java..",
                        "picocli..",
                        "org.jspecify..")
                .check(ALL);
    }
}
