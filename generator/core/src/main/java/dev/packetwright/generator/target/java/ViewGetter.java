package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import javax.lang.model.element.Modifier;

/** Builds a public method of a view that reads a member. */
final class ViewGetter {
    private final JavaMember member;
    private final MethodSpec.Builder method;

    private ViewGetter(JavaMember member, String name, TypeName type) {
        this.member = member;
        this.method =
                MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).returns(type);
        member.member().traits().deprecated().ifPresent(why -> method.addAnnotation(Deprecated.class));
    }

    /** The getter of a value, which has the name and the documentation of the member. */
    static ViewGetter of(JavaMember member, TypeName type) {
        return new ViewGetter(member, member.name(), type).doc(member.doc());
    }

    /** A method that tells something about a member. */
    static ViewGetter about(JavaMember member, String name, TypeName type, String doc) {
        return new ViewGetter(member, name, type).doc(doc);
    }

    private ViewGetter doc(String text) {
        if (!text.isEmpty()) {
            method.addJavadoc("$L\n", text);
        }
        return this;
    }

    ViewGetter parameter(TypeName type, String name) {
        method.addParameter(type, name);
        return this;
    }

    /** Adds statements before the value is read. */
    ViewGetter first(CodeBlock statements) {
        method.addCode(statements);
        return this;
    }

    MethodSpec returning(CodeBlock value) {
        method.addStatement("return $L", value);
        member.member()
                .traits()
                .deprecated()
                .ifPresent(why -> method.addJavadoc("\n@deprecated $L\n", JavaText.javadoc(why)));
        return method.build();
    }
}
