package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.packetwright.generator.layout.Presence;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The conditions under which a view finds a member, and the answer of its getters if there is none.
 *
 * @param member the member
 * @param in the name of the reader
 * @param hasMethod the name of the method that tells whether an optional member is there; none for other members
 * @param mayBeCleared whether the packet of an older peer can end before the member
 */
record ViewPresence(JavaMember member, String in, Optional<String> hasMethod, boolean mayBeCleared) {
    private Presence presence() {
        return member.layout().presence();
    }

    boolean isOptional() {
        return presence().isOptional();
    }

    /** An expression that reads whether an optional member is there. */
    CodeBlock readFlag() {
        CodeBlock flag = CodeBlock.of("$L.readBool($S)", in, member.path());
        return presence().isLater() ? CodeBlock.of("$L.remaining() != 0 && $L", in, flag) : flag;
    }

    /** An expression for the position of the member: that which another expression takes, or that of no value. */
    CodeBlock position(CodeBlock take) {
        if (isOptional()) {
            return CodeBlock.of("$L ? $L : $L", readFlag(), take, ViewPosition.absent());
        }
        return presence().isLater()
                ? CodeBlock.of("$L.remaining() == 0 ? $L : $L", in, ViewPosition.absent(), take)
                : take;
    }

    /** Statements that find a member without a flag, or clear it if the packet ends before it. */
    CodeBlock findOrClear(CodeBlock find, CodeBlock clear) {
        if (!presence().isLater()) {
            return find;
        }
        return CodeBlock.builder()
                .beginControlFlow("if ($L.remaining() == 0)", in)
                .add(clear)
                .nextControlFlow("else")
                .add(find)
                .endControlFlow()
                .build();
    }

    /** The method that tells whether an optional member is there; none for other members. */
    Stream<MethodSpec> hasMethod(CodeBlock isPresent) {
        String doc = "Whether " + member.name() + " is there.";
        return hasMethod.stream()
                .map(name ->
                        ViewGetter.about(member, name, TypeName.BOOLEAN, doc).returning(isPresent));
    }

    /** Statements with which a getter refuses to read an optional member that is not there; none for other members. */
    CodeBlock require(CodeBlock isAbsent) {
        if (!isOptional()) {
            return CodeBlock.of("");
        }
        return CodeBlock.builder()
                .beginControlFlow("if ($L)", isAbsent)
                .addStatement("throw $L.absent($S)", in, member.path())
                .endControlFlow()
                .build();
    }

    /** An expression for a value; the default value if the member was cleared. An optional member has no default. */
    CodeBlock orDefault(CodeBlock isAbsent, CodeBlock value) {
        return isOptional() ? value : orElse(isAbsent, defaultValue(), value);
    }

    /** An expression for a value, or another one if the member was cleared. */
    CodeBlock orElse(CodeBlock isAbsent, CodeBlock other, CodeBlock value) {
        return mayBeCleared ? CodeBlock.of("$L ? $L : $L", isAbsent, other, value) : value;
    }

    private CodeBlock defaultValue() {
        return member.mapping().defaultValue(member.member().traits());
    }
}
