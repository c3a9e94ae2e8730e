package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.Markdown;
import dev.packetwright.generator.PdlSchema;
import dev.packetwright.generator.ProjectFiles;
import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.java.name.JavaNames;
import dev.packetwright.runtime.packet.Packet;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the examples of docs/pdl.md: the PDL is valid and compiles, the Java is generated, and the expressions have the
 * results shown.
 */
class PdlReferenceTest {
    private static final String REFERENCE = ProjectFiles.read("docs/pdl.md");

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> examples() {
        List<Example> examples = Example.of(Markdown.blocks(REFERENCE));
        assertThat(examples).hasSizeGreaterThan(20);
        return examples.stream().map(example -> DynamicTest.dynamicTest("line " + example.line(), () -> run(example)));
    }

    /** The reference contains all elements and attributes that editors complete. */
    @Test
    void namesEverythingInTheSchema() {
        String schema = ProjectFiles.read("generator/core/src/main/resources/dev/packetwright/generator/pdl.xsd");
        assertThat(Pattern.compile("<xs:(?:element|attribute) name=\"([a-z]\\w+)\"")
                        .matcher(schema)
                        .results()
                        .map(match -> match.group(1))
                        .filter(name -> !name.equals("pdl")))
                .hasSizeGreaterThan(30)
                .allSatisfy(name -> assertThat(REFERENCE).contains("`" + name + "`"));
    }

    private void run(Example example) throws IOException, ReflectiveOperationException {
        Generation generation = generate(example);
        assertThat(generation.diagnostics()).isEmpty();
        String sources = generation.files().stream()
                .map(file -> singleSpaced(file.content()))
                .collect(Collectors.joining(" "));
        assertThat(example.declarations())
                .allSatisfy(declaration -> assertThat(sources).contains(singleSpaced(declaration)));
        CompiledProtocol compiled = CompiledProtocol.of(new Generation(
                generation.diagnostics(),
                List.of(generation.files(), List.of(source(generation.protocol(), example))),
                generation.lock(),
                generation.protocol(),
                generation.filesRead(),
                generation.inputs()));
        for (int i = 0; i < example.expressions().size(); i++) {
            check(example.expressions().get(i), compiled.type("Examples").getDeclaredMethod("example" + i));
        }
    }

    private Generation generate(Example example) throws IOException {
        Path last = folder;
        for (Markdown.Block file : example.files()) {
            assertThat(PdlSchema.errorIn(file.text())).as("the schema").isEmpty();
            last = Files.writeString(folder.resolve(file.info().isEmpty() ? "chat.xml" : file.info()), file.text());
        }
        return Generator.generate(Sources.of(last));
    }

    private static String singleSpaced(String text) {
        return text.replaceAll("\\s+", " ").replace("( ", "(").strip();
    }

    /** Returns a class in the package of the protocol, with a method for each expression. */
    private static GeneratedFile source(Protocol protocol, Example example) {
        JavaNames names = JavaNames.of(protocol);
        StringBuilder out = new StringBuilder("package " + protocol.namespace() + ";\n"
                + "import dev.packetwright.runtime.packet.*;\nimport java.util.*;\n"
                + "@SuppressWarnings(\"deprecation\")\npublic final class Examples {\n"
                + "static Packet read(String hex) {\n"
                + "PacketReader in = new PacketReader(HexFormat.of().parseHex(hex.replace(\" \", \"\")));\n"
                + "return switch (in.packetId()) {\n");
        protocol.packets()
                .forEach(packet ->
                        out.append("case " + packet.id() + " -> " + names.type(packet.name()) + ".read(in);\n"));
        out.append("default -> throw new NoSuchElementException();\n};\n}\n");
        for (int i = 0; i < example.expressions().size(); i++) {
            out.append("public static Object example" + i + "() {\nreturn "
                    + example.expressions().get(i).code() + ";\n}\n");
        }
        String path = protocol.namespace().replace('.', '/') + "/Examples.java";
        return new GeneratedFile(path, out + "}\n", "// Packetwright");
    }

    private static void check(Expression expression, Method method) throws IllegalAccessException {
        boolean isHex = expression.result().matches("[0-9a-f ]+");
        assertThat(result(method, isHex))
                .as(expression.code())
                .isEqualTo(isHex ? expression.result().replace(" ", "") : expression.result());
    }

    private static String result(Method method, boolean asHex) throws IllegalAccessException {
        try {
            Object result = method.invoke(null);
            return asHex && result instanceof Packet packet
                    ? HexFormat.of().formatHex(packet.toBytes())
                    : String.valueOf(result);
        } catch (InvocationTargetException thrown) {
            return Objects.requireNonNull(thrown.getCause()).getClass().getSimpleName();
        }
    }

    /**
     * An expression and its result.
     *
     * @param code the expression
     * @param result hexadecimal digits, the name of an exception, or a text
     */
    private record Expression(String code, String result) {}

    /**
     * A PDL and the Java code for it.
     *
     * @param line the line of the PDL in the document
     * @param files the PDL files
     * @param declarations parts of the generated sources
     * @param expressions the expressions with their results
     */
    private record Example(
            int line, List<Markdown.Block> files, List<String> declarations, List<Expression> expressions) {
        static List<Example> of(List<Markdown.Block> blocks) {
            List<Example> examples = new ArrayList<>();
            boolean open = false;
            for (Markdown.Block block : blocks) {
                if (block.language().equals("xml")) {
                    if (!open) {
                        examples.add(
                                new Example(block.line(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
                    }
                    examples.get(examples.size() - 1).files().add(block);
                } else if (block.language().equals("java")) {
                    examples.get(examples.size() - 1).add(block.text());
                }
                open = block.language().equals("xml");
            }
            return examples;
        }

        /**
         * Adds Java code. An expression ends with a line that shows the result; code without a result is a declaration.
         */
        private void add(String java) {
            StringBuilder expression = new StringBuilder();
            for (String line : java.split("\n", -1)) {
                int comment = line.indexOf(" // ");
                if (comment >= 0) {
                    String code = expression + line.substring(0, comment);
                    expressions.add(new Expression(
                            code.strip(), line.substring(comment + 4).strip()));
                    expression.setLength(0);
                } else if (line.matches("(read|new) ?.*|    .*")) {
                    expression.append(line).append('\n');
                } else if (!line.isBlank()) {
                    declarations.add(line);
                }
            }
            assertThat(expression.toString()).as("without a result").isEmpty();
        }
    }
}
