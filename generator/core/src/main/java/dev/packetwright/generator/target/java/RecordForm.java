package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.Traits;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * A struct, or an element of a list with members of its own.
 *
 * @param readMethod the private method of the owner that reads it; none for an element, which the list's method reads
 */
record RecordForm(RecordType record, ClassName name, Forms forms, String readMethod) implements Form, FixedForm {
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
        return CodeBlock.of("$L.read($L)", forms.scope().inExpression(name), in);
    }

    @Override
    public Optional<FixedForm> fixed() {
        return Optional.<FixedForm>of(this).filter(form -> whole().hasFixedSize() && whole().refusesNothing());
    }

    /** Whether its lengths and counts alone tell where its members are, while its size is not fixed. */
    boolean isMeasured() {
        return whole().isMeasured();
    }

    /** By the names of its own members, wherever it is. */
    private Run whole() {
        String path = record.name().pdl();
        return new Run(
                path,
                record.body().members().stream()
                        .map(member -> form(member, path))
                        .toList());
    }

    private MemberForm form(Member member, String path) {
        return forms.of(member, "", path);
    }

    @Override
    public int size() {
        return record.minSize();
    }

    @Override
    public List<String> layout(String path) {
        return record.body().members().stream()
                .map(member -> form(member, path))
                .flatMap(member -> member.fixed().orElseThrow().layout(member.path()).stream())
                .toList();
    }

    /** What could be refused is read where the way to it can be told. */
    @Override
    public boolean refuses(Traits traits) {
        return false;
    }

    @Override
    public CodeBlock put(String out, String at, String value) {
        return CodeBlock.of("$L.put($L, $L);\n", value, out, at);
    }

    @Override
    public CodeBlock get(String in, String at, String path, Traits traits) {
        return CodeBlock.of("$L.get($L, $L)", forms.scope().inExpression(name), in, at);
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

    /** A struct knows nothing of those that have it. */
    @Override
    public String pathWithin(String path) {
        return record.isStruct() ? record.name().pdl() : path;
    }

    @Override
    public CodeBlock defaultValue(Traits traits) {
        List<CodeBlock> defaults =
                record.body().members().stream().map(this::defaultOf).toList();
        return CodeBlock.of("new $T($L)", name, CodeBlock.join(defaults, ", "));
    }

    private CodeBlock defaultOf(Member member) {
        return form(member, "").defaultValue();
    }
}
