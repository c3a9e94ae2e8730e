package dev.packetwright.generator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The rooms of the generator, and the doors that are not between them. */
class ArchitectureTest {
    private static final String ROOT = "dev.packetwright.generator";
    private static final JavaClasses GENERATOR = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void onlyTheReaderKnowsXml() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(in("pdl"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.xml..", "javax.xml..", "org.xml..", "org.w3c..", "org.glassfish.."));
    }

    @Test
    void onlyTheEmittersKnowJavaPoet() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(in("emit"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.palantir..", "com.squareup.."));
    }

    @Test
    void emittersDoNoInputOrOutput() {
        check(noClasses()
                .that()
                .resideInAPackage(in("emit"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..", "java.nio.file..", "java.nio.channels..", "java.net..", "javax.tools.."));
    }

    @Test
    void theBasicsKnowNothingOfTheSteps() {
        check(noClasses()
                .that()
                .resideInAnyPackage(in("diagnostic"), in("source"), in("model"), in("naming"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("pdl"), in("resolve"), in("validate"), in("emit"), in("output")));
    }

    /** Each step knows the model that it makes or takes, and no step but the one whose result it takes. */
    @Test
    void aStepKnowsNoLaterStep() {
        check(noClasses()
                .that()
                .resideInAnyPackage(in("pdl"), in("resolve"), in("validate"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("emit"), in("output")));
        check(noClasses()
                .that()
                .resideInAnyPackage(in("emit"), in("output"), in("validate"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("pdl"), in("resolve")));
    }

    /** It is about what two protocols mean, however they are written and whatever is made of them. */
    @Test
    void theDiffKnowsTheModelAlone() {
        check(classes()
                .that()
                .resideInAPackage(in("diff"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        in("diff"), in("model"), in("source"), in("diagnostic"), "java..", "org.jspecify.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackage(in("diff"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("diff")));
    }

    /** Not the emitters, and not what generated code calls: it is a second opinion. */
    @Test
    void theCodecKnowsTheModelAlone() {
        check(classes()
                .that()
                .resideInAnyPackage(in("codec"), in("json"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        in("codec"),
                        in("json"),
                        in("model"),
                        in("source"),
                        in("diagnostic"),
                        "java..",
                        "org.jspecify.."));
        check(noClasses()
                .that()
                .resideInAPackage(in("codec"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("json")));
    }

    @Test
    void noStepKnowsTheCodec() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(in("codec"), in("json"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("codec"), in("json")));
    }

    @Test
    void onlyTheOutputWritesFiles() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(in("output"))
                .should()
                .callMethod(
                        java.nio.file.Files.class,
                        "write",
                        java.nio.file.Path.class,
                        byte[].class,
                        java.nio.file.OpenOption[].class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(
                        java.io.File.class,
                        java.io.FileOutputStream.class,
                        java.io.FileWriter.class,
                        java.io.RandomAccessFile.class,
                        java.nio.channels.FileChannel.class));
    }

    @Test
    void noPackagesDependOnOneAnother() {
        check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
    }

    /** Neither the code that the generated code calls nor any user interface. */
    @Test
    void theGeneratorStandsAlone() {
        check(classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "..",
                        "java..",
                        "javax.lang.model..",
                        "javax.xml..",
                        "jakarta.xml.bind..",
                        "com.palantir.javapoet..",
                        "org.jspecify.."));
    }

    private static String in(String room) {
        return ROOT + "." + room + "..";
    }

    private static void check(ArchRule rule) {
        rule.check(GENERATOR);
    }
}
