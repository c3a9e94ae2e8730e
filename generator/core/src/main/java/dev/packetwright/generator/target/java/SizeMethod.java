package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.Iterator;

/** The method of a record that computes its encoded size. */
final class SizeMethod {
    private SizeMethod() {}

    /**
     * @param before the number of bytes before the members
     */
    static MethodSpec of(JavaBody body, int before) {
        return MethodSpec.methodBuilder("encodedSize")
                .returns(TypeName.INT)
                .addCode(sum(body, before + body.layout().constantSize()))
                .build();
    }

    private static CodeBlock sum(JavaBody body, int constant) {
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
            if (member.layout().presence().isOptional()) {
                if (!isDeclared) {
                    code.addStatement("int $L = $L", size, soFar);
                }
                code.add(member.addIfPresent(size, locals));
            } else {
                CodeBlock elements = member.addElements(size, locals);
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
}
