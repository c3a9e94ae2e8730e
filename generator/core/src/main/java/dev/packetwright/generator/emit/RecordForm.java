package dev.packetwright.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.Traits;
import java.util.List;
import java.util.Optional;

/** A struct, or an element of a list with members of its own. */
record RecordForm(RecordType record, ClassName name, Forms forms) implements Form, FixedForm {
    @Override
    public TypeName type() {
        return name;
    }

    @Override
    public List<CodeBlock> checks(String value, String path, Traits traits) {
        return List.of(CodeBlock.of("$T.requirePresent($L, $S)", RuntimeTypes.PACKET_MEMBERS, value, path));
    }

    @Override
    public CodeBlock addSize(String size, String value, String path, Locals locals) {
        return CodeBlock.of(
                "$1L = $2T.add($1L, $3L.encodedSize(), $4S);\n", size, RuntimeTypes.PACKET_SIZE, value, path);
    }

    @Override
    public CodeBlock write(String out, String value, Locals locals) {
        return CodeBlock.of("$L.write($L);\n", value, out);
    }

    @Override
    public CodeBlock read(String in, String path, Traits traits) {
        return CodeBlock.of("$L.read($L)", forms.scope().inExpression(name), in);
    }

    @Override
    public Optional<FixedForm> fixed() {
        return Optional.<FixedForm>of(this).filter(form -> whole().hasFixedSize());
    }

    private Run whole() {
        String path = record.name().pdl();
        return new Run(
                path,
                record.body().members().stream()
                        .map(member -> form(member, path))
                        .toList());
    }

    private MemberForm form(Member member, String path) {
        return new MemberForm(
                member, forms.of(member.type()), path + "." + member.name().pdl());
    }

    @Override
    public int size() {
        return record.minSize();
    }

    @Override
    public List<String> layout(String path) {
        return whole().numbers().toList();
    }

    @Override
    public boolean refuses(Traits traits) {
        return whole().members().stream().anyMatch(MemberForm::refuses);
    }

    @Override
    public boolean refusesAtEnd() {
        return whole().refusesAtEnd();
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
    public CodeBlock defaultValue(Traits traits) {
        List<CodeBlock> defaults =
                record.body().members().stream().map(this::defaultOf).toList();
        return CodeBlock.of("new $T($L)", name, CodeBlock.join(defaults, ", "));
    }

    private CodeBlock defaultOf(Member member) {
        return form(member, "").defaultValue();
    }
}
