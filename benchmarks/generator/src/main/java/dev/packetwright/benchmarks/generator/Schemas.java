package dev.packetwright.benchmarks.generator;

import dev.packetwright.benchmarks.generator.Shape.Member;
import dev.packetwright.benchmarks.generator.Shape.Scalar;
import java.util.List;

/** The same protocol in each generator's schema language. */
final class Schemas {
    private Schemas() {}

    static String pdl(Shape shape) {
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<PDL package=\"large\">\n");
        int number = 0;
        for (List<Member> members : shape.messages()) {
            String direction = number % 2 == 0 ? "C" : "S";
            text.append("  <packet name=\"%s_Message%d\">%n".formatted(direction, number++));
            pdlMembers(text, members, "    ");
            text.append("  </packet>\n");
        }
        return text.append("</PDL>\n").toString();
    }

    private static void pdlMembers(StringBuilder text, List<Member> members, String indent) {
        int number = 0;
        for (Member member : members) {
            if (member instanceof Member.Repeated list) {
                text.append("%s<list name=\"item%d\">%n".formatted(indent, number++));
                pdlMembers(text, list.members(), indent + "  ");
                text.append(indent).append("</list>\n");
            } else {
                text.append("%s<%s name=\"member%d\"/>%n".formatted(indent, pdlType(member), number++));
            }
        }
    }

    private static String pdlType(Member member) {
        return switch (((Member.Value) member).type()) {
            case BOOL -> "bool";
            case INT8 -> "sbyte";
            case INT16 -> "short";
            case INT32 -> "int";
            case INT64 -> "long";
            case FLOAT -> "float";
            case DOUBLE -> "double";
            case STRING -> "string";
        };
    }

    static String proto(Shape shape) {
        StringBuilder text = new StringBuilder(
                "syntax = \"proto3\";\npackage large;\noption java_multiple_files = true;\noption java_package = \"large\";\n");
        int number = 0;
        for (List<Member> members : shape.messages()) {
            protoMessage(text, "Message" + number++, members, "");
        }
        return text.toString();
    }

    private static void protoMessage(StringBuilder text, String name, List<Member> members, String indent) {
        text.append("%smessage %s {%n".formatted(indent, name));
        int number = 0;
        for (Member member : members) {
            if (member instanceof Member.Repeated list) {
                protoMessage(text, "Item" + number, list.members(), indent + "  ");
                text.append("%s  repeated Item%d item%d = %d;%n".formatted(indent, number, number, number + 1));
            } else {
                text.append("%s  %s member%d = %d;%n".formatted(indent, protoType(member), number, number + 1));
            }
            number++;
        }
        text.append(indent).append("}\n");
    }

    private static String protoType(Member member) {
        return switch (((Member.Value) member).type()) {
            case BOOL -> "bool";
            case INT8, INT16, INT32 -> "sint32";
            case INT64 -> "sint64";
            case FLOAT -> "float";
            case DOUBLE -> "double";
            case STRING -> "string";
        };
    }

    static String sbe(Shape shape) {
        StringBuilder text = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                <sbe:messageSchema xmlns:sbe="http://fixprotocol.io/2016/sbe" package="large" id="1" version="0" byteOrder="littleEndian">
                  <types>
                    <composite name="messageHeader">
                      <type name="blockLength" primitiveType="uint16"/>
                      <type name="templateId" primitiveType="uint16"/>
                      <type name="schemaId" primitiveType="uint16"/>
                      <type name="version" primitiveType="uint16"/>
                    </composite>
                    <composite name="groupSizeEncoding">
                      <type name="blockLength" primitiveType="uint16"/>
                      <type name="numInGroup" primitiveType="uint16"/>
                    </composite>
                    <composite name="text">
                      <type name="length" primitiveType="uint16"/>
                      <type name="varData" primitiveType="uint8" length="0" characterEncoding="UTF-8"/>
                    </composite>
                    <enum name="BooleanType" encodingType="uint8">
                      <validValue name="F">0</validValue>
                      <validValue name="T">1</validValue>
                    </enum>
                  </types>
                """);
        int number = 0;
        for (List<Member> members : shape.messages()) {
            text.append("  <sbe:message name=\"Message%d\" id=\"%d\">%n".formatted(number, number + 1));
            number++;
            sbeMembers(text, members, "    ");
            text.append("  </sbe:message>\n");
        }
        return text.append("</sbe:messageSchema>\n").toString();
    }

    /** SBE requires members of fixed size first, then groups, then texts. */
    private static void sbeMembers(StringBuilder text, List<Member> members, String indent) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i) instanceof Member.Value value && value.type() != Scalar.STRING) {
                text.append("%s<field name=\"member%d\" id=\"%d\" type=\"%s\"/>%n"
                        .formatted(indent, i, i + 1, sbeType(value.type())));
            }
        }
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i) instanceof Member.Repeated list) {
                text.append("%s<group name=\"item%d\" id=\"%d\" dimensionType=\"groupSizeEncoding\">%n"
                        .formatted(indent, i, i + 1));
                sbeMembers(text, list.members(), indent + "  ");
                text.append(indent).append("</group>\n");
            }
        }
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i) instanceof Member.Value value && value.type() == Scalar.STRING) {
                text.append("%s<data name=\"member%d\" id=\"%d\" type=\"text\"/>%n".formatted(indent, i, i + 1));
            }
        }
    }

    private static String sbeType(Scalar type) {
        return switch (type) {
            case BOOL -> "BooleanType";
            case INT8 -> "int8";
            case INT16 -> "int16";
            case INT32 -> "int32";
            case INT64 -> "int64";
            case FLOAT -> "float";
            case DOUBLE -> "double";
            case STRING -> throw new IllegalArgumentException("a text is no field");
        };
    }
}
