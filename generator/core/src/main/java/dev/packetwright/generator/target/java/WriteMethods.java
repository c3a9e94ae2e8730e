package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.Optional;

/** The methods of a record that write it. */
final class WriteMethods {
    private WriteMethods() {}

    /** The method that writes a part of packets that cannot be written in place. */
    static MethodSpec ofPart(MemberMethods members) {
        return members.body().layout().hasComputableSize() ? measured(members.body()) : stepByStep(members);
    }

    /** Reserves room for each block. */
    static MethodSpec stepByStep(MemberMethods members) {
        JavaBody body = members.body();
        Locals locals = body.locals();
        String out = locals.take("out");
        String at = body.hasSharedCheck() ? locals.take("at") : "";
        MethodSpec.Builder method = method(out);
        body.forEachStep(new JavaBody.Steps() {
            private String declaration = "int ";

            @Override
            public void block(FixedBlock block) {
                if (!block.layout().sharesCheck()) {
                    block.members().forEach(this::single);
                    return;
                }
                method.addStatement(
                                "$L$L = $L.reserve($L)",
                                declaration,
                                at,
                                out,
                                block.layout().size())
                        .addCode(block.put(out, at));
                declaration = "";
            }

            @Override
            public void single(JavaMember member) {
                method.addCode(members.write(member, out, locals));
            }
        });
        return method.build();
    }

    /** Reserves room for all members at once. Their size varies but is known before they are encoded. */
    private static MethodSpec measured(JavaBody body) {
        Locals locals = body.locals();
        String out = locals.take("out");
        String at = locals.take("at");
        MethodSpec.Builder method = method(out).addStatement("int $L = $L.reserve(encodedSize())", at, out);
        int offset = 0;
        for (int i = 0; i < body.members().size(); i++) {
            JavaMember member = body.members().get(i);
            String place = FixedBlock.place(at, offset);
            Optional<FixedMapping> fixed = member.fixed();
            if (fixed.isPresent()) {
                method.addCode(fixed.get().put(out, place, member.name()));
                offset += fixed.get().size();
                continue;
            }
            boolean isLast = i == body.members().size() - 1;
            CodeBlock put =
                    member.mapping().putVariable(out, place, member.name()).orElseThrow();
            method.addStatement("$L$L", isLast ? "" : at + " = ", put);
            offset = 0;
        }
        return method.build();
    }

    /** Reserves room for a record of fixed size. */
    static MethodSpec whole(JavaBody body, FixedBlock block) {
        String out = body.locals().take("out");
        return method(out)
                .addStatement("put($1L, $1L.reserve($2L))", out, block.layout().size())
                .build();
    }

    /** Writes a record of fixed size at a place. */
    static MethodSpec put(JavaBody body, FixedBlock block) {
        Locals locals = body.locals();
        String out = locals.take("out");
        String at = locals.take("at");
        return MethodSpec.methodBuilder("put")
                .addParameter(RuntimeTypes.PACKET_WRITER, out)
                .addParameter(TypeName.INT, at)
                .addCode(block.put(out, at))
                .build();
    }

    private static MethodSpec.Builder method(String out) {
        return MethodSpec.methodBuilder("write").addParameter(RuntimeTypes.PACKET_WRITER, out);
    }
}
