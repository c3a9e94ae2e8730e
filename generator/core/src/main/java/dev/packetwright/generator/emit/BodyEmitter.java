package dev.packetwright.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.ScalarType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * The part that a packet's record and a list element's record have in common: components with their checks, size,
 * writing, reading, and the records of lists within.
 */
final class BodyEmitter {
    private final ClassName self;
    private final String path;
    private final Body body;
    private final Set<String> visible;

    /**
     * @param self the record
     * @param path the names in the PDL that lead to it: {@code S_Info.skill}
     * @param visible the names of the classes around it
     */
    BodyEmitter(ClassName self, String path, Body body, Set<String> visible) {
        this.self = self;
        this.path = path;
        this.body = body;
        this.visible = new HashSet<>(visible);
        this.visible.add(self.simpleName());
        body.members().stream()
                .filter(member -> member.type() instanceof ListType)
                .forEach(member -> this.visible.add(((ListType) member.type()).elementName()));
    }

    /** Components, constructor and element records. The methods are for the caller to place. */
    void addComponents(TypeSpec.Builder record) {
        MethodSpec.Builder components = MethodSpec.constructorBuilder();
        CodeBlock.Builder checks = CodeBlock.builder();
        for (Member member : body.members()) {
            components.addParameter(
                    ParameterSpec.builder(type(member), member.name().java()).build());
            checks.add(check(member));
            doc(member)
                    .ifPresent(doc ->
                            record.addJavadoc("\n@param $L $L", member.name().java(), doc));
        }
        record.recordConstructor(components.build());
        if (!checks.isEmpty()) {
            record.addMethod(MethodSpec.compactConstructorBuilder()
                    .addModifiers(Modifier.PUBLIC)
                    .addCode(checks.build())
                    .build());
        }
    }

    /** The records of the elements of this body's lists. */
    void addElements(TypeSpec.Builder record) {
        for (Member member : body.members()) {
            if (member.type() instanceof ListType list) {
                record.addType(element(member, list));
            }
        }
    }

    private TypeSpec element(Member member, ListType list) {
        BodyEmitter inner =
                new BodyEmitter(self.nestedClass(list.elementName()), pathOf(member), list.element(), visible);
        TypeSpec.Builder record = TypeSpec.recordBuilder(list.elementName())
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(
                        "An element of {@link $T#$L}.\n", self, member.name().java());
        inner.addComponents(record);
        record.addMethod(inner.size(0, "encodedSize"));
        record.addMethod(inner.write());
        record.addMethod(inner.read());
        inner.addElements(record);
        return record.build();
    }

    private Optional<String> doc(Member member) {
        String comment = member.doc().map(JavaText::javadoc).orElse("");
        String values = member.type() instanceof ScalarType scalar
                ? ScalarJava.of(scalar).values()
                : "";
        String both = comment + (comment.isEmpty() || values.isEmpty() ? "" : "; ") + values;
        return Optional.of(both).filter(doc -> !doc.isEmpty());
    }

    private TypeName type(Member member) {
        if (member.type() instanceof ListType list) {
            return ParameterizedTypeName.get(ClassName.get(List.class), self.nestedClass(list.elementName()));
        }
        return ScalarJava.of((ScalarType) member.type()).type();
    }

    private String pathOf(Member member) {
        return path + "." + member.name().pdl();
    }

    private CodeBlock check(Member member) {
        String name = member.name().java();
        if (member.type() instanceof ListType list) {
            return list.element().isEmpty()
                    ? CodeBlock.of(
                            "$L = $T.copyOfList($L, new $T(), $S);\n",
                            name,
                            RuntimeTypes.PACKET_MEMBERS,
                            name,
                            self.nestedClass(list.elementName()),
                            pathOf(member))
                    : CodeBlock.of(
                            "$L = $T.copyOfList($L, $S);\n", name, RuntimeTypes.PACKET_MEMBERS, name, pathOf(member));
        }
        return ScalarJava.of((ScalarType) member.type())
                .check()
                .map(check ->
                        CodeBlock.of("$T.$L($L, $S);\n", RuntimeTypes.PACKET_MEMBERS, check, name, pathOf(member)))
                .orElse(CodeBlock.of(""));
    }

    /** A method that adds up the size, from what comes before the members. */
    MethodSpec size(int before, String methodName) {
        Locals locals = locals();
        String size = locals.take("size");
        int fixed = body.members().stream()
                .filter(member -> member.type().isFixedSize())
                .mapToInt(member -> member.type().minSize())
                .sum();
        MethodSpec.Builder method = MethodSpec.methodBuilder(methodName).returns(TypeName.INT);
        if (body.isFixedSize()) {
            return method.addStatement("return $L", before + fixed).build();
        }
        method.addStatement("int $L = $L", size, before + fixed);
        for (Member member : body.members()) {
            method.addCode(addSize(member, size, locals));
        }
        return method.addStatement("return $L", size).build();
    }

    private CodeBlock addSize(Member member, String size, Locals locals) {
        String name = member.name().java();
        if (member.type() instanceof ListType list) {
            return list.element().isFixedSize()
                    ? addListSize(member, size, list.element().minSize())
                    : CodeBlock.builder()
                            .add(addListSize(member, size, 0))
                            .add(addElementSizes(member, list, size, locals))
                            .build();
        }
        return member.type().isFixedSize()
                ? CodeBlock.of("")
                : CodeBlock.of(
                        "$L = $T.addString($L, $L, $S);\n", size, RuntimeTypes.PACKET_SIZE, size, name, pathOf(member));
    }

    private CodeBlock addListSize(Member member, String size, int elementSize) {
        return CodeBlock.of(
                "$L = $T.addList($L, $L.size(), $L, $S);\n",
                size,
                RuntimeTypes.PACKET_SIZE,
                size,
                member.name().java(),
                elementSize,
                pathOf(member));
    }

    private CodeBlock addElementSizes(Member member, ListType list, String size, Locals locals) {
        String element = locals.take("element");
        return CodeBlock.builder()
                .beginControlFlow(
                        "for ($T $L : $L)",
                        self.nestedClass(list.elementName()),
                        element,
                        member.name().java())
                .addStatement(
                        "$L = $T.add($L, $L.encodedSize(), $S)",
                        size,
                        RuntimeTypes.PACKET_SIZE,
                        size,
                        element,
                        pathOf(member))
                .endControlFlow()
                .build();
    }

    /** The method that writes the members. */
    MethodSpec write() {
        Locals locals = locals();
        String out = locals.take("out");
        MethodSpec.Builder method = MethodSpec.methodBuilder("write").addParameter(RuntimeTypes.PACKET_WRITER, out);
        for (Member member : body.members()) {
            method.addCode(write(member, out, locals));
        }
        return method.build();
    }

    private CodeBlock write(Member member, String out, Locals locals) {
        String name = member.name().java();
        if (!(member.type() instanceof ListType list)) {
            return CodeBlock.of(
                    "$L.write$L($L);\n",
                    out,
                    ScalarJava.of((ScalarType) member.type()).method(),
                    name);
        }
        CodeBlock count = CodeBlock.of("$L.writeCount($L.size());\n", out, name);
        if (list.element().isEmpty()) {
            return count;
        }
        String element = locals.take("element");
        return CodeBlock.builder()
                .add(count)
                .beginControlFlow("for ($T $L : $L)", self.nestedClass(list.elementName()), element, name)
                .addStatement("$L.write($L)", element, out)
                .endControlFlow()
                .build();
    }

    /** The method that reads the members and makes the record. */
    MethodSpec read() {
        Locals locals = new Locals(visible);
        String in = locals.take("in");
        MethodSpec.Builder method = MethodSpec.methodBuilder("read")
                .addModifiers(Modifier.STATIC)
                .returns(self)
                .addParameter(RuntimeTypes.PACKET_READER, in);
        List<String> values = new ArrayList<>();
        for (Member member : body.members()) {
            String value = locals.take(member.name().java());
            values.add(value);
            method.addCode(read(member, value, in, locals));
        }
        return method.addStatement("return new $T($L)", self, String.join(", ", values))
                .build();
    }

    private CodeBlock read(Member member, String value, String in, Locals locals) {
        if (!(member.type() instanceof ListType list)) {
            ScalarJava scalar = ScalarJava.of((ScalarType) member.type());
            return CodeBlock.of("$T $L = $L.read$L($S);\n", scalar.type(), value, in, scalar.method(), pathOf(member));
        }
        ClassName element = self.nestedClass(list.elementName());
        CodeBlock count =
                CodeBlock.of("$L.readCount($L, $S)", in, list.element().minSize(), pathOf(member));
        if (list.element().isEmpty()) {
            return CodeBlock.of(
                    "$T $L = $T.nCopies($L, new $T());\n", type(member), value, Collections.class, count, element);
        }
        String remaining = locals.take("count");
        String i = locals.take("i");
        return CodeBlock.builder()
                .addStatement("int $L = $L", remaining, count)
                .addStatement("$T $L = new $T<>($L)", type(member), value, ArrayList.class, remaining)
                .beginControlFlow("for (int $1L = 0; $1L < $2L; $1L++)", i, remaining)
                .addStatement("$L.add($T.read($L))", value, element, in)
                .endControlFlow()
                .build();
    }

    /** Names that hide neither a component nor a class. */
    private Locals locals() {
        Locals locals = new Locals(visible);
        body.members().forEach(member -> locals.take(member.name().java()));
        return locals;
    }
}
