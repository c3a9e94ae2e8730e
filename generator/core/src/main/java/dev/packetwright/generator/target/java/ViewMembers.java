package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Makes the members of a view, one for each step of the layout. */
final class ViewMembers implements JavaBody.Steps {
    private final ViewContext view;
    private final Locals methods;
    private final String index;
    private final List<ViewMember> made = new ArrayList<>();

    private ViewMembers(JavaBody body, ViewContext view) {
        this.view = view;
        this.methods = new Locals(body.names());
        this.index = view.variables().take("index");
    }

    /** The members in the order of the wire. */
    static List<ViewMember> of(JavaBody body, ViewContext view) {
        ViewMembers members = new ViewMembers(body, view);
        body.forEachStep(members);
        return List.copyOf(members.made);
    }

    /** All members of a body as one block. */
    static ViewBlock whole(JavaBody body, FixedBlock block, ViewContext view) {
        return new ViewMembers(body, view).blockOf(block);
    }

    @Override
    public void block(FixedBlock block) {
        made.add(blockOf(block));
    }

    @Override
    public void single(JavaMember member) {
        made.add(member.mapping().accept(new TypeMapping.Visitor<ViewMember>() {
            @Override
            public ViewMember value(ValueMapping value) {
                return valueOf(member, value);
            }

            @Override
            public ViewMember scalarList(ScalarListMapping list) {
                return scalarListOf(member, list);
            }

            @Override
            public ViewMember list(ListMapping list) {
                return cursorOf(member, list);
            }

            @Override
            public ViewMember record(RecordMapping struct) {
                return partOf(member, viewOf(struct), "", List.of());
            }
        }));
    }

    private ViewBlock blockOf(FixedBlock block) {
        String at = view.variables().take("at");
        CodeBlock end = CodeBlock.of("$L + $L", at, block.layout().size());
        List<String> places = block.places(at);
        List<ViewBlock.Slot> slots = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            slots.add(slot(block.members().get(i), places.get(i)));
        }
        return new ViewBlock(new ViewPosition(at, end), block.take(view.in()), slots);
    }

    private ViewBlock.Slot slot(JavaMember member, String place) {
        ViewPresence presence = presence(member);
        return member.fixed().orElseThrow().acceptFixed(new FixedMapping.FixedVisitor<>() {
            @Override
            public ViewBlock.Slot value(FixedValueMapping value) {
                CodeBlock read = value.get(
                        view.in(), place, member.path(), member.member().traits());
                return new ViewBlock.Slot(
                        presence,
                        value.type(),
                        Optional.empty(),
                        read,
                        value.defaultValue(member.member().traits()));
            }

            @Override
            public ViewBlock.Slot record(RecordMapping struct) {
                FieldSpec part = field(member, viewOf(struct));
                CodeBlock read = CodeBlock.of("$L.place($L, $L)", part.name(), view.in(), place);
                CodeBlock absent = CodeBlock.of("$L.clear($L)", part.name(), view.in());
                return new ViewBlock.Slot(presence, part.type(), Optional.of(part), read, absent);
            }
        });
    }

    private ViewMember valueOf(JavaMember member, ValueMapping value) {
        String at = view.variables().take(member.name());
        ViewPosition position = new ViewPosition(at, value.end(view.in(), at));
        return new ViewValue(presence(member), value, position, view.in());
    }

    private ViewMember scalarListOf(JavaMember member, ScalarListMapping list) {
        String at = view.variables().take(member.name());
        ViewPosition position = new ViewPosition(at, list.end(view.in(), at));
        ViewPresence presence = presence(member);
        String size = methods.take(member.name() + "Size");
        return new ViewScalarList(presence, list, position, new ViewScalarList.Names(view.in(), size, index));
    }

    /** A struct, which is the only record that is a member by itself. */
    private ClassName viewOf(RecordMapping struct) {
        return view.views().of(struct.layout().type().name());
    }

    private ViewMember cursorOf(JavaMember member, ListMapping list) {
        ClassName type = view.self().nestedClass(view.classes().take(member.capitalizedName() + "Cursor"));
        CursorNames names = CursorNames.in(view.scope());
        CursorElement element = list.element().accept(new CursorElements(view, member, type, names));
        CursorEmitter cursor = new CursorEmitter(type, member, list, names);
        TypeSpec cursorClass = mayBeCleared(member) ? cursor.emitClearable(element) : cursor.emit(element);
        List<TypeSpec> classes =
                Stream.concat(element.view().stream(), Stream.of(cursorClass)).toList();
        return partOf(member, type, ".restart()", classes);
    }

    private ViewMember partOf(JavaMember member, ClassName type, String restart, List<TypeSpec> classes) {
        ViewPart part = new ViewPart(presence(member), field(member, type), restart, classes);
        return member.layout().presence().isOptional()
                ? new OptionalViewPart(part, view.variables().take("has" + member.capitalizedName()))
                : part;
    }

    private ViewPresence presence(JavaMember member) {
        Optional<String> hasMethod = member.layout().presence().isOptional()
                ? Optional.of(methods.take("has" + member.capitalizedName()))
                : Optional.empty();
        return new ViewPresence(member, view.in(), hasMethod, mayBeCleared(member));
    }

    private boolean mayBeCleared(JavaMember member) {
        return view.mayBeCleared() || member.layout().presence().isLater();
    }

    private FieldSpec field(JavaMember member, ClassName type) {
        return FieldSpec.builder(type, view.variables().take(member.name()), Modifier.PRIVATE, Modifier.FINAL)
                .initializer("new $T()", type)
                .build();
    }
}
