package dev.packetwright.generator.target.java;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.packetwright.generator.layout.BodyLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * The fields, methods and classes of a view of a packet, of a struct or of an element.
 *
 * @param view the view
 * @param finders the methods that find the members
 * @param members the members in the order of the wire
 */
record ViewBody(ViewContext view, List<MethodSpec> finders, List<ViewMember> members) {
    /**
     * The view of a packet, which users point at a reader.
     *
     * @param path the names in the PDL that lead to the body
     */
    static ViewBody ofPacket(String path, BodyLayout layout, ViewContext view) {
        List<ViewMember> members = ViewMembers.of(body(path, layout, view), view);
        ViewFinders finders = new ViewFinders(view, members);
        List<MethodSpec> methods = new ArrayList<>(List.of(finders.publicWrap()));
        methods.addAll(finders.parts());
        return new ViewBody(view, methods, members);
    }

    /**
     * The view of a struct or an element, which other views point at its bytes.
     *
     * @param path the names in the PDL that lead to the body
     */
    static ViewBody ofPart(String path, BodyLayout layout, ViewContext view) {
        JavaBody body = body(path, layout, view);
        return body.whole().map(block -> placed(body, block, view)).orElseGet(() -> found(body, view));
    }

    /** A part of fixed size: all members are read from one position. */
    private static ViewBody placed(JavaBody body, FixedBlock whole, ViewContext view) {
        ViewBlock block = ViewMembers.whole(body, whole, view);
        ViewFinders finders = new ViewFinders(view, List.of(block));
        List<MethodSpec> methods = new ArrayList<>(List.of(finders.wrapPlaced(block), finders.place(block)));
        clear(view, finders).ifPresent(methods::add);
        return new ViewBody(view, methods, List.of(block));
    }

    /** A part whose members have to be found one after the other. */
    private static ViewBody found(JavaBody body, ViewContext view) {
        List<ViewMember> members = ViewMembers.of(body, view);
        ViewFinders finders = new ViewFinders(view, members);
        List<MethodSpec> methods = new ArrayList<>(List.of(finders.wrap()));
        methods.addAll(finders.parts());
        if (body.layout().isSelfDelimiting()) {
            methods.add(finders.placeAt());
        }
        clear(view, finders).ifPresent(methods::add);
        return new ViewBody(view, methods, members);
    }

    private static Optional<MethodSpec> clear(ViewContext view, ViewFinders finders) {
        return view.mayBeCleared() ? Optional.of(finders.clear()) : Optional.empty();
    }

    private static JavaBody body(String path, BodyLayout layout, ViewContext view) {
        TypeMappings mappings = new TypeMappings(view.self(), view.scope());
        List<JavaMember> members = layout.members().stream()
                .map(member -> mappings.of(member, "", path))
                .toList();
        return new JavaBody(view.self(), path, layout, members, view.scope());
    }

    void addTo(TypeSpec.Builder type) {
        type.addField(RuntimeTypes.PACKET_READER, view.in(), Modifier.PRIVATE);
        members.forEach(member -> type.addFields(member.fields()));
        type.addMethods(finders);
        members.forEach(member -> type.addMethods(member.getters()));
        members.forEach(member -> type.addTypes(member.classes()));
    }
}
