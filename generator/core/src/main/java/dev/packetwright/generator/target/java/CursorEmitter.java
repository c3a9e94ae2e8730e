package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.target.java.StringMapping.Lengths;
import javax.lang.model.element.Modifier;

/** The class that goes through a list of anything but numbers, in place. */
final class CursorEmitter {
    private final ClassName self;
    private final JavaMember list;
    private final ListMapping mapping;
    private final String in;
    private final String element;
    private final String size;
    private final String first;
    private final String next;
    private final String left;
    private final String at;
    private final String i;

    /**
     * @param self the cursor
     * @param list the member that is the list
     * @param scope what its code can see
     */
    CursorEmitter(ClassName self, JavaMember list, ListMapping mapping, Scope scope) {
        this.self = self;
        this.list = list;
        this.mapping = mapping;
        Locals names = new Locals(scope::hasClass);
        this.in = names.take("in");
        this.element = names.take("element");
        this.size = names.take("size");
        this.first = names.take("first");
        this.next = names.take("next");
        this.left = names.take("left");
        this.at = names.take("at");
        this.i = names.take("i");
    }

    /** The method by which a list is empty that a packet lacks. */
    MethodSpec clear() {
        return MethodSpec.methodBuilder("clear")
                .addParameter(RuntimeTypes.PACKET_READER, in)
                .addStatement("this.$1L = $1L", in)
                .addStatement("$L = 0", size)
                .build();
    }

    /** A cursor over structs or elements with members of their own. */
    TypeSpec ofViews(ClassName view, RecordType type) {
        TypeSpec.Builder cursor = begin().addField(FieldSpec.builder(view, element, Modifier.PRIVATE, Modifier.FINAL)
                .initializer("new $T()", view)
                .build());
        if (type.hasNoBytes()) {
            return end(cursor, CodeBlock.of("$L.wrap($L);\n", element, in), CodeBlock.of(""), view, element);
        }
        return mapping.element()
                .fixed()
                .map(fixed -> end(
                        cursor,
                        passOver(fixed),
                        CodeBlock.of("$1L.place($2L, $3L);\n$3L += $4L;\n", element, in, next, fixed.size()),
                        view,
                        element))
                .orElseGet(() -> end(
                        cursor,
                        passOver(CodeBlock.of("$L.wrap($L)", element, in)),
                        mapping.element() instanceof RecordMapping record
                                        && record.layout().body().isSelfDelimiting()
                                ? CodeBlock.of("$1L = $2L.placeAt($3L, $1L);\n", next, element, in)
                                : step(CodeBlock.of("$L.wrap($L)", element, in)),
                        view,
                        element));
    }

    /** A cursor over strings, bytes or values of an enum. */
    TypeSpec ofValues() {
        TypeSpec.Builder cursor = begin().addField(TypeName.INT, at, Modifier.PRIVATE);
        CodeBlock take = ViewAccess.takeElement(list, mapping.element(), in);
        CodeBlock get = ViewAccess.getElement(list, mapping.element(), in, at);
        return mapping.element()
                .fixed()
                .map(fixed -> end(
                        cursor,
                        passOver(fixed),
                        CodeBlock.of("$1L = $2L;\n$2L += $3L;\n", at, next, fixed.size()),
                        mapping.element().type(),
                        get))
                .orElseGet(() -> end(
                        cursor,
                        passOver(take),
                        step(CodeBlock.of("$L = $L", at, take)),
                        mapping.element().type(),
                        get));
    }

    private CodeBlock passOver(FixedMapping fixed) {
        return CodeBlock.of("$L.take($L * $L, $S);\n", in, fixed.size(), size, list.path());
    }

    private CodeBlock passOver(CodeBlock element) {
        return CodeBlock.builder()
                .beginControlFlow("for (int $1L = 0; $1L < $2L; $1L++)", i, size)
                .addStatement("$L", element)
                .endControlFlow()
                .build();
    }

    private CodeBlock step(CodeBlock element) {
        return CodeBlock.builder()
                .addStatement("$L.seek($L)", in, next)
                .addStatement("$L", element)
                .addStatement("$L = $L.position()", next, in)
                .build();
    }

    private TypeSpec.Builder begin() {
        return TypeSpec.classBuilder(self)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Goes through {@link #$L}, element by element.\n", list.name())
                .addField(RuntimeTypes.PACKET_READER, in, Modifier.PRIVATE)
                .addField(TypeName.INT, size, Modifier.PRIVATE)
                .addField(TypeName.INT, left, Modifier.PRIVATE)
                .addField(TypeName.INT, first, Modifier.PRIVATE)
                .addField(TypeName.INT, next, Modifier.PRIVATE);
    }

    private TypeSpec end(TypeSpec.Builder cursor, CodeBlock passOver, CodeBlock step, TypeName type, Object value) {
        return cursor.addMethod(MethodSpec.methodBuilder("wrap")
                        .addParameter(RuntimeTypes.PACKET_READER, in)
                        .addStatement("this.$1L = $1L", in)
                        .addStatement(
                                "$L = $L.readCount($L, $S$L)",
                                size,
                                in,
                                mapping.layout().element().minSize(),
                                list.path(),
                                Lengths.bound(list.member().traits()))
                        .addStatement("$L = $L.position()", first, in)
                        .addCode(passOver)
                        .build())
                .addMethod(MethodSpec.methodBuilder("restart")
                        .returns(self)
                        .addStatement("$L = $L", left, size)
                        .addStatement("$L = $L", next, first)
                        .addStatement("return this")
                        .build())
                .addMethod(MethodSpec.methodBuilder("size")
                        .addModifiers(Modifier.PUBLIC)
                        .addJavadoc("How many elements there are.\n")
                        .returns(TypeName.INT)
                        .addStatement("return $L", size)
                        .build())
                .addMethod(MethodSpec.methodBuilder("next")
                        .addModifiers(Modifier.PUBLIC)
                        .addJavadoc(
                                "Goes to the next element, at first to the first.\n\n@return whether there is one\n")
                        .returns(TypeName.BOOLEAN)
                        .beginControlFlow("if ($L == 0)", left)
                        .addStatement("return false")
                        .endControlFlow()
                        .addStatement("$L--", left)
                        .addCode(step)
                        .addStatement("return true")
                        .build())
                .addMethod(MethodSpec.methodBuilder("get")
                        .addModifiers(Modifier.PUBLIC)
                        .addJavadoc("The element that {@link #next} went to.\n")
                        .returns(type)
                        .addStatement("return $L", value)
                        .build())
                .build();
    }
}
