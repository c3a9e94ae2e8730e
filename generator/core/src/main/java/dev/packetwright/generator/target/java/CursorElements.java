package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.packetwright.generator.layout.RecordLayout;
import dev.packetwright.generator.model.Traits;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Makes the element of a list that is not a list of numbers.
 *
 * @param view the view that the list belongs to
 * @param list the list
 * @param cursor the class that goes through the list
 * @param names the names in that class
 */
record CursorElements(ViewContext view, JavaMember list, ClassName cursor, CursorNames names)
        implements TypeMapping.Visitor<CursorElement> {

    @Override
    public CursorElement value(ValueMapping value) {
        FieldSpec field =
                FieldSpec.builder(TypeName.INT, names.at(), Modifier.PRIVATE).build();
        CodeBlock take = value.take(names.in(), list.path(), Traits.NONE);
        CodeBlock get = value.get(names.in(), names.at(), list.path(), Traits.NONE);
        return value.fixed()
                .map(fixed -> {
                    CodeBlock step = CodeBlock.builder()
                            .addStatement("$L = $L", names.at(), names.next())
                            .addStatement("$L += $L", names.next(), fixed.size())
                            .build();
                    return new CursorElement(field, passOverAll(fixed), step, value.type(), get, Optional.empty());
                })
                .orElseGet(() -> {
                    CodeBlock step = step(CodeBlock.of("$L = $L", names.at(), take));
                    return new CursorElement(field, passOverEach(take), step, value.type(), get, Optional.empty());
                });
    }

    @Override
    public CursorElement record(RecordMapping record) {
        RecordLayout layout = record.layout();
        if (layout.type().isStruct()) {
            return ofView(record, view.views().of(layout.type().name()), Optional.empty());
        }
        String name = view.scope().names().record(layout.type()) + "View";
        ClassName self = view.self().nestedClass(view.classes().take(name));
        return ofView(record, self, Optional.of(elementView(self, layout)));
    }

    private TypeSpec elementView(ClassName self, RecordLayout layout) {
        TypeSpec.Builder type = TypeSpec.classBuilder(self)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Reads an element of {@link #$L} in place.\n", list.name());
        Scope within = view.scope().with(Set.of(cursor.simpleName()));
        ViewBody.ofPart(list.path(), layout.body(), ViewContext.of(self, within, view.views()))
                .addTo(type);
        return type.build();
    }

    private CursorElement ofView(RecordMapping record, ClassName type, Optional<TypeSpec> nested) {
        FieldSpec field = FieldSpec.builder(type, names.element(), Modifier.PRIVATE, Modifier.FINAL)
                .initializer("new $T()", type)
                .build();
        CodeBlock wrap = CodeBlock.of("$L.wrap($L)", names.element(), names.in());
        CodeBlock get = CodeBlock.of("$L", names.element());
        if (record.layout().type().hasNoBytes()) {
            CodeBlock passOver = CodeBlock.builder().addStatement(wrap).build();
            return new CursorElement(field, passOver, CodeBlock.of(""), type, get, nested);
        }
        return record.fixed()
                .map(fixed -> new CursorElement(field, passOverAll(fixed), place(fixed), type, get, nested))
                .orElseGet(() -> {
                    boolean hasPlaceAt = record.layout().body().isSelfDelimiting();
                    CodeBlock step = hasPlaceAt ? placeAt() : step(wrap);
                    return new CursorElement(field, passOverEach(wrap), step, type, get, nested);
                });
    }

    private CodeBlock place(FixedMapping fixed) {
        return CodeBlock.builder()
                .addStatement("$L.place($L, $L)", names.element(), names.in(), names.next())
                .addStatement("$L += $L", names.next(), fixed.size())
                .build();
    }

    private CodeBlock placeAt() {
        return CodeBlock.builder()
                .addStatement("$1L = $2L.placeAt($3L, $1L)", names.next(), names.element(), names.in())
                .build();
    }

    private CodeBlock passOverAll(FixedMapping fixed) {
        return CodeBlock.builder()
                .addStatement("$L.take($L * $L, $S)", names.in(), fixed.size(), names.size(), list.path())
                .build();
    }

    private CodeBlock passOverEach(CodeBlock element) {
        return CodeBlock.builder()
                .beginControlFlow("for (int $1L = 0; $1L < $2L; $1L++)", names.i(), names.size())
                .addStatement("$L", element)
                .endControlFlow()
                .build();
    }

    private CodeBlock step(CodeBlock element) {
        return CodeBlock.builder()
                .addStatement("$L.seek($L)", names.in(), names.next())
                .addStatement("$L", element)
                .addStatement("$L = $L.position()", names.next(), names.in())
                .build();
    }

    @Override
    public CursorElement list(ListMapping element) {
        throw listInList();
    }

    @Override
    public CursorElement scalarList(ScalarListMapping element) {
        throw listInList();
    }

    private IllegalStateException listInList() {
        return new IllegalStateException(list.path() + " is a list whose elements are lists");
    }
}
