package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.layout.BodyLayout;
import dev.packetwright.generator.layout.Encoding;
import dev.packetwright.generator.layout.MemberLayout;
import dev.packetwright.generator.layout.RecordLayout;
import dev.packetwright.generator.layout.Step;
import dev.packetwright.generator.model.LengthUnit;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.Traits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Emits what packets, structs and elements have in common: members, and the methods that read, write and show them. */
final class BodyEmitter {
    private final CSharpNames names;
    private final ClassNames classNames;
    private final BodyLayout layout;
    private final String path;
    private final CodeWriter out;
    private final List<Part> parts = new ArrayList<>();

    /**
     * @param path what goes before the members in error messages: nothing in a packet, else names with dots behind them
     */
    BodyEmitter(CSharpNames names, ClassNames classNames, BodyLayout layout, String path, CodeWriter out) {
        this.names = names;
        this.classNames = classNames;
        this.layout = layout;
        this.path = path;
        this.out = out;
        for (int i = 0; i < layout.members().size(); i++) {
            MemberLayout member = layout.members().get(i);
            Forms forms = new Forms(names, classNames, member.member().traits());
            parts.add(new Part(
                    member, classNames.members().get(i), member.encoding().accept(forms)));
        }
    }

    /** Emits a class for a struct or for the elements of a list. */
    static void emitClass(CSharpNames names, ClassNames classNames, RecordLayout layout, String path, CodeWriter out) {
        out.doc(CSharpText.lines(layout.type().doc().orElse("")));
        out.open("public sealed partial class " + Identifiers.escaped(classNames.name()));
        BodyEmitter body = new BodyEmitter(names, classNames, layout.body(), path, out);
        body.members();
        out.doc(List.of("The size on the wire in bytes."));
        body.size(0);
        layout.body().inPlace().ifPresentOrElse(body::methodsInPlace, body::methods);
        out.close();
    }

    /** Emits the classes of elements and the members. */
    void members() {
        for (Part part : parts) {
            element(part).ifPresent(element -> {
                String list = part.member().name().pdl();
                emitClass(names, classNames.element(element.type()), element, path + list + ".", out);
                out.blank();
            });
        }
        boolean isFirst = true;
        for (Part part : parts) {
            List<String> doc = doc(part);
            if (!isFirst && !doc.isEmpty()) {
                out.blank();
            }
            member(part, doc);
            isFirst = false;
        }
        if (!parts.isEmpty()) {
            out.blank();
        }
    }

    /** The class that the elements of a list have for themselves. */
    private static Optional<RecordLayout> element(Part part) {
        if (part.layout().encoding() instanceof Encoding.ElementList list) {
            RecordLayout layout = list.element() instanceof Encoding.Struct struct
                    ? struct.layout()
                    : list.element() instanceof Encoding.FixedStruct struct ? struct.layout() : null;
            return Optional.ofNullable(layout).filter(record -> !record.type().isStruct());
        }
        return Optional.empty();
    }

    private void member(Part part, List<String> doc) {
        out.doc(doc);
        obsolete(part.member().traits().deprecated(), names, out);
        String initializer = part.needsInitializer() ? " = " + part.form().initial() : "";
        out.line("public " + part.type() + " " + Identifiers.escapedMember(part.name()) + initializer + ";");
    }

    /** Emits the attribute for the reason not to use something any more. */
    static void obsolete(Optional<String> reason, CSharpNames names, CodeWriter out) {
        reason.ifPresent(why -> out.line("[" + names.system("Obsolete") + "(" + CSharpText.literal(why) + ")]"));
    }

    private static List<String> doc(Part part) {
        Member member = part.member();
        Traits traits = member.traits();
        List<String> lines = new ArrayList<>(CSharpText.lines(member.doc().orElse("")));
        List<String> facts = new ArrayList<>();
        if (part.presence().isOptional()) {
            facts.add("Null if absent.");
        }
        if (part.presence().isLater()) {
            facts.add("Since version " + part.presence().since() + ".");
        }
        if (part.layout().encoding() instanceof Encoding.EmptyList) {
            facts.add("The number of elements, which have no bytes.");
        }
        traits.range()
                .ifPresent(range -> facts.add(
                        range.min().toPlainString() + " to " + range.max().toPlainString() + "."));
        traits.maxLength()
                .ifPresent(most ->
                        facts.add("At most " + LengthUnit.of(member.type()).count(most) + "."));
        if (!facts.isEmpty()) {
            lines.add(String.join(" ", facts));
        }
        return lines;
    }

    /**
     * Emits the property {@code Size}.
     *
     * @param header the number of bytes before the members
     */
    void size(int header) {
        int constant = header + layout.constantSize();
        List<Part> varying =
                parts.stream().filter(part -> part.layout().hasVariableSize()).toList();
        if (varying.isEmpty()) {
            out.line("public int Size { get { return " + constant + "; } }");
            return;
        }
        out.open("public int Size");
        out.open("get");
        out.line("int size = " + constant + ";");
        varying.forEach(this::size);
        out.line("return size;");
        out.close();
        out.close();
    }

    private void size(Part part) {
        if (part.presence().isOptional() && part.form().isValueType()) {
            out.open("if (" + part.reference() + " != null)");
            part.form().size(out, part.reference());
            out.close();
        } else {
            part.form().size(out, part.reference());
        }
    }

    /** Emits the methods that write, read and show the members. */
    void methods() {
        out.blank();
        new CodecMethods(parts, path, out).stepByStep(layout.steps());
        toStringMethod();
    }

    /** Emits the same for a struct or an element whose place is known before. */
    private void methodsInPlace(Step.Block block) {
        out.blank();
        new CodecMethods(parts, path, out).inPlace(block);
        toStringMethod();
    }

    private void toStringMethod() {
        out.blank();
        out.open("public override string ToString()");
        show();
        out.close();
    }

    private void show() {
        String name = classNames.name();
        if (parts.isEmpty()) {
            out.line("return \"" + name + "\";");
            return;
        }
        String before = "return \"" + name + " { ";
        for (Part part : parts) {
            String label = part.name() + " = ";
            out.line(
                    part.member().traits().isRedacted()
                            ? before + label + "***\""
                            : before + label + "\" + " + part.form().shown(part.reference()));
            before = "    + \", ";
        }
        out.line("    + \" }\";");
    }
}
