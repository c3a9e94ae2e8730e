package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.packetwright.generator.layout.Encoding;
import dev.packetwright.generator.layout.RecordLayout;
import dev.packetwright.generator.model.Traits;
import dev.packetwright.generator.target.java.StringMapping.Lengths;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * A list of elements other than numbers. Elements without bytes are all equal: only their count is on the wire, and a
 * list of them takes no memory per element.
 *
 * @param layout the layout of the list
 * @param element the mapping of its elements
 * @param readMethod the private method of the record that reads the list
 */
record ListMapping(Encoding.Counted layout, TypeMapping element, String readMethod) implements TypeMapping {
    private static final int MAX_ADVANCE = 64;

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.list(this);
    }

    @Override
    public TypeName type() {
        return ParameterizedTypeName.get(ClassName.get(List.class), element.type());
    }

    /** The copy rejects null. */
    @Override
    public Optional<CodeBlock> nullCheck(String value, String path) {
        return Optional.empty();
    }

    @Override
    public List<CodeBlock> checks(String value, String path, Traits traits) {
        return Lengths.check("requireMaxElements", value + ".size()", path, traits);
    }

    @Override
    public Optional<CodeBlock> copy(String value, String path) {
        return Optional.of(
                hasEmptyElements()
                        ? CodeBlock.of(
                                "$T.copyOfList($L, $L, $S)",
                                RuntimeTypes.PACKET_MEMBERS,
                                value,
                                element.defaultValue(Traits.NONE),
                                path)
                        : CodeBlock.of("$T.copyOfList($L, $S)", RuntimeTypes.PACKET_MEMBERS, value, path));
    }

    @Override
    public CodeBlock addSize(String size, String value, String path) {
        return CodeBlock.of(
                "$T.addList($L, $L.size(), $L, $S)",
                RuntimeTypes.PACKET_SIZE,
                size,
                value,
                layout.element().fixedSize().orElse(0),
                path);
    }

    @Override
    public CodeBlock addElements(String size, String value, String path, Locals locals) {
        if (layout.element().fixedSize().isPresent()) {
            return CodeBlock.of("");
        }
        String i = locals.take("i");
        return CodeBlock.builder()
                .beginControlFlow("for (int $1L = 0; $1L < $2L.size(); $1L++)", i, value)
                .addStatement("$L = $L", size, element.addSize(size, value + ".get(" + i + ")", path))
                .endControlFlow()
                .build();
    }

    @Override
    public CodeBlock write(String out, String value, Locals locals) {
        CodeBlock count = CodeBlock.of("$L.writeCount($L.size());\n", out, value);
        if (hasEmptyElements()) {
            return count;
        }
        CodeBlock.Builder code = CodeBlock.builder().add(count);
        element.fixed()
                .ifPresentOrElse(
                        fixed -> code.add(putEach(fixed, out, value, locals)),
                        () -> code.add(writeEach(out, value, locals)));
        return code.build();
    }

    @Override
    public Optional<RecordLayout> nestedRecord() {
        return element.nestedRecord();
    }

    private boolean hasEmptyElements() {
        return layout instanceof Encoding.EmptyList;
    }

    /** The mapping of the elements, if they are read in place and none can be refused. */
    private Optional<FixedMapping> readInPlace() {
        return layout.isReadInPlace() ? element.fixed() : Optional.empty();
    }

    private CodeBlock writeEach(String out, String value, Locals locals) {
        String i = locals.take("i");
        return CodeBlock.builder()
                .beginControlFlow("for (int $1L = 0; $1L < $2L.size(); $1L++)", i, value)
                .add(element.write(out, value + ".get(" + i + ")", locals))
                .endControlFlow()
                .build();
    }

    private static CodeBlock putEach(FixedMapping fixed, String out, String value, Locals locals) {
        String i = locals.take("i");
        String at = locals.take("at");
        return CodeBlock.builder()
                .beginControlFlow(
                        "for (int $1L = 0, $2L = $3L.reserve($4L * $5L.size()); $1L < $5L.size(); $1L++)",
                        i,
                        at,
                        out,
                        fixed.size(),
                        value)
                .add(fixed.put(out, place(fixed, at, i), value + ".get(" + i + ")"))
                .endControlFlow()
                .build();
    }

    /** The place of an element, computed from the first: the compiler can then prove that all are within the array. */
    private static String place(FixedMapping fixed, String at, String index) {
        return at + " + " + fixed.size() + " * " + index;
    }

    @Override
    public CodeBlock read(String in, String path, Traits traits) {
        return CodeBlock.of("$L($L)", readMethod, in);
    }

    @Override
    public Optional<MethodSpec> readMethod(String path, Traits traits, Locals locals) {
        String in = locals.take("in");
        String count = locals.take("count");
        MethodSpec.Builder method = MethodSpec.methodBuilder(readMethod)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(RuntimeTypes.PACKET_READER, in)
                .returns(type())
                .addStatement(
                        "int $L = $L.readCount($L, $S$L)",
                        count,
                        in,
                        layout.element().minSize(),
                        path,
                        Lengths.bound(traits));
        if (hasEmptyElements()) {
            return Optional.of(method.addStatement(
                            "return $T.nCopies($L, $L)", Collections.class, count, element.defaultValue(Traits.NONE))
                    .build());
        }
        CodeBlock elements = readInPlace()
                .map(fixed -> getEach(fixed, in, count, path, locals))
                .orElseGet(() -> readEach(in, count, path, locals));
        return Optional.of(method.addCode(elements).build());
    }

    /**
     * Reads elements in place. The count was compared with the remaining bytes before, and no element can be malformed.
     */
    private CodeBlock getEach(FixedMapping fixed, String in, String count, String path, Locals locals) {
        String elements = locals.take("elements");
        String i = locals.take("i");
        String at = locals.take("at");
        return CodeBlock.builder()
                .addStatement("$1T[] $2L = new $1T[$3L]", element.type(), elements, count)
                .beginControlFlow(
                        "for (int $1L = 0, $2L = $3L.take($4L * $5L, $6S); $1L < $5L; $1L++)",
                        i,
                        at,
                        in,
                        fixed.size(),
                        count,
                        path)
                .addStatement("$L[$L] = $L", elements, i, fixed.get(in, place(fixed, at, i), path, Traits.NONE))
                .endControlFlow()
                .addStatement("return $L.newList($L)", in, elements)
                .build();
    }

    private CodeBlock readEach(String in, String count, String path, Locals locals) {
        String elements = locals.take("elements");
        String i = locals.take("i");
        String malformed = locals.take("malformed");
        return CodeBlock.builder()
                .addStatement("$T $L = $L.newList($L)", type(), elements, in, capacity(count))
                .beginControlFlow("try")
                .beginControlFlow("for (int $1L = 0; $1L < $2L; $1L++)", i, count)
                .addStatement("$L.add($L)", elements, element.read(in, path, Traits.NONE))
                .endControlFlow()
                .nextControlFlow("catch ($T $L)", RuntimeTypes.MALFORMED_PACKET, malformed)
                .addStatement(
                        "throw $L.within($S, $S + $L.size() + $S)",
                        malformed,
                        element.pathWithin(path),
                        path + "[",
                        elements,
                        "]")
                .endControlFlow()
                .addStatement("return $L", elements)
                .build();
    }

    /**
     * A hostile packet can claim a high count at every level of nested lists without sending the elements. Nested lists
     * therefore start small, so that all levels together take no more than a small multiple of the packet's size.
     */
    private CodeBlock capacity(String count) {
        return layout.mayNest() ? CodeBlock.of("$L, $L", count, MAX_ADVANCE) : CodeBlock.of("$L", count);
    }

    @Override
    public CodeBlock defaultValue(Traits traits) {
        return CodeBlock.of("$T.of()", List.class);
    }

    @Override
    public Optional<CodeBlock> redacted(String value) {
        return element instanceof RecordMapping record
                ? record.redacting()
                        .map(type -> CodeBlock.of(
                                "$T.redacted($L, $L::$L)",
                                RuntimeTypes.PACKET_MEMBERS,
                                value,
                                type,
                                RedactedMethod.NAME))
                : Optional.empty();
    }

    /** Lists of the runtime shorten their text. Lists of elements without bytes are not of the runtime. */
    @Override
    public boolean isLongByItself() {
        return hasEmptyElements();
    }

    @Override
    public CodeBlock shown(String value) {
        return isLongByItself()
                ? CodeBlock.of("$T.shown($L)", RuntimeTypes.PACKET_MEMBERS, value)
                : TypeMapping.super.shown(value);
    }
}
