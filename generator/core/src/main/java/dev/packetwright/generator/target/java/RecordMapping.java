package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.packetwright.generator.layout.RecordLayout;
import dev.packetwright.generator.model.Traits;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * A struct, or an element of a list with members of its own.
 *
 * @param layout the layout of its members
 * @param name the record
 * @param readMethod the private method of the owner that reads it; empty for an element, which the method of its list
 *     reads
 */
record RecordMapping(RecordLayout layout, ClassName name, TypeMappings mappings, String readMethod)
        implements TypeMapping, FixedMapping {
    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.record(this);
    }

    @Override
    public <R> R acceptFixed(FixedVisitor<R> visitor) {
        return visitor.record(this);
    }

    @Override
    public TypeName type() {
        return name;
    }

    @Override
    public CodeBlock addSize(String size, String value, String path) {
        return CodeBlock.of("$T.add($L, $L.encodedSize(), $S)", RuntimeTypes.PACKET_SIZE, size, value, path);
    }

    @Override
    public CodeBlock write(String out, String value, Locals locals) {
        return CodeBlock.of("$L.write($L);\n", value, out);
    }

    @Override
    public CodeBlock read(String in, String path, Traits traits) {
        return readMethod.isEmpty() ? readItself(in) : CodeBlock.of("$L($L)", readMethod, in);
    }

    private CodeBlock readItself(String in) {
        return CodeBlock.of("$L.read($L)", mappings.scope().inExpression(name), in);
    }

    @Override
    public Optional<FixedMapping> fixed() {
        return layout.body().inPlace().map(block -> this);
    }

    @Override
    public int size() {
        return layout.body().minSize();
    }

    @Override
    public CodeBlock put(String out, String at, String value) {
        return CodeBlock.of("$L.put($L, $L);\n", value, out, at);
    }

    @Override
    public CodeBlock get(String in, String at, String path, Traits traits) {
        return CodeBlock.of("$L.get($L, $L)", mappings.scope().inExpression(name), in, at);
    }

    @Override
    public Optional<MethodSpec> readMethod(String path, Traits traits, Locals locals) {
        String in = locals.take("in");
        String malformed = locals.take("malformed");
        return Optional.of(MethodSpec.methodBuilder(readMethod)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(RuntimeTypes.PACKET_READER, in)
                .returns(name)
                .beginControlFlow("try")
                .addStatement("return $L", readItself(in))
                .nextControlFlow("catch ($T $L)", RuntimeTypes.MALFORMED_PACKET, malformed)
                .addStatement("throw $L.within($S, $S)", malformed, pathWithin(path), path)
                .endControlFlow()
                .build());
    }

    /** A struct does not know the members of its type. */
    @Override
    public String pathWithin(String path) {
        return layout.type().isStruct() ? layout.type().name().pdl() : path;
    }

    @Override
    public Optional<RecordLayout> nestedRecord() {
        return Optional.of(layout).filter(record -> !record.type().isStruct());
    }

    @Override
    public CodeBlock defaultValue(Traits traits) {
        return DefaultMethod.name(layout.type(), mappings.scope().names())
                .map(method -> CodeBlock.of("$L.$L()", mappings.scope().inExpression(name), method))
                .orElseGet(this::newDefault);
    }

    @Override
    public Optional<CodeBlock> redacted(String value) {
        return redacting().map(type -> CodeBlock.of("$L.$L()", value, RedactedMethod.NAME));
    }

    /** The class as the start of an expression, if it has redacted members. */
    Optional<CodeBlock> redacting() {
        return layout.type().body().hasRedacted() ? Optional.of(mappings.scope().inExpression(name)) : Optional.empty();
    }

    private CodeBlock newDefault() {
        List<CodeBlock> defaults = layout.body().members().stream()
                .map(member -> mappings.of(member, "", "").defaultValue())
                .toList();
        return CodeBlock.of("new $T($L)", name, CodeBlock.join(defaults, ", "));
    }
}
