package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import dev.packetwright.generator.layout.Encoding;
import dev.packetwright.generator.layout.MemberLayout;
import dev.packetwright.generator.layout.RecordLayout;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.RecordType;

/**
 * Maps encodings to Java types, for the code of one record.
 *
 * @param owner the record
 * @param scope the names that its code can see
 */
record TypeMappings(ClassName owner, Scope scope) {
    /**
     * The mapping of a member.
     *
     * @param readMethod the name of the private method that reads the member, if it takes one
     * @param path the path of the body
     */
    JavaMember of(MemberLayout member, String readMethod, String path) {
        return new JavaMember(
                member,
                scope.names().member(member.member()),
                of(member.encoding(), readMethod),
                path + "." + member.member().name().pdl());
    }

    private TypeMapping of(Encoding encoding, String readMethod) {
        return encoding.accept(new Mapper(this, readMethod));
    }

    /** The mapping of each kind of encoding. */
    private record Mapper(TypeMappings mappings, String readMethod) implements Encoding.Visitor<TypeMapping> {
        @Override
        public TypeMapping scalar(Encoding.Scalar scalar) {
            return new ScalarMapping(scalar.type());
        }

        @Override
        public TypeMapping enumeration(Encoding.Enumeration enumeration) {
            return mappings.enumeration(enumeration.type());
        }

        @Override
        public TypeMapping fixedStruct(Encoding.FixedStruct struct) {
            return mappings.record(struct.layout(), readMethod);
        }

        @Override
        public TypeMapping struct(Encoding.Struct struct) {
            return mappings.record(struct.layout(), readMethod);
        }

        @Override
        public TypeMapping text(Encoding.Text text) {
            return new StringMapping(text.type());
        }

        @Override
        public TypeMapping blob(Encoding.Blob blob) {
            return new BytesMapping();
        }

        @Override
        public TypeMapping scalarList(Encoding.ScalarList list) {
            return new ScalarListMapping(new ScalarMapping(list.element().type()));
        }

        @Override
        public TypeMapping elementList(Encoding.ElementList list) {
            return new ListMapping(list, mappings.element(list), readMethod);
        }

        @Override
        public TypeMapping emptyList(Encoding.EmptyList list) {
            return new ListMapping(list, mappings.element(list), readMethod);
        }
    }

    /** Elements have no read method: the method of the list reads them. */
    private TypeMapping element(Encoding.Counted list) {
        return of(list.element(), "");
    }

    private EnumMapping enumeration(EnumType type) {
        return new EnumMapping(type, topLevel(type.name()), scope);
    }

    private RecordMapping record(RecordLayout layout, String readMethod) {
        RecordType record = layout.type();
        ClassName type = record.isStruct()
                ? topLevel(record.name())
                : owner.nestedClass(scope.names().record(record));
        return new RecordMapping(layout, type, this, readMethod);
    }

    /**
     * The class of a struct or an enum. JavaPoet does not see that a nested class hides it in the header of a record,
     * so it is then named in full.
     */
    private ClassName topLevel(Name name) {
        String packageName = scope.names().packageOf(name);
        String javaName = scope.names().type(name);
        return scope.nested().contains(javaName)
                ? ClassName.get("", packageName + "." + javaName)
                : ClassName.get(packageName, javaName);
    }
}
