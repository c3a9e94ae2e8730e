package dev.packetwright.generator.example;

import dev.packetwright.generator.codec.Encoder;
import dev.packetwright.generator.codec.InvalidValueException;
import dev.packetwright.generator.codec.Span;
import dev.packetwright.generator.codec.Value;
import dev.packetwright.generator.json.Json;
import dev.packetwright.generator.json.JsonWriter;
import dev.packetwright.generator.model.PacketType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An example of a packet: its values, and its bytes as the encoder writes them. Immutable. */
public final class Example {
    private final byte[] bytes;
    private final List<Span> spans;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    private Example(byte[] bytes, List<Span> spans, Json.Obj values) {
        this.bytes = bytes;
        this.spans = List.copyOf(spans);
        addTexts("", values);
    }

    /** An example with two elements in each list, or else an empty one; nothing if no value of the packet fits the wire. */
    public static Optional<Example> of(PacketType packet) {
        return of(packet, 2).or(() -> of(packet, 0));
    }

    private static Optional<Example> of(PacketType packet, int length) {
        Value.Members values = ExampleValues.of(packet.body(), length);
        try {
            return Optional.of(new Example(
                    Encoder.encode(packet, values),
                    Encoder.spans(packet, values),
                    JsonWriter.write(packet.body(), values)));
        } catch (InvalidValueException tooLarge) {
            return Optional.empty();
        }
    }

    /** The bytes of the packet, header included. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Where the members are in the bytes, each before its own members. */
    public List<Span> spans() {
        return spans;
    }

    /** The value of a member as JSON; of a list's elements, the first one. Empty if there is none. */
    public String text(String path) {
        return texts.getOrDefault(path, "");
    }

    /** The number of elements of a list. */
    public int count(String path) {
        return counts.getOrDefault(path, 0);
    }

    private void addTexts(String owner, Json.Obj object) {
        object.members().forEach((name, value) -> {
            texts.put(owner + name, text(value));
            if (value instanceof Json.Array array) {
                counts.put(owner + name, array.elements().size());
                array.elements().stream()
                        .limit(1)
                        .filter(Json.Obj.class::isInstance)
                        .forEach(first -> addTexts(owner + name + ".", (Json.Obj) first));
            }
        });
    }

    private static String text(Json json) {
        if (json instanceof Json.Obj object) {
            return object.members().entrySet().stream()
                    .map(member -> member.getKey() + ": " + text(member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        } else if (json instanceof Json.Array array) {
            return array.elements().stream().map(Example::text).collect(Collectors.joining(", ", "[", "]"));
        } else if (json instanceof Json.Num number) {
            return number.digits();
        }
        return json instanceof Json.Text text ? "\"" + text.text() + "\"" : json.kind();
    }
}
