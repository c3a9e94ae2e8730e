package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.packetwright.generator.model.WireFormat;
import java.util.Iterator;

/** The method of a record that computes its encoded size. */
final class SizeMethod {
    private SizeMethod() {}

    /**
     * @param before the number of bytes before the members
     */
    static MethodSpec of(MemberMethods members, int before) {
        return MethodSpec.methodBuilder("encodedSize")
                .returns(TypeName.INT)
                .addCode(sum(members, before + members.body().layout().constantSize()))
                .build();
    }

    /**
     * Nothing checks the size as long as the members so far are optional ones of fixed size that together are within the
     * limit of the wire.
     */
    private static CodeBlock sum(MemberMethods members, int constant) {
        JavaBody body = members.body();
        int most = constant;
        Locals locals = body.locals();
        String size = locals.take("size");
        String soFar = String.valueOf(constant);
        CodeBlock.Builder code = CodeBlock.builder();
        Iterator<JavaMember> rest = body.members().stream()
                .filter(member -> member.layout().hasVariableSize())
                .iterator();
        while (rest.hasNext()) {
            JavaMember member = rest.next();
            boolean isDeclared = soFar.equals(size);
            int fixed = sizeIfPresent(member);
            most += fixed;
            if (member.layout().presence().isOptional()) {
                if (!isDeclared) {
                    code.addStatement("int $L = $L", size, soFar);
                }
                CodeBlock addition = most <= WireFormat.MAX_PACKET_SIZE
                        ? member.addUncheckedIfPresent(size, fixed)
                        : member.addIfPresent(size, locals);
                code.add(members.add(member, size, addition));
            } else {
                CodeBlock elements = members.add(member, size, member.addElements(size, locals));
                if (!rest.hasNext() && elements.isEmpty()) {
                    return code.addStatement("return $L", member.addSize(soFar)).build();
                }
                code.addStatement("$L$L = $L", isDeclared ? "" : "int ", size, member.addSize(soFar))
                        .add(elements);
            }
            soFar = size;
        }
        return code.addStatement("return $L", soFar).build();
    }

    /** The size of an optional member of fixed size, and more than a packet can have for any other member. */
    private static int sizeIfPresent(JavaMember member) {
        return member.mapping()
                .fixed()
                .filter(fixed -> member.layout().presence().isOptional())
                .map(FixedMapping::size)
                .orElse(WireFormat.MAX_PACKET_SIZE + 1);
    }
}
