package dev.packetwright.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.Traits;
import java.util.List;

/** A struct, or an element of a list with members of its own. */
record RecordForm(RecordType record, ClassName name, Forms forms) implements Form {
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
    public CodeBlock defaultValue(Traits traits) {
        List<CodeBlock> defaults =
                record.body().members().stream().map(this::defaultOf).toList();
        return CodeBlock.of("new $T($L)", name, CodeBlock.join(defaults, ", "));
    }

    private CodeBlock defaultOf(Member member) {
        return new MemberForm(member, forms.of(member.type()), "").defaultValue();
    }
}
