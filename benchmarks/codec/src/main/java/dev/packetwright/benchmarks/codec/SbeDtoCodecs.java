package dev.packetwright.benchmarks.codec;

import static dev.packetwright.benchmarks.codec.Plain.bit;
import static dev.packetwright.benchmarks.codec.Plain.bits;

import dev.packetwright.benchmarks.peers.sbe.Bool;
import dev.packetwright.benchmarks.peers.sbe.ChatDecoder;
import dev.packetwright.benchmarks.peers.sbe.ChatDto;
import dev.packetwright.benchmarks.peers.sbe.ChatEncoder;
import dev.packetwright.benchmarks.peers.sbe.EnterDecoder;
import dev.packetwright.benchmarks.peers.sbe.EnterDto;
import dev.packetwright.benchmarks.peers.sbe.EnterEncoder;
import dev.packetwright.benchmarks.peers.sbe.LeaveDecoder;
import dev.packetwright.benchmarks.peers.sbe.LeaveDto;
import dev.packetwright.benchmarks.peers.sbe.LeaveEncoder;
import dev.packetwright.benchmarks.peers.sbe.MessageHeaderDecoder;
import dev.packetwright.benchmarks.peers.sbe.MessageHeaderEncoder;
import dev.packetwright.benchmarks.peers.sbe.MoveDecoder;
import dev.packetwright.benchmarks.peers.sbe.MoveDto;
import dev.packetwright.benchmarks.peers.sbe.MoveEncoder;
import dev.packetwright.benchmarks.peers.sbe.PlayerInfoDecoder;
import dev.packetwright.benchmarks.peers.sbe.PlayerInfoDto;
import dev.packetwright.benchmarks.peers.sbe.PlayerInfoEncoder;
import dev.packetwright.benchmarks.peers.sbe.SnapshotDecoder;
import dev.packetwright.benchmarks.peers.sbe.SnapshotDto;
import dev.packetwright.benchmarks.peers.sbe.SnapshotEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.infra.Blackhole;

/** SBE's data transfer objects: mutable objects that its generator puts on top of the flyweights. */
final class SbeDtoCodecs implements Contestant.Codecs {
    /** The steps that all messages share. */
    private abstract static class DtoCodec<D> implements Codec {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[BUFFER_SIZE]);
        final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
        final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();

        /** The encoded size in bytes, header included. */
        static int whole(int encodedLength) {
            return MessageHeaderEncoder.ENCODED_LENGTH + encodedLength;
        }

        @Override
        public final long decode(Blackhole out) {
            D read = read();
            out.consume(read);
            return sum(read);
        }

        @Override
        public final Plain.Message decoded() {
            return plain(read());
        }

        abstract D read();

        abstract long sum(D dto);

        abstract Plain.Message plain(D dto);
    }

    @Override
    public Codec chat(Plain.Chat chat) {
        ChatDto message = new ChatDto();
        message.playerId(chat.playerId);
        message.chat(chat.chat);
        return new DtoCodec<ChatDto>() {
            private final ChatEncoder encoder = new ChatEncoder();
            private final ChatDecoder decoder = new ChatDecoder();

            @Override
            public int encode() {
                ChatDto.encodeWith(encoder.wrapAndApplyHeader(buffer, 0, headerEncoder), message);
                return whole(encoder.encodedLength());
            }

            @Override
            ChatDto read() {
                ChatDto read = new ChatDto();
                ChatDto.decodeWith(decoder.wrapAndApplyHeader(buffer, 0, headerDecoder), read);
                return read;
            }

            @Override
            long sum(ChatDto dto) {
                return (long) dto.playerId() + dto.chat().length();
            }

            @Override
            Plain.Message plain(ChatDto dto) {
                Plain.Chat plain = new Plain.Chat();
                plain.playerId = dto.playerId();
                plain.chat = dto.chat();
                return plain;
            }
        };
    }

    @Override
    public Codec move(Plain.Move move) {
        MoveDto message = new MoveDto();
        message.playerId(move.playerId);
        message.x(move.x);
        message.y(move.y);
        message.z(move.z);
        message.yaw(move.yaw);
        message.grounded(move.grounded ? Bool.YES : Bool.NO);
        message.speed(move.speed);
        return new DtoCodec<MoveDto>() {
            private final MoveEncoder encoder = new MoveEncoder();
            private final MoveDecoder decoder = new MoveDecoder();

            @Override
            public int encode() {
                MoveDto.encodeWith(encoder.wrapAndApplyHeader(buffer, 0, headerEncoder), message);
                return whole(encoder.encodedLength());
            }

            @Override
            MoveDto read() {
                MoveDto read = new MoveDto();
                MoveDto.decodeWith(decoder.wrapAndApplyHeader(buffer, 0, headerDecoder), read);
                return read;
            }

            @Override
            long sum(MoveDto dto) {
                return dto.playerId()
                        + bits(dto.x())
                        + bits(dto.y())
                        + bits(dto.z())
                        + bits(dto.yaw())
                        + bit(dto.grounded() == Bool.YES)
                        + dto.speed();
            }

            @Override
            Plain.Message plain(MoveDto dto) {
                Plain.Move plain = new Plain.Move();
                plain.playerId = dto.playerId();
                plain.x = dto.x();
                plain.y = dto.y();
                plain.z = dto.z();
                plain.yaw = dto.yaw();
                plain.grounded = dto.grounded() == Bool.YES;
                plain.speed = dto.speed();
                return plain;
            }
        };
    }

    @Override
    public Codec playerInfo(Plain.PlayerInfo info) {
        PlayerInfoDto message = new PlayerInfoDto();
        message.level(info.level);
        message.playerId(info.playerId);
        message.name(info.name);
        message.skills(info.skills.stream().map(SbeDtoCodecs::dto).toList());
        return new DtoCodec<PlayerInfoDto>() {
            private final PlayerInfoEncoder encoder = new PlayerInfoEncoder();
            private final PlayerInfoDecoder decoder = new PlayerInfoDecoder();

            @Override
            public int encode() {
                PlayerInfoDto.encodeWith(encoder.wrapAndApplyHeader(buffer, 0, headerEncoder), message);
                return whole(encoder.encodedLength());
            }

            @Override
            PlayerInfoDto read() {
                PlayerInfoDto read = new PlayerInfoDto();
                PlayerInfoDto.decodeWith(decoder.wrapAndApplyHeader(buffer, 0, headerDecoder), read);
                return read;
            }

            @Override
            long sum(PlayerInfoDto dto) {
                long sum = dto.level() + dto.playerId() + dto.name().length();
                for (PlayerInfoDto.SkillsDto skill : dto.skills()) {
                    sum += skill.id() + skill.level() + bits(skill.duration());
                    for (PlayerInfoDto.SkillsDto.AttributesDto attribute : skill.attributes()) {
                        sum += attribute.attribute();
                    }
                }
                return sum;
            }

            @Override
            Plain.Message plain(PlayerInfoDto dto) {
                Plain.PlayerInfo plain = new Plain.PlayerInfo();
                plain.level = dto.level();
                plain.playerId = dto.playerId();
                plain.name = dto.name();
                dto.skills().forEach(skill -> plain.skills.add(SbeDtoCodecs.plain(skill)));
                return plain;
            }
        };
    }

    private static PlayerInfoDto.SkillsDto dto(Plain.Skill skill) {
        PlayerInfoDto.SkillsDto dto = new PlayerInfoDto.SkillsDto();
        dto.id(skill.id);
        dto.level(skill.level);
        dto.duration(skill.duration);
        List<PlayerInfoDto.SkillsDto.AttributesDto> attributes = new ArrayList<>();
        for (int number : skill.attributes) {
            PlayerInfoDto.SkillsDto.AttributesDto attribute = new PlayerInfoDto.SkillsDto.AttributesDto();
            attribute.attribute(number);
            attributes.add(attribute);
        }
        dto.attributes(attributes);
        return dto;
    }

    private static Plain.Skill plain(PlayerInfoDto.SkillsDto skill) {
        Plain.Skill plain = new Plain.Skill();
        plain.id = skill.id();
        plain.level = skill.level();
        plain.duration = skill.duration();
        plain.attributes = skill.attributes().stream()
                .mapToInt(PlayerInfoDto.SkillsDto.AttributesDto::attribute)
                .toArray();
        return plain;
    }

    @Override
    public Codec snapshot(Plain.Snapshot snapshot) {
        SnapshotDto message = new SnapshotDto();
        message.entities(snapshot.entities.stream().map(SbeDtoCodecs::dto).toList());
        return new DtoCodec<SnapshotDto>() {
            private final SnapshotEncoder encoder = new SnapshotEncoder();
            private final SnapshotDecoder decoder = new SnapshotDecoder();

            @Override
            public int encode() {
                SnapshotDto.encodeWith(encoder.wrapAndApplyHeader(buffer, 0, headerEncoder), message);
                return whole(encoder.encodedLength());
            }

            @Override
            SnapshotDto read() {
                SnapshotDto read = new SnapshotDto();
                SnapshotDto.decodeWith(decoder.wrapAndApplyHeader(buffer, 0, headerDecoder), read);
                return read;
            }

            @Override
            long sum(SnapshotDto dto) {
                long sum = 0;
                for (SnapshotDto.EntitiesDto entity : dto.entities()) {
                    sum += entity.id() + bits(entity.x()) + bits(entity.y()) + bits(entity.z());
                }
                return sum;
            }

            @Override
            Plain.Message plain(SnapshotDto dto) {
                Plain.Snapshot plain = new Plain.Snapshot();
                dto.entities().forEach(entity -> plain.entities.add(SbeDtoCodecs.plain(entity)));
                return plain;
            }
        };
    }

    private static SnapshotDto.EntitiesDto dto(Plain.Entity entity) {
        SnapshotDto.EntitiesDto dto = new SnapshotDto.EntitiesDto();
        dto.id(entity.id);
        dto.x(entity.x);
        dto.y(entity.y);
        dto.z(entity.z);
        return dto;
    }

    private static Plain.Entity plain(SnapshotDto.EntitiesDto entity) {
        Plain.Entity plain = new Plain.Entity();
        plain.id = entity.id();
        plain.x = entity.x();
        plain.y = entity.y();
        plain.z = entity.z();
        return plain;
    }

    @Override
    public Codec enter(Plain.Enter enter) {
        EnterDto message = new EnterDto();
        message.playerId(enter.playerId);
        message.name(enter.name);
        message.x(enter.x);
        message.y(enter.y);
        message.z(enter.z);
        return new DtoCodec<EnterDto>() {
            private final EnterEncoder encoder = new EnterEncoder();
            private final EnterDecoder decoder = new EnterDecoder();

            @Override
            public int encode() {
                EnterDto.encodeWith(encoder.wrapAndApplyHeader(buffer, 0, headerEncoder), message);
                return whole(encoder.encodedLength());
            }

            @Override
            EnterDto read() {
                EnterDto read = new EnterDto();
                EnterDto.decodeWith(decoder.wrapAndApplyHeader(buffer, 0, headerDecoder), read);
                return read;
            }

            @Override
            long sum(EnterDto dto) {
                return dto.playerId() + dto.name().length() + bits(dto.x()) + bits(dto.y()) + bits(dto.z());
            }

            @Override
            Plain.Message plain(EnterDto dto) {
                Plain.Enter plain = new Plain.Enter();
                plain.playerId = dto.playerId();
                plain.name = dto.name();
                plain.x = dto.x();
                plain.y = dto.y();
                plain.z = dto.z();
                return plain;
            }
        };
    }

    @Override
    public Codec leave(Plain.Leave leave) {
        LeaveDto message = new LeaveDto();
        message.playerId(leave.playerId);
        return new DtoCodec<LeaveDto>() {
            private final LeaveEncoder encoder = new LeaveEncoder();
            private final LeaveDecoder decoder = new LeaveDecoder();

            @Override
            public int encode() {
                LeaveDto.encodeWith(encoder.wrapAndApplyHeader(buffer, 0, headerEncoder), message);
                return whole(encoder.encodedLength());
            }

            @Override
            LeaveDto read() {
                LeaveDto read = new LeaveDto();
                LeaveDto.decodeWith(decoder.wrapAndApplyHeader(buffer, 0, headerDecoder), read);
                return read;
            }

            @Override
            long sum(LeaveDto dto) {
                return dto.playerId();
            }

            @Override
            Plain.Message plain(LeaveDto dto) {
                Plain.Leave plain = new Plain.Leave();
                plain.playerId = dto.playerId();
                return plain;
            }
        };
    }
}
