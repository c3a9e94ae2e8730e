package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.packetwright.generator.layout.MemberLayout;
import dev.packetwright.generator.model.LengthUnit;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.Traits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A member in Java.
 *
 * @param name the name of the record component
 * @param layout the layout of the member
 * @param mapping the mapping of its type
 * @param path the names that lead to it in the PDL
 */
record JavaMember(MemberLayout layout, String name, TypeMapping mapping, String path) {
    /** The name of an optional member's value in a lambda, which uses none of the record's names. */
    private static final String PRESENT = "present";

    Member member() {
        return layout.member();
    }

    /** The name as the second part of another name: {@code Hp} in {@code hasHp}. */
    String capitalizedName() {
        return capitalized(name);
    }

    static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private Traits traits() {
        return member().traits();
    }

    boolean isOptional() {
        return traits().isOptional();
    }

    /** The method with an annotation and a comment, if the member is deprecated. */
    MethodSpec.Builder deprecatedLikeIt(MethodSpec.Builder method) {
        traits().deprecated()
                .ifPresent(why ->
                        method.addAnnotation(Deprecated.class).addJavadoc("\n@deprecated $L\n", JavaText.javadoc(why)));
        return method;
    }

    TypeName type() {
        return traits().isOptional()
                ? ParameterizedTypeName.get(
                        ClassName.get(Optional.class), mapping.type().box())
                : mapping.type();
    }

    /** The documentation of the component; may be empty. */
    String doc() {
        List<String> parts = new ArrayList<>();
        member().doc().map(JavaText::javadoc).filter(doc -> !doc.isEmpty()).ifPresent(parts::add);
        if (!mapping.values().isEmpty() && traits().range().isEmpty()) {
            parts.add(mapping.values());
        }
        traits().range()
                .ifPresent(range -> parts.add(
                        range.min().toPlainString() + " to " + range.max().toPlainString()));
        traits().maxLength()
                .ifPresent(max ->
                        parts.add("at most " + LengthUnit.of(member().type()).count(max)));
        if (traits().isLater()) {
            parts.add("since version " + traits().since());
        }
        traits().deprecated().map(why -> "deprecated: " + JavaText.javadoc(why)).ifPresent(parts::add);
        return String.join("; ", parts);
    }

    /** The mapping of the type, if the member is there in any case and can be written and read in place. */
    Optional<FixedMapping> fixed() {
        return layout.fixed().isPresent() ? mapping.fixed() : Optional.empty();
    }

    /** The statements of the constructor that check and copy the member. */
    CodeBlock checks(Locals locals) {
        return traits().isOptional() ? optionalChecks(locals) : plainChecks();
    }

    private CodeBlock plainChecks() {
        CodeBlock.Builder code = CodeBlock.builder();
        mapping.copy(name(), path).ifPresent(copy -> code.addStatement("$L = $L", name(), copy));
        mapping.nullCheck(name(), path).ifPresent(check -> code.addStatement("$L", check));
        mapping.checks(name(), path, traits()).forEach(check -> code.addStatement("$L", check));
        return code.build();
    }

    private CodeBlock optionalChecks(Locals locals) {
        String present = locals.take(PRESENT);
        CodeBlock.Builder code = CodeBlock.builder()
                .addStatement("$T.requirePresent($L, $S)", RuntimeTypes.PACKET_MEMBERS, name(), path);
        mapping.copy(present, path)
                .ifPresent(copy -> code.addStatement("$1L = $1L.map($2L -> $3L)", name(), present, copy));
        mapping.checks(present, path, traits())
                .forEach(check -> code.addStatement("$L.ifPresent($L -> $L)", name(), present, check));
        return code.build();
    }

    /**
     * An expression for the size with the member added, apart from {@link #addElements}. The member is there in any
     * case.
     */
    CodeBlock addSize(String size) {
        return mapping.addSize(size, name(), path);
    }

    /** Statements that add the elements whose size varies. */
    CodeBlock addElements(String size, Locals locals) {
        return mapping.addElements(size, name(), path, locals.inner());
    }

    /** Statements that add an optional member to the size. */
    CodeBlock addIfPresent(String size, Locals locals) {
        String value = name() + ".get()";
        return ifPresent(CodeBlock.builder()
                .addStatement("$L = $L", size, mapping.addSize(size, value, path))
                .add(mapping.addElements(size, value, path, locals.inner()))
                .build());
    }

    /** Statements like {@link #addIfPresent} for a member of fixed size that cannot make the packet too large. */
    CodeBlock addUncheckedIfPresent(String size, int fixed) {
        return ifPresent(
                CodeBlock.builder().addStatement("$L += $L", size, fixed).build());
    }

    private CodeBlock ifPresent(CodeBlock then) {
        return CodeBlock.builder()
                .beginControlFlow("if ($L.isPresent())", name())
                .add(then)
                .endControlFlow()
                .build();
    }

    CodeBlock write(String out, Locals locals) {
        if (!traits().isOptional()) {
            return mapping.write(out, name(), locals.inner());
        }
        return CodeBlock.builder()
                .addStatement("$L.writeBool($L.isPresent())", out, name())
                .beginControlFlow("if ($L.isPresent())", name())
                .add(mapping.write(out, name() + ".get()", locals.inner()))
                .endControlFlow()
                .build();
    }

    /** An expression that reads the member. */
    CodeBlock read(String in) {
        CodeBlock value = mapping.read(in, path, traits());
        CodeBlock read = traits().isOptional()
                ? CodeBlock.of(
                        "$L.readBool($S) ? $T.of($L) : $T.empty()", in, path, Optional.class, value, Optional.class)
                : value;
        if (!traits().isLater()) {
            return read;
        }
        CodeBlock whole = traits().isOptional() ? CodeBlock.of("($L)", read) : read;
        return CodeBlock.of("$L.remaining() == 0 ? $L : $L", in, defaultValue(), whole);
    }

    CodeBlock defaultValue() {
        return traits().isOptional() ? CodeBlock.of("$T.empty()", Optional.class) : mapping.defaultValue(traits());
    }

    /** An expression for the member without redacted values. */
    CodeBlock redacted(Locals locals) {
        if (traits().isRedacted()) {
            return defaultValue();
        }
        String value = traits().isOptional() ? locals.inner().take(PRESENT) : name();
        return mapping.redacted(value)
                .map(redacted ->
                        traits().isOptional() ? CodeBlock.of("$L.map($L -> $L)", name(), value, redacted) : redacted)
                .orElseGet(() -> CodeBlock.of("$L", name()));
    }

    /** Whether the default is a struct, whose values the expression for it may list. */
    boolean makesDefaultStruct() {
        return !traits().isOptional() && mapping instanceof RecordMapping;
    }

    /** An expression for {@code toString}; a redacted member has none. */
    Optional<CodeBlock> shown() {
        if (traits().isRedacted()) {
            return Optional.empty();
        }
        return Optional.of(traits().isOptional() ? CodeBlock.of("$L", name()) : mapping.shown(name()));
    }
}
