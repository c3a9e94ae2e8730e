package dev.packetwright.generator.pdl;

import dev.packetwright.generator.pdl.Markup.StartTag;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAnyAttribute;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlTransient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * The classes that JAXB fills from a {@link PdlStream}: one for each kind of element, one field for each attribute.
 *
 * <p>They live for as long as one file is read. Attributes that no field takes land in {@link Element#others}, where
 * JAXB alone would drop them without a word.
 */
final class Binding {
    static final String ROOT = "pdl";
    static final String MEMBER = "member";

    private Binding() {}

    /** What all elements have. */
    @XmlTransient
    @XmlAccessorType(XmlAccessType.FIELD)
    abstract static class Element {
        @XmlTransient
        @Nullable
        StartTag start;

        @XmlAnyAttribute
        Map<QName, String> others = new HashMap<>();

        /** The attributes that the element may have. */
        abstract List<String> known();
    }

    @XmlRootElement(name = ROOT)
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Pdl extends Element {
        @XmlAttribute(name = "package")
        @Nullable
        String packageName;

        @XmlElement(name = "packet")
        List<Packet> packets = new ArrayList<>();

        @Override
        List<String> known() {
            return List.of("package");
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Packet extends Element {
        @XmlAttribute
        @Nullable
        String name;

        @XmlAttribute
        @Nullable
        String from;

        @XmlElement(name = MEMBER)
        List<Member> members = new ArrayList<>();

        @Override
        List<String> known() {
            return List.of("name", "from");
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Member extends Element {
        @XmlAttribute
        @Nullable
        String name;

        @XmlElement(name = MEMBER)
        List<Member> members = new ArrayList<>();

        @Override
        List<String> known() {
            return List.of("name");
        }
    }
}
