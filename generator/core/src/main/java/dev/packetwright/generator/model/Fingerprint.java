package dev.packetwright.generator.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Computes the fingerprint of a protocol: the hash of a text that describes the valid bytes and their values. Two PDLs
 * with the same meaning give the same text. For example, a struct gives the same text as its members.
 */
final class Fingerprint {
    private Fingerprint() {}

    static long of(Protocol protocol) {
        String text = protocol.packets().stream()
                .map(packet -> packet.id() + " " + packet.direction() + " " + body(packet.body()) + "\n")
                .collect(Collectors.joining());
        return hash(text);
    }

    static String shapeOf(Body body) {
        return Long.toHexString(hash(body(body)));
    }

    private static long hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String body(Body body) {
        return body.members().stream()
                .map(Fingerprint::member)
                .filter(form -> !form.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String member(Member member) {
        String type = type(member.type(), member.traits());
        String form = member.traits().isOptional() ? "optional(" + type + ")" : type;
        return member.traits().isLater() && !form.isEmpty() ? "later(" + form + enumDefaults(member) + ")" : form;
    }

    private static String type(MemberType type, Traits traits) {
        return type.accept(new MemberType.Visitor<>() {
            @Override
            public String scalar(ScalarType type) {
                String form = type.isInteger() ? "integer" + type.minSize() : type.wireForm();
                return form + bounds(type, traits);
            }

            @Override
            public String string(StringType type) {
                return type.wireForm() + bounds(type, traits);
            }

            @Override
            public String bytes(BytesType type) {
                return type.wireForm() + bounds(type, traits);
            }

            @Override
            public String enumeration(EnumType type) {
                return "enum" + type.minSize() + numbers(type);
            }

            @Override
            public String record(RecordType type) {
                return body(type.body());
            }

            @Override
            public String list(ListType type) {
                return "list(" + Fingerprint.type(type.element(), Traits.NONE) + ")" + bounds(type, traits);
            }
        });
    }

    private static String bounds(MemberType type, Traits traits) {
        return "[" + Bounds.of(type, traits) + "]";
    }

    private static String numbers(EnumType type) {
        List<String> numbers = type.values().stream()
                .map(EnumType.Value::value)
                .sorted()
                .map(String::valueOf)
                .toList();
        return numbers
                + type.unknown().map(unknown -> "else " + unknown.value()).orElse("");
    }

    /**
     * Describes the default values of enums, which older packets lack. All other defaults follow from the type and the
     * bounds.
     */
    private static String enumDefaults(Member member) {
        return member.traits().isOptional() ? "" : member.type().accept(new EnumDefaults());
    }

    private static final class EnumDefaults implements MemberType.Visitor<String> {
        @Override
        public String scalar(ScalarType type) {
            return "";
        }

        @Override
        public String string(StringType type) {
            return "";
        }

        @Override
        public String bytes(BytesType type) {
            return "";
        }

        @Override
        public String enumeration(EnumType type) {
            return "=" + type.defaultValue().value();
        }

        @Override
        public String record(RecordType type) {
            return type.body().members().stream().map(Fingerprint::enumDefaults).collect(Collectors.joining());
        }

        @Override
        public String list(ListType type) {
            return "";
        }
    }
}
