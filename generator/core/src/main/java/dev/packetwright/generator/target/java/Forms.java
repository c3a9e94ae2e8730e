package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import dev.packetwright.generator.model.BytesType;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.StringType;
import dev.packetwright.generator.target.java.name.JavaNames;

/**
 * Finds the form of a type, as it is used within one record.
 *
 * @param owner the record
 * @param scope what its code can see
 */
record Forms(ClassName owner, Scope scope) {
    /** The form of a type whose values are not read by a method of their own: the elements of lists. */
    Form of(MemberType type) {
        return of(type, "");
    }

    /**
     * The form of any type.
     *
     * @param readMethod the method that reads it, if it takes one
     */
    Form of(MemberType type, String readMethod) {
        if (type instanceof ScalarType scalar) {
            return new ScalarForm(scalar);
        } else if (type instanceof StringType string) {
            return new StringForm(string);
        } else if (type instanceof BytesType) {
            return new BytesForm();
        } else if (type instanceof EnumType enumeration) {
            return new EnumForm(enumeration, ownPackage(names().type(enumeration.name())), scope);
        } else if (type instanceof RecordType record) {
            return new RecordForm(record, nameOf(record), this, readMethod);
        }
        MemberType element = ((ListType) type).element();
        return element instanceof ScalarType scalar
                ? new ScalarListForm(new ScalarForm(scalar))
                : new ListForm(element, of(element), readMethod);
    }

    private ClassName nameOf(RecordType record) {
        String name = names().record(record);
        return record.isStruct() ? ownPackage(name) : owner.nestedClass(name);
    }

    private JavaNames names() {
        return scope.names();
    }

    /** The form of a member. */
    MemberForm of(Member member, String readMethod, String path) {
        return new MemberForm(
                member,
                names().member(member),
                of(member.type(), readMethod),
                path + "." + member.name().pdl());
    }

    /** In a record's header JavaPoet does not see that a class of the record hides one of the package: so that is named in full. */
    private ClassName ownPackage(String javaName) {
        return scope.nested().contains(javaName)
                ? ClassName.get("", owner.packageName() + "." + javaName)
                : ClassName.get(owner.packageName(), javaName);
    }
}
