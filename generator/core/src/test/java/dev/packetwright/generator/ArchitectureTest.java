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
    void onlyTheJavaTargetKnowsJavaPoet() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(in("target.java"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.palantir..", "com.squareup.."));
    }

    @Test
    void targetsDoNoInputOrOutput() {
        check(noClasses()
                .that()
                .resideInAPackage(in("target"))
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
                .resideInAnyPackage(in("pdl"), in("resolve"), in("validate"), in("target"), in("output")));
    }

    /** Each step knows the model that it makes or takes, and no step but the one whose result it takes. */
    @Test
    void aStepKnowsNoLaterStep() {
        check(noClasses()
                .that()
                .resideInAnyPackage(in("pdl"), in("resolve"), in("validate"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("target"), in("output")));
        check(noClasses()
                .that()
                .resideInAnyPackage(in("target"), in("output"), in("validate"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("pdl"), in("resolve")));
    }

    /** It is the same for every language. */
    @Test
    void theLayoutKnowsTheModelAlone() {
        check(classes()
                .that()
                .resideInAPackage(in("layout"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(in("layout"), in("model"), in("source"), "java..", "org.jspecify.."));
    }

    @Test
    void onlyTargetsKnowTheLayout() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(in("layout"), in("target"), ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("layout")));
    }

    /** The interface of all targets does not depend on one of them. */
    @Test
    void noTargetKnowsAnother() {
        check(classes()
                .that()
                .resideInAPackage(ROOT + ".target")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".target", in("layout"), in("model"), in("diagnostic"), "java..", "org.jspecify.."));
        check(slices().matching(ROOT + ".target.(*)..").should().notDependOnEachOther());
    }

    /** Only these name Java: the target, those who select it, and the diff, which tells where source code breaks. */
    @Test
    void fewKnowTheJavaTarget() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(in("target.java"), in("diff"), in("job"), ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("target.java")));
    }

    /** It is about the meaning of two protocols and about their names in Java, not about generated code. */
    @Test
    void theDiffKnowsTheModelAndJavaNames() {
        check(classes()
                .that()
                .resideInAPackage(in("diff"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        in("diff"),
                        in("model"),
                        in("source"),
                        in("diagnostic"),
                        in("target.java.name"),
                        "java..",
                        "org.jspecify.."));
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

    /** A job uses all steps; only front ends use jobs. */
    @Test
    void noStepKnowsTheJob() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(in("job"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("job")));
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
