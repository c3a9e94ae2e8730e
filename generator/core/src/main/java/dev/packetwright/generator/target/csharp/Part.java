package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.layout.MemberLayout;
import dev.packetwright.generator.layout.Presence;
import dev.packetwright.generator.model.Member;

/** A member with its name and form in C#. */
record Part(MemberLayout layout, String name, Form form) {
    Member member() {
        return layout.member();
    }

    /** The form of a member of a block. */
    FixedForm fixed() {
        return (FixedForm) form;
    }

    Presence presence() {
        return layout.presence();
    }

    /** The name by which a method refers to the member. */
    String reference() {
        return CSharpNames.member(name);
    }

    String type() {
        return form.type() + (presence().isOptional() && form.isValueType() ? "?" : "");
    }

    /** The value that a member has at first, and in a packet of a peer that lacks it. */
    String absent() {
        return presence().isOptional() ? "null" : form.initial();
    }

    boolean needsInitializer() {
        return !presence().isOptional() && !form.isDefaultOfType();
    }
}
