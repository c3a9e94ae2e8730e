package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.packetwright.generator.target.java.StringMapping.Lengths;
import javax.lang.model.element.Modifier;

/**
 * The class that goes through the elements of a list in place. Lists of numbers have none.
 *
 * @param self the cursor
 * @param list the member that is the list
 * @param mapping the mapping of the list
 * @param names the names in the code of the cursor
 */
record CursorEmitter(ClassName self, JavaMember list, ListMapping mapping, CursorNames names) {
    TypeSpec emit(CursorElement element) {
        return begin(element).build();
    }

    /** Emits a cursor for a list that packets of older peers can lack. */
    TypeSpec emitClearable(CursorElement element) {
        return begin(element).addMethod(clear()).build();
    }

    private TypeSpec.Builder begin(CursorElement element) {
        return TypeSpec.classBuilder(self)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Goes through {@link #$L}, element by element.\n", list.name())
                .addField(RuntimeTypes.PACKET_READER, names.in(), Modifier.PRIVATE)
                .addField(TypeName.INT, names.size(), Modifier.PRIVATE)
                .addField(TypeName.INT, names.left(), Modifier.PRIVATE)
                .addField(TypeName.INT, names.first(), Modifier.PRIVATE)
                .addField(TypeName.INT, names.next(), Modifier.PRIVATE)
                .addField(element.field())
                .addMethod(wrap(element))
                .addMethod(restart())
                .addMethod(size())
                .addMethod(next(element))
                .addMethod(get(element));
    }

    private MethodSpec wrap(CursorElement element) {
        return MethodSpec.methodBuilder("wrap")
                .addParameter(RuntimeTypes.PACKET_READER, names.in())
                .addStatement("this.$1L = $1L", names.in())
                .addStatement(
                        "$L = $L.readCount($L, $S$L)",
                        names.size(),
                        names.in(),
                        mapping.layout().element().minSize(),
                        list.path(),
                        Lengths.bound(list.member().traits()))
                .addStatement("$L = $L.position()", names.first(), names.in())
                .addCode(element.passOver())
                .build();
    }

    private MethodSpec restart() {
        return MethodSpec.methodBuilder("restart")
                .returns(self)
                .addStatement("$L = $L", names.left(), names.size())
                .addStatement("$L = $L", names.next(), names.first())
                .addStatement("return this")
                .build();
    }

    private MethodSpec size() {
        return MethodSpec.methodBuilder("size")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("How many elements there are.\n")
                .returns(TypeName.INT)
                .addStatement("return $L", names.size())
                .build();
    }

    private MethodSpec next(CursorElement element) {
        return MethodSpec.methodBuilder("next")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("Goes to the next element, at first to the first.\n\n@return whether there is one\n")
                .returns(TypeName.BOOLEAN)
                .beginControlFlow("if ($L == 0)", names.left())
                .addStatement("return false")
                .endControlFlow()
                .addStatement("$L--", names.left())
                .addCode(element.step())
                .addStatement("return true")
                .build();
    }

    private static MethodSpec get(CursorElement element) {
        return MethodSpec.methodBuilder("get")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("The element that {@link #next} went to.\n")
                .returns(element.type())
                .addStatement("return $L", element.get())
                .build();
    }

    private MethodSpec clear() {
        return MethodSpec.methodBuilder("clear")
                .addParameter(RuntimeTypes.PACKET_READER, names.in())
                .addStatement("this.$1L = $1L", names.in())
                .addStatement("$L = 0", names.size())
                .build();
    }
}
