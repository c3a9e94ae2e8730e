package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.packetwright.generator.layout.BodyLayout;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.Traits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * The part that all views have in common, be they of packets, structs or elements of lists: a place for each member or run
 * of members, the method that finds these places, and the getters.
 */
final class ViewBody {
    private static final String ABSENT = "-1";

    /** What a view is of. */
    enum Use {
        /** A packet, which its user points it at. */
        PACKET,
        /** A struct, or an element of a list. */
        PART,
        /** A struct that packets of older peers lack. */
        PART_THAT_MAY_BE_MISSING
    }

    /**
     * Where a member or a run of them is.
     *
     * @param field that has where it begins
     * @param end where it ends
     */
    private record Place(String field, CodeBlock end) {}

    private final ClassName self;
    private final JavaBody body;
    private final Scope scope;
    private final ViewNames views;
    private final Locals methods;
    private final Locals variables;
    private final String in;
    private final String index;

    private final List<FieldSpec> fields = new ArrayList<>();
    private final List<TypeSpec> classes = new ArrayList<>();
    private final List<MethodSpec> getters = new ArrayList<>();
    private final List<Place> found = new ArrayList<>();
    private final CodeBlock.Builder find = CodeBlock.builder();
    private final CodeBlock.Builder clear = CodeBlock.builder();

    /**
     * @param self the view
     * @param path the names in the PDL that lead to what it reads
     * @param scope what code around it can see
     */
    ViewBody(ClassName self, String path, BodyLayout layout, Scope scope, ViewNames views) {
        this.self = self;
        this.scope = scope.with(Set.of(self.simpleName()));
        this.views = views;
        TypeMappings mappings = new TypeMappings(self, this.scope);
        List<JavaMember> members = layout.members().stream()
                .map(member -> mappings.of(member, "", path))
                .toList();
        this.body = new JavaBody(self, path, layout, members, this.scope);
        this.methods = new Locals(body.names());
        this.variables = new Locals(this.scope::hasClass);
        this.in = variables.take("in");
        this.index = variables.take("index");
        field(RuntimeTypes.PACKET_READER, in);
    }

    void addTo(TypeSpec.Builder view, Use use) {
        body.whole()
                .filter(block -> use != Use.PACKET)
                .ifPresentOrElse(block -> addPlaced(view, block, use), () -> addFound(view, use));
        if (use != Use.PACKET && body.layout().isSelfDelimiting()) {
            view.addMethod(placeAt());
        }
        if (use == Use.PART_THAT_MAY_BE_MISSING) {
            view.addMethod(clear());
        }
        getters.forEach(view::addMethod);
        classes.forEach(view::addType);
    }

    /** A part that is all there wherever it begins. */
    private void addPlaced(TypeSpec.Builder view, FixedBlock whole, Use use) {
        String at = block(whole, use);
        fields.forEach(view::addField);
        view.addMethod(MethodSpec.methodBuilder("wrap")
                .addParameter(RuntimeTypes.PACKET_READER, in)
                .returns(self)
                .addStatement("return place($L, $L)", in, whole.take(in))
                .build());
        view.addMethod(MethodSpec.methodBuilder("place")
                .addParameter(RuntimeTypes.PACKET_READER, in)
                .addParameter(TypeName.INT, at)
                .returns(self)
                .addCode(pointAt(in))
                .addStatement("this.$1L = $1L", at)
                .addStatement("return this")
                .build());
    }

    /** A packet, or a part whose members have to be looked for. */
    private void addFound(TypeSpec.Builder view, Use use) {
        body.forEachStep(new JavaBody.Steps() {
            @Override
            public void block(FixedBlock block) {
                find.addStatement("$L = $L", ViewBody.this.block(block, use), block.take(in));
            }

            @Override
            public void single(JavaMember member) {
                ViewBody.this.member(member, use);
            }
        });
        fields.forEach(view::addField);
        MethodSpec.Builder wrap = MethodSpec.methodBuilder("wrap")
                .addParameter(RuntimeTypes.PACKET_READER, in)
                .returns(self)
                .addStatement("this.$1L = $1L", in)
                .addCode(find.build())
                .addStatement("return this");
        if (use == Use.PACKET) {
            wrap.addModifiers(Modifier.PUBLIC)
                    .addJavadoc(
                            "Reads from where the reader stands, and as long as the reader is not pointed at another packet.\n\n")
                    .addJavadoc("@return this view\n")
                    .addJavadoc("@throws $T if a member is not whole\n", RuntimeTypes.MALFORMED_PACKET);
        }
        view.addMethod(wrap.build());
    }

    /** Places a part that has been found to be whole, and tells where it ends. */
    private MethodSpec placeAt() {
        String begin = variables.take("begin");
        MethodSpec.Builder method = MethodSpec.methodBuilder("placeAt")
                .addParameter(RuntimeTypes.PACKET_READER, in)
                .addParameter(TypeName.INT, begin)
                .returns(TypeName.INT)
                .addCode(pointAt(in));
        CodeBlock next = CodeBlock.of("$L", begin);
        for (Place place : found) {
            method.addStatement("$L = $L", place.field, next);
            next = place.end;
        }
        return method.addStatement("return $L", next).build();
    }

    /** Elements are placed so often that it pays not to write the same again. */
    private static CodeBlock pointAt(String in) {
        return CodeBlock.builder()
                .beginControlFlow("if (this.$1L != $1L)", in)
                .addStatement("this.$1L = $1L", in)
                .endControlFlow()
                .build();
    }

    private MethodSpec clear() {
        return MethodSpec.methodBuilder("clear")
                .addParameter(RuntimeTypes.PACKET_READER, in)
                .returns(self)
                .addStatement("this.$1L = $1L", in)
                .addCode(clear.build())
                .addStatement("return this")
                .build();
    }

    private void field(TypeName type, String name) {
        fields.add(FieldSpec.builder(type, name, Modifier.PRIVATE).build());
    }

    /** Getters for members of fixed size that follow one another, and the field that has their place. */
    private String block(FixedBlock block, Use use) {
        String at = variables.take("at");
        field(TypeName.INT, at);
        found.add(new Place(at, CodeBlock.of("$L + $L", at, block.layout().size())));
        clear.addStatement("$L = $L", at, ABSENT);
        List<String> places = block.places(at);
        for (int i = 0; i < places.size(); i++) {
            JavaMember member = block.members().get(i);
            boolean mayBeMissing = use == Use.PART_THAT_MAY_BE_MISSING;
            if (member.member().type() instanceof RecordType struct) {
                String part = part(member, views.of(struct.name()));
                CodeBlock placed = CodeBlock.of("$L.place($L, $L)", part, in, places.get(i));
                getter(member, views.of(struct.name()))
                        .addStatement(
                                "return $L",
                                mayBeMissing
                                        ? CodeBlock.of("$L < 0 ? $L.clear($L) : $L", at, part, in, placed)
                                        : placed)
                        .end();
                continue;
            }
            CodeBlock value = member.fixed()
                    .orElseThrow()
                    .get(in, places.get(i), member.path(), member.member().traits());
            getter(member, member.mapping().type())
                    .addStatement("return $L", mayBeMissing ? orDefault(at, member, value) : value)
                    .end();
        }
        return at;
    }

    private static CodeBlock orDefault(String place, JavaMember member, CodeBlock value) {
        return CodeBlock.of(
                "$L < 0 ? $L : $L",
                place,
                member.mapping().defaultValue(member.member().traits()),
                value);
    }

    /** Getters for a member that has to be looked for. */
    private void member(JavaMember member, Use use) {
        if (member.member().type() instanceof RecordType struct) {
            part(member, views.of(struct.name()), mayBeMissing(member, use) ? "clear" : "", "");
        } else if (member.mapping() instanceof ListMapping list) {
            ClassName cursor = cursor(member, list, use);
            part(member, cursor, mayBeMissing(member, use) ? "clear" : "", ".restart()");
        } else {
            inPlace(member, use);
        }
    }

    private static boolean mayBeMissing(JavaMember member, Use use) {
        return member.member().traits().isLater() || use == Use.PART_THAT_MAY_BE_MISSING;
    }

    private String part(JavaMember member, ClassName type) {
        String part = variables.take(member.name());
        fields.add(FieldSpec.builder(type, part, Modifier.PRIVATE, Modifier.FINAL)
                .initializer("new $T()", type)
                .build());
        return part;
    }

    /** A member that has a view of its own, or a cursor. */
    private void part(JavaMember member, ClassName type, String clearMethod, String end) {
        String part = part(member, type);
        CodeBlock wrap = CodeBlock.of("$L.wrap($L);\n", part, in);
        CodeBlock without =
                clearMethod.isEmpty() ? CodeBlock.of("") : CodeBlock.of("$L.$L($L);\n", part, clearMethod, in);
        boolean isLater = member.member().traits().isLater();
        Getter getter = getter(member, type);
        if (member.member().traits().isOptional()) {
            String present = variables.take("has" + capitalized(member));
            field(TypeName.BOOLEAN, present);
            CodeBlock isThere = CodeBlock.of("$L.readBool($S)", in, member.path());
            find.addStatement(
                            "$L = $L",
                            present,
                            isLater ? CodeBlock.of("$L.remaining() != 0 && $L", in, isThere) : isThere)
                    .beginControlFlow("if ($L)", present)
                    .add(wrap)
                    .endControlFlow();
            clear.addStatement("$L = false", present);
            has(member, CodeBlock.of("$L", present));
            getter.require(CodeBlock.of("!$L", present));
        } else if (isLater) {
            find.beginControlFlow("if ($L.remaining() == 0)", in)
                    .add(without)
                    .nextControlFlow("else")
                    .add(wrap)
                    .endControlFlow();
            clear.add(without);
        } else {
            find.add(wrap);
            clear.add(without);
        }
        getter.addStatement("return $L$L", part, end).end();
    }

    /** A member that is read where it is, when somebody asks for it. */
    private void inPlace(JavaMember member, Use use) {
        String place = variables.take(member.name());
        field(TypeName.INT, place);
        found.add(new Place(place, ViewAccess.end(member.mapping(), in, place)));
        boolean isOptional = member.member().traits().isOptional();
        boolean isLater = member.member().traits().isLater();
        CodeBlock take = ViewAccess.take(member, in);
        CodeBlock isThere = CodeBlock.of("$L.readBool($S)", in, member.path());
        if (isOptional) {
            CodeBlock found = isLater ? CodeBlock.of("$L.remaining() != 0 && $L", in, isThere) : isThere;
            find.addStatement("$L = $L ? $L : $L", place, found, take, ABSENT);
        } else if (isLater) {
            find.addStatement("$L = $L.remaining() == 0 ? $L : $L", place, in, ABSENT, take);
        } else {
            find.addStatement("$L = $L", place, take);
        }
        clear.addStatement("$L = $L", place, ABSENT);
        CodeBlock isAbsent = CodeBlock.of("$L < 0", place);
        if (isOptional) {
            has(member, CodeBlock.of("$L >= 0", place));
        }
        if (member.mapping() instanceof ScalarListMapping list) {
            numbers(member, list, place, isOptional ? isAbsent : CodeBlock.of(""));
            return;
        }
        CodeBlock value = ViewAccess.get(member, in, place);
        Getter getter = getter(member, member.mapping().type());
        if (isOptional) {
            getter.require(isAbsent);
        }
        boolean hasDefault = !isOptional && mayBeMissing(member, use);
        getter.addStatement("return $L", hasDefault ? orDefault(place, member, value) : value)
                .end();
    }

    /** A list of numbers: how many there are, and each by its index. */
    private void numbers(JavaMember member, ScalarListMapping list, String place, CodeBlock isAbsent) {
        Getter size = new Getter(member, methods.take(member.name() + "Size"), TypeName.INT)
                .doc("How many elements $L has.\n", member);
        Getter element = getter(member, list.element().type());
        element.method.addParameter(TypeName.INT, index);
        if (!isAbsent.isEmpty()) {
            size.require(isAbsent);
            element.require(isAbsent);
        }
        size.addStatement("return $L.getCount($L)", in, place).end();
        int elementSize = list.element().size();
        String at = in + ".element(" + place + ", " + index + ", " + elementSize + ")";
        element.addStatement("return $L", list.element().get(in, at, member.path(), Traits.NONE))
                .end();
    }

    private void has(JavaMember member, CodeBlock isThere) {
        new Getter(member, methods.take("has" + capitalized(member)), TypeName.BOOLEAN)
                .doc("Whether $L is there.\n", member)
                .addStatement("return $L", isThere)
                .end();
    }

    private ClassName cursor(JavaMember member, ListMapping list, Use use) {
        Set<String> taken = classes.stream().map(TypeSpec::name).collect(Collectors.toSet());
        Locals names = new Locals(name -> taken.contains(name) || scope.hasClass(name));
        ClassName cursor = self.nestedClass(names.take(capitalized(member) + "Cursor"));
        CursorEmitter emitter = new CursorEmitter(cursor, member, list, scope);
        TypeSpec type = list.element() instanceof RecordMapping element
                ? emitter.ofViews(
                        elementView(member, element, names, cursor),
                        element.layout().type())
                : emitter.ofValues();
        classes.add(
                mayBeMissing(member, use)
                        ? type.toBuilder().addMethod(emitter.clear()).build()
                        : type);
        return cursor;
    }

    private ClassName elementView(JavaMember member, RecordMapping element, Locals names, ClassName cursor) {
        RecordType record = element.layout().type();
        if (record.isStruct()) {
            return views.of(record.name());
        }
        ClassName view = self.nestedClass(names.take(scope.names().record(record) + "View"));
        TypeSpec.Builder type = TypeSpec.classBuilder(view)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Reads an element of {@link #$L} in place.\n", member.name());
        Scope within = scope.with(Set.of(cursor.simpleName(), view.simpleName()));
        new ViewBody(view, member.path(), element.layout().body(), within, views).addTo(type, Use.PART);
        classes.add(type.build());
        return view;
    }

    private static String capitalized(JavaMember member) {
        String name = member.name();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private Getter getter(JavaMember member, TypeName type) {
        Getter getter = new Getter(member, member.name(), type);
        if (!member.doc().isEmpty()) {
            getter.method.addJavadoc("$L\n", member.doc());
        }
        return getter;
    }

    /** A getter in the making. */
    private final class Getter {
        private final JavaMember member;
        private final MethodSpec.Builder method;

        Getter(JavaMember member, String name, TypeName type) {
            this.member = member;
            this.method =
                    MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).returns(type);
            member.member().traits().deprecated().ifPresent(why -> method.addAnnotation(Deprecated.class));
        }

        Getter doc(String text, JavaMember of) {
            method.addJavadoc(text, of.name());
            return this;
        }

        void require(CodeBlock isAbsent) {
            method.beginControlFlow("if ($L)", isAbsent)
                    .addStatement("throw $L.absent($S)", in, member.path())
                    .endControlFlow();
        }

        Getter addStatement(String format, Object... arguments) {
            method.addStatement(format, arguments);
            return this;
        }

        void end() {
            Member of = member.member();
            of.traits().deprecated().ifPresent(why -> method.addJavadoc("\n@deprecated $L\n", JavaText.javadoc(why)));
            getters.add(method.build());
        }
    }
}
