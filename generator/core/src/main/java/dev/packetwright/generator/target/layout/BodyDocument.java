package dev.packetwright.generator.target.layout;

import dev.packetwright.generator.layout.BodyLayout;
import dev.packetwright.generator.layout.MemberLayout;
import dev.packetwright.generator.layout.Slot;
import dev.packetwright.generator.layout.Step;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.Traits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The members and steps of a packet, a struct or an element. */
final class BodyDocument {
    private final BodyLayout layout;
    private final int start;
    private final Map<String, JsonObject> places = new HashMap<>();

    private BodyDocument(BodyLayout layout, int start) {
        this.layout = layout;
        this.start = start;
    }

    /**
     * The keys of a body.
     *
     * @param start the number of bytes before the members, which all offsets include
     */
    static JsonObject of(BodyLayout layout, int start) {
        return new BodyDocument(layout, start).document();
    }

    private JsonObject document() {
        List<JsonObject> steps =
                layout.steps().stream().map(step -> step.accept(new Steps())).toList();
        return new JsonObject()
                .put("minSize", layout.minSize())
                .put("fixedSize", layout.isFixedSize())
                .put("members", layout.members().stream().map(this::member).toList())
                .put("steps", steps);
    }

    private JsonObject member(MemberLayout layout) {
        Member member = layout.member();
        Traits traits = member.traits();
        return new JsonObject()
                .put("name", member.name().pdl())
                .put("type", EncodingDocument.of(layout.encoding(), traits))
                .putAll(places.getOrDefault(member.name().pdl(), new JsonObject()))
                .put("optional", layout.presence().isOptional())
                .put("since", layout.presence().since())
                .putAll(DefaultDocument.of(layout))
                .putIf(traits.isRedacted(), "redacted", true)
                .putIfPresent("deprecated", traits.deprecated())
                .putIfPresent("doc", member.doc());
    }

    private JsonObject offset(OptionalInt offset, int within) {
        JsonObject object = new JsonObject();
        offset.ifPresent(known -> object.put("offset", start + known + within));
        return object;
    }

    /** Describes a step, and notes the places of its members. */
    private final class Steps implements Step.Visitor<JsonObject> {
        @Override
        public JsonObject block(Step.Block block) {
            for (Slot slot : block.slots()) {
                places.put(
                        slot.member().name().pdl(),
                        offset(block.offset(), slot.offset()).put("blockOffset", slot.offset()));
            }
            return new JsonObject()
                    .put("kind", "block")
                    .putAll(offset(block.offset(), 0))
                    .put("size", block.size())
                    .put(
                            "members",
                            block.slots().stream()
                                    .map(Slot::member)
                                    .map(Member::name)
                                    .map(Name::pdl)
                                    .toList());
        }

        @Override
        public JsonObject single(Step.Single single) {
            String name = single.member().member().name().pdl();
            places.put(name, offset(single.offset(), 0));
            return new JsonObject()
                    .put("kind", "single")
                    .putAll(offset(single.offset(), 0))
                    .put("members", List.of(name));
        }
    }
}
