package dev.packetwright.generator.pdl;

import dev.packetwright.generator.pdl.Markup.StartTag;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAnyAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElements;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlTransient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * The classes that JAXB fills from a {@link PdlStream}, one for each kind of element. Their instances live only while a
 * file is read.
 *
 * <p>All attributes go into a map. JAXB would silently drop attributes without a field, and it checks neither their
 * presence nor their values.
 */
final class Binding {
    static final String ROOT = "pdl";
    static final String IMPORT = "import";
    static final String ENUM = "enum";
    static final String VALUE = "value";
    static final String STRUCT = "struct";
    static final String PACKET = "packet";
    static final String MEMBER = "member";

    /**
     * An element that other generators use for a struct. It is reported, and read as a struct so that its uses are not
     * reported too.
     */
    static final String CLASS = "class";

    static final String DATA_PACKET = "datapacket";
    static final String TYPE = "type";

    private Binding() {}

    /** The parts that all elements share. */
    @XmlTransient
    @XmlAccessorType(XmlAccessType.FIELD)
    abstract static class Element {
        @XmlTransient
        @Nullable
        StartTag start;

        @XmlAnyAttribute
        Map<QName, String> attributes = new HashMap<>();

        /** Returns the attributes that the element may have. */
        abstract List<String> known();
    }

    @XmlRootElement(name = ROOT)
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Pdl extends Element {
        @XmlElement(name = IMPORT)
        List<Import> imports = new ArrayList<>();

        @XmlElement(name = ENUM)
        List<Enumeration> enums = new ArrayList<>();

        @XmlElements({
            @XmlElement(name = STRUCT, type = Struct.class),
            @XmlElement(name = CLASS, type = Struct.class),
            @XmlElement(name = DATA_PACKET, type = Struct.class),
            @XmlElement(name = TYPE, type = Struct.class)
        })
        List<Struct> structs = new ArrayList<>();

        @XmlElement(name = PACKET)
        List<Packet> packets = new ArrayList<>();

        @Override
        List<String> known() {
            return List.of("package", "version", "oldestVersion", "firstId", "encoding");
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Import extends Element {
        @Override
        List<String> known() {
            return List.of("file", "artifact", "package");
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Enumeration extends Element {
        @XmlElement(name = VALUE)
        List<Value> values = new ArrayList<>();

        @Override
        List<String> known() {
            return List.of("name", "type", "unknown");
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Value extends Element {
        @Override
        List<String> known() {
            return List.of("name", "value");
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Struct extends Element {
        @XmlElement(name = MEMBER)
        List<Member> members = new ArrayList<>();

        @Override
        List<String> known() {
            return List.of("name");
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Packet extends Element {
        @XmlElement(name = MEMBER)
        List<Member> members = new ArrayList<>();

        @Override
        List<String> known() {
            return List.of("name", "from", "role", "id", "since", "deprecated");
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Member extends Element {
        @XmlElement(name = MEMBER)
        List<Member> members = new ArrayList<>();

        @Override
        List<String> known() {
            return List.of(
                    "name",
                    "type",
                    "encoding",
                    "optional",
                    "maxLength",
                    "min",
                    "max",
                    "since",
                    "deprecated",
                    "redacted");
        }
    }
}
