package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The methods of a record that read it. */
final class ReadMethods {
    private ReadMethods() {}

    /** Reads the members step by step and returns the record. */
    static MethodSpec stepByStep(MemberMethods members) {
        JavaBody body = members.body();
        Locals locals = body.staticLocals();
        String in = locals.take("in");
        MethodSpec.Builder method = method(body, "read", in);
        List<String> values = new ArrayList<>();
        body.names().forEach(name -> values.add(locals.take(name)));
        String at = locals.take("at");
        Iterator<String> names = values.iterator();
        body.forEachStep(new JavaBody.Steps() {
            private String declaration = "int ";

            @Override
            public void block(FixedBlock block) {
                if (!block.layout().sharesCheck()) {
                    block.members().forEach(this::single);
                    return;
                }
                method.addStatement("$L$L = $L", declaration, at, block.take(in));
                declaration = "";
                List<CodeBlock> reads = block.get(in, at);
                for (int i = 0; i < reads.size(); i++) {
                    add(block.members().get(i), reads.get(i));
                }
            }

            @Override
            public void single(JavaMember member) {
                add(member, members.read(member, in));
            }

            private void add(JavaMember member, CodeBlock read) {
                method.addStatement("$T $L = $L", member.type(), names.next(), read);
            }
        });
        return method.addStatement("return new $T($L)", body.self(), String.join(", ", values))
                .build();
    }

    /** Reads a record of fixed size. */
    static MethodSpec whole(JavaBody body, FixedBlock block) {
        String in = body.staticLocals().take("in");
        return method(body, "read", in)
                .addStatement("return get($L, $L)", in, block.take(in))
                .build();
    }

    /** Reads a record of fixed size at a place. */
    static MethodSpec get(JavaBody body, FixedBlock block) {
        Locals locals = body.staticLocals();
        String in = locals.take("in");
        String at = locals.take("at");
        return method(body, "get", in)
                .addParameter(TypeName.INT, at)
                .addStatement("return new $T($L)", body.self(), lines(block.get(in, at)))
                .build();
    }

    /** The private methods for members that take more than an expression to read. */
    static List<MethodSpec> ofMembers(JavaBody body) {
        List<MethodSpec> methods = new ArrayList<>();
        body.forEachStep(new JavaBody.Steps() {
            @Override
            public void block(FixedBlock block) {
                // each member takes one expression
            }

            @Override
            public void single(JavaMember member) {
                member.mapping()
                        .readMethod(member.path(), member.member().traits(), body.locals())
                        .ifPresent(methods::add);
            }
        });
        return methods;
    }

    private static MethodSpec.Builder method(JavaBody body, String name, String in) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.STATIC)
                .returns(body.self())
                .addParameter(RuntimeTypes.PACKET_READER, in);
    }

    /** Arguments, each on a line of its own. */
    private static CodeBlock lines(List<CodeBlock> arguments) {
        return CodeBlock.of("\n$L", CodeBlock.join(arguments, ",\n"));
    }
}
