package dev.packetwright.benchmarks.codec;

import static dev.packetwright.benchmarks.codec.Plain.bit;
import static dev.packetwright.benchmarks.codec.Plain.bits;

import dev.packetwright.benchmarks.peers.sbe.Bool;
import dev.packetwright.benchmarks.peers.sbe.ChatDecoder;
import dev.packetwright.benchmarks.peers.sbe.ChatEncoder;
import dev.packetwright.benchmarks.peers.sbe.EnterDecoder;
import dev.packetwright.benchmarks.peers.sbe.EnterEncoder;
import dev.packetwright.benchmarks.peers.sbe.LeaveDecoder;
import dev.packetwright.benchmarks.peers.sbe.LeaveEncoder;
import dev.packetwright.benchmarks.peers.sbe.MessageHeaderDecoder;
import dev.packetwright.benchmarks.peers.sbe.MessageHeaderEncoder;
import dev.packetwright.benchmarks.peers.sbe.MoveDecoder;
import dev.packetwright.benchmarks.peers.sbe.MoveEncoder;
import dev.packetwright.benchmarks.peers.sbe.PlayerInfoDecoder;
import dev.packetwright.benchmarks.peers.sbe.PlayerInfoEncoder;
import dev.packetwright.benchmarks.peers.sbe.SnapshotDecoder;
import dev.packetwright.benchmarks.peers.sbe.SnapshotEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.infra.Blackhole;

/** SBE's flyweights, which write and read members in place. */
final class SbeCodecs implements Contestant.Codecs {
    /** The steps that all messages share. */
    private abstract static class FlyweightCodec implements Codec {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[BUFFER_SIZE]);
        final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
        final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();

        /** The encoded size in bytes, header included. */
        static int whole(int encodedLength) {
            return MessageHeaderEncoder.ENCODED_LENGTH + encodedLength;
        }
    }

    @Override
    public Codec chat(Plain.Chat chat) {
        return new FlyweightCodec() {
            private final ChatEncoder encoder = new ChatEncoder();
            private final ChatDecoder decoder = new ChatDecoder();

            @Override
            public int encode() {
                encoder.wrapAndApplyHeader(buffer, 0, headerEncoder)
                        .playerId(chat.playerId)
                        .chat(chat.chat);
                return whole(encoder.encodedLength());
            }

            @Override
            public long decode(Blackhole out) {
                decoder.wrapAndApplyHeader(buffer, 0, headerDecoder);
                long sum = decoder.playerId();
                String text = decoder.chat();
                out.consume(text);
                return sum + text.length();
            }

            @Override
            public Plain.Message decoded() {
                decoder.wrapAndApplyHeader(buffer, 0, headerDecoder);
                Plain.Chat plain = new Plain.Chat();
                plain.playerId = decoder.playerId();
                plain.chat = decoder.chat();
                return plain;
            }
        };
    }

    @Override
    public Codec move(Plain.Move move) {
        return new FlyweightCodec() {
            private final MoveEncoder encoder = new MoveEncoder();
            private final MoveDecoder decoder = new MoveDecoder();

            @Override
            public int encode() {
                encoder.wrapAndApplyHeader(buffer, 0, headerEncoder)
                        .playerId(move.playerId)
                        .x(move.x)
                        .y(move.y)
                        .z(move.z)
                        .yaw(move.yaw)
                        .grounded(move.grounded ? Bool.YES : Bool.NO)
                        .speed(move.speed);
                return whole(encoder.encodedLength());
            }

            @Override
            public long decode(Blackhole out) {
                decoder.wrapAndApplyHeader(buffer, 0, headerDecoder);
                return decoder.playerId()
                        + bits(decoder.x())
                        + bits(decoder.y())
                        + bits(decoder.z())
                        + bits(decoder.yaw())
                        + bit(decoder.grounded() == Bool.YES)
                        + decoder.speed();
            }

            @Override
            public Plain.Message decoded() {
                decoder.wrapAndApplyHeader(buffer, 0, headerDecoder);
                Plain.Move plain = new Plain.Move();
                plain.playerId = decoder.playerId();
                plain.x = decoder.x();
                plain.y = decoder.y();
                plain.z = decoder.z();
                plain.yaw = decoder.yaw();
                plain.grounded = decoder.grounded() == Bool.YES;
                plain.speed = decoder.speed();
                return plain;
            }
        };
    }

    @Override
    public Codec playerInfo(Plain.PlayerInfo info) {
        return new FlyweightCodec() {
            private final PlayerInfoEncoder encoder = new PlayerInfoEncoder();
            private final PlayerInfoDecoder decoder = new PlayerInfoDecoder();

            @Override
            public int encode() {
                encoder.wrapAndApplyHeader(buffer, 0, headerEncoder)
                        .level(info.level)
                        .playerId(info.playerId);
                PlayerInfoEncoder.SkillsEncoder skills = encoder.skillsCount(info.skills.size());
                for (Plain.Skill skill : info.skills) {
                    skills.next().id(skill.id).level(skill.level).duration(skill.duration);
                    var attributes = skills.attributesCount(skill.attributes.length);
                    for (int attribute : skill.attributes) {
                        attributes.next().attribute(attribute);
                    }
                }
                encoder.name(info.name);
                return whole(encoder.encodedLength());
            }

            @Override
            public long decode(Blackhole out) {
                decoder.wrapAndApplyHeader(buffer, 0, headerDecoder);
                long sum = decoder.level() + decoder.playerId();
                for (PlayerInfoDecoder.SkillsDecoder skill : decoder.skills()) {
                    sum += skill.id() + skill.level() + bits(skill.duration());
                    for (PlayerInfoDecoder.SkillsDecoder.AttributesDecoder attribute : skill.attributes()) {
                        sum += attribute.attribute();
                    }
                }
                String name = decoder.name();
                out.consume(name);
                return sum + name.length();
            }

            @Override
            public Plain.Message decoded() {
                decoder.wrapAndApplyHeader(buffer, 0, headerDecoder);
                Plain.PlayerInfo plain = new Plain.PlayerInfo();
                plain.level = decoder.level();
                plain.playerId = decoder.playerId();
                decoder.skills().forEach(skill -> plain.skills.add(plain(skill)));
                plain.name = decoder.name();
                return plain;
            }
        };
    }

    private static Plain.Skill plain(PlayerInfoDecoder.SkillsDecoder skill) {
        Plain.Skill plain = new Plain.Skill();
        plain.id = skill.id();
        plain.level = skill.level();
        plain.duration = skill.duration();
        var attributes = skill.attributes();
        plain.attributes = new int[attributes.count()];
        for (int i = 0; i < plain.attributes.length; i++) {
            plain.attributes[i] = attributes.next().attribute();
        }
        return plain;
    }

    @Override
    public Codec snapshot(Plain.Snapshot snapshot) {
        return new FlyweightCodec() {
            private final SnapshotEncoder encoder = new SnapshotEncoder();
            private final SnapshotDecoder decoder = new SnapshotDecoder();

            @Override
            public int encode() {
                encoder.wrapAndApplyHeader(buffer, 0, headerEncoder);
                SnapshotEncoder.EntitiesEncoder entities = encoder.entitiesCount(snapshot.entities.size());
                for (Plain.Entity entity : snapshot.entities) {
                    entities.next().id(entity.id).x(entity.x).y(entity.y).z(entity.z);
                }
                return whole(encoder.encodedLength());
            }

            @Override
            public long decode(Blackhole out) {
                decoder.wrapAndApplyHeader(buffer, 0, headerDecoder);
                long sum = 0;
                for (SnapshotDecoder.EntitiesDecoder entity : decoder.entities()) {
                    sum += entity.id() + bits(entity.x()) + bits(entity.y()) + bits(entity.z());
                }
                return sum;
            }

            @Override
            public Plain.Message decoded() {
                decoder.wrapAndApplyHeader(buffer, 0, headerDecoder);
                Plain.Snapshot plain = new Plain.Snapshot();
                decoder.entities().forEach(entity -> plain.entities.add(plain(entity)));
                return plain;
            }
        };
    }

    private static Plain.Entity plain(SnapshotDecoder.EntitiesDecoder entity) {
        Plain.Entity plain = new Plain.Entity();
        plain.id = entity.id();
        plain.x = entity.x();
        plain.y = entity.y();
        plain.z = entity.z();
        return plain;
    }

    @Override
    public Codec enter(Plain.Enter enter) {
        return new FlyweightCodec() {
            private final EnterEncoder encoder = new EnterEncoder();
            private final EnterDecoder decoder = new EnterDecoder();

            @Override
            public int encode() {
                encoder.wrapAndApplyHeader(buffer, 0, headerEncoder)
                        .playerId(enter.playerId)
                        .x(enter.x)
                        .y(enter.y)
                        .z(enter.z)
                        .name(enter.name);
                return whole(encoder.encodedLength());
            }

            @Override
            public long decode(Blackhole out) {
                decoder.wrapAndApplyHeader(buffer, 0, headerDecoder);
                long sum = decoder.playerId() + bits(decoder.x()) + bits(decoder.y()) + bits(decoder.z());
                String name = decoder.name();
                out.consume(name);
                return sum + name.length();
            }

            @Override
            public Plain.Message decoded() {
                decoder.wrapAndApplyHeader(buffer, 0, headerDecoder);
                Plain.Enter plain = new Plain.Enter();
                plain.playerId = decoder.playerId();
                plain.x = decoder.x();
                plain.y = decoder.y();
                plain.z = decoder.z();
                plain.name = decoder.name();
                return plain;
            }
        };
    }

    @Override
    public Codec leave(Plain.Leave leave) {
        return new FlyweightCodec() {
            private final LeaveEncoder encoder = new LeaveEncoder();
            private final LeaveDecoder decoder = new LeaveDecoder();

            @Override
            public int encode() {
                encoder.wrapAndApplyHeader(buffer, 0, headerEncoder).playerId(leave.playerId);
                return whole(encoder.encodedLength());
            }

            @Override
            public long decode(Blackhole out) {
                return decoder.wrapAndApplyHeader(buffer, 0, headerDecoder).playerId();
            }

            @Override
            public Plain.Message decoded() {
                Plain.Leave plain = new Plain.Leave();
                plain.playerId =
                        decoder.wrapAndApplyHeader(buffer, 0, headerDecoder).playerId();
                return plain;
            }
        };
    }
}
