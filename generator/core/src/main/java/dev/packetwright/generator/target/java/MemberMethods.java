package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * The code for single members of a record. If the record is large, the code is a call of a method of the member: HotSpot
 * does not compile methods of more than 8,000 bytes of bytecode, and the code for one member can take more than 50.
 *
 * <p>Each of these methods has a parameter. The accessors of components have none, so the names cannot clash.
 */
final class MemberMethods {
    /** The code for this number of members fits one method. */
    private static final int MAX_IN_ONE_METHOD = 64;

    private final JavaBody body;
    private final List<MethodSpec> called = new ArrayList<>();

    MemberMethods(JavaBody body) {
        this.body = body;
    }

    JavaBody body() {
        return body;
    }

    /** Whether members of a record with this number of members have methods of their own. */
    static boolean isLarge(int members) {
        return members > MAX_IN_ONE_METHOD;
    }

    private boolean isLarge() {
        return isLarge(body.members().size());
    }

    /** The methods that the code so far calls. */
    List<MethodSpec> called() {
        return List.copyOf(called);
    }

    /** Statements that check and copy a member in the constructor. */
    CodeBlock checks(JavaMember member) {
        CodeBlock checks = member.checks(body.locals());
        if (!isLarge() || checks.isEmpty()) {
            return checks;
        }
        MethodSpec method = method("check", member)
                .addModifiers(Modifier.STATIC)
                .addParameter(member.type(), member.name())
                .returns(member.type())
                .addCode(checks)
                .addStatement("return $L", member.name())
                .build();
        return statement("$1L = $2L($1L)", member.name(), call(method));
    }

    /** An expression that reads a member. */
    CodeBlock read(JavaMember member, String in) {
        boolean isAlways = member.layout().presence().isAlways();
        boolean isCall = isAlways && member.member().traits().range().isEmpty();
        if (!isLarge() || isCall) {
            return member.read(in);
        }
        MethodSpec method = method("take", member)
                .addModifiers(Modifier.STATIC)
                .addParameter(RuntimeTypes.PACKET_READER, in)
                .returns(member.type())
                .addStatement("return $L", member.read(in))
                .build();
        return CodeBlock.of("$L($L)", call(method), in);
    }

    /** Statements that write a member. */
    CodeBlock write(JavaMember member, String out, Locals locals) {
        CodeBlock write = member.write(out, locals);
        if (!isLarge()) {
            return write;
        }
        MethodSpec method = method("write", member)
                .addParameter(RuntimeTypes.PACKET_WRITER, out)
                .addCode(write)
                .build();
        return statement("$L($L)", call(method), out);
    }

    /** Statements that add a member to the size, where an expression is not enough. */
    CodeBlock add(JavaMember member, String size, CodeBlock add) {
        if (!isLarge() || add.isEmpty()) {
            return add;
        }
        MethodSpec method = method("add", member)
                .addParameter(TypeName.INT, size)
                .returns(TypeName.INT)
                .addCode(add)
                .addStatement("return $L", size)
                .build();
        return statement("$1L = $2L($1L)", size, call(method));
    }

    private String call(MethodSpec method) {
        called.add(method);
        return method.name();
    }

    private static MethodSpec.Builder method(String verb, JavaMember member) {
        return MethodSpec.methodBuilder(verb + member.capitalizedName()).addModifiers(Modifier.PRIVATE);
    }

    private static CodeBlock statement(String format, Object... arguments) {
        return CodeBlock.builder().addStatement(format, arguments).build();
    }
}
