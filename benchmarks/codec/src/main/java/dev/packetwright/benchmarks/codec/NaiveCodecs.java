package dev.packetwright.benchmarks.codec;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.openjdk.jmh.infra.Blackhole;

/** A simple hand-written codec for this wire format, with {@link ByteBuffer} and the JDK's charset for strings. */
final class NaiveCodecs implements Contestant.Codecs {
    /** The steps that all packets share. */
    private abstract static class BufferCodec<M extends Plain.Message> implements Codec {
        private final int id;
        private final M message;
        private final ByteBuffer buffer = ByteBuffer.allocate(Codec.BUFFER_SIZE).order(ByteOrder.LITTLE_ENDIAN);

        BufferCodec(int id, M message) {
            this.id = id;
            this.message = message;
            encode();
        }

        @Override
        public final int encode() {
            buffer.clear().position(2);
            buffer.putShort((short) id);
            write(buffer, message);
            int size = buffer.position();
            buffer.putShort(0, (short) size);
            return size;
        }

        @Override
        public final long decode(Blackhole out) {
            M read = read();
            out.consume(read);
            return read.sum();
        }

        @Override
        public final M decoded() {
            return read();
        }

        private M read() {
            buffer.position(0);
            buffer.limit(Short.toUnsignedInt(buffer.getShort()));
            if (buffer.getShort() != id) {
                throw new IllegalStateException("another packet");
            }
            return read(buffer);
        }

        abstract void write(ByteBuffer out, M message);

        abstract M read(ByteBuffer in);
    }

    private static void writeText(ByteBuffer out, String text) {
        byte[] bytes = text.getBytes(UTF_16LE);
        out.putShort((short) bytes.length);
        out.put(bytes);
    }

    private static String readText(ByteBuffer in) {
        byte[] bytes = new byte[Short.toUnsignedInt(in.getShort())];
        in.get(bytes);
        return new String(bytes, UTF_16LE);
    }

    @Override
    public Codec chat(Plain.Chat chat) {
        return new BufferCodec<>(1, chat) {
            @Override
            void write(ByteBuffer out, Plain.Chat message) {
                out.putInt(message.playerId);
                writeText(out, message.chat);
            }

            @Override
            Plain.Chat read(ByteBuffer in) {
                Plain.Chat read = new Plain.Chat();
                read.playerId = in.getInt();
                read.chat = readText(in);
                return read;
            }
        };
    }

    @Override
    public Codec move(Plain.Move move) {
        return new BufferCodec<>(2, move) {
            @Override
            void write(ByteBuffer out, Plain.Move message) {
                out.putLong(message.playerId);
                out.putFloat(message.x);
                out.putFloat(message.y);
                out.putFloat(message.z);
                out.putFloat(message.yaw);
                out.put((byte) (message.grounded ? 1 : 0));
                out.putShort(message.speed);
            }

            @Override
            Plain.Move read(ByteBuffer in) {
                Plain.Move read = new Plain.Move();
                read.playerId = in.getLong();
                read.x = in.getFloat();
                read.y = in.getFloat();
                read.z = in.getFloat();
                read.yaw = in.getFloat();
                read.grounded = in.get() != 0;
                read.speed = in.getShort();
                return read;
            }
        };
    }

    @Override
    public Codec playerInfo(Plain.PlayerInfo info) {
        return new BufferCodec<>(3, info) {
            @Override
            void write(ByteBuffer out, Plain.PlayerInfo message) {
                out.put(message.level);
                out.putLong(message.playerId);
                writeText(out, message.name);
                out.putShort((short) message.skills.size());
                for (Plain.Skill skill : message.skills) {
                    out.putInt(skill.id);
                    out.putShort(skill.level);
                    out.putFloat(skill.duration);
                    out.putShort((short) skill.attributes.length);
                    for (int attribute : skill.attributes) {
                        out.putInt(attribute);
                    }
                }
            }

            @Override
            Plain.PlayerInfo read(ByteBuffer in) {
                Plain.PlayerInfo read = new Plain.PlayerInfo();
                read.level = in.get();
                read.playerId = in.getLong();
                read.name = readText(in);
                int skills = Short.toUnsignedInt(in.getShort());
                for (int i = 0; i < skills; i++) {
                    read.skills.add(readSkill(in));
                }
                return read;
            }
        };
    }

    private static Plain.Skill readSkill(ByteBuffer in) {
        Plain.Skill skill = new Plain.Skill();
        skill.id = in.getInt();
        skill.level = in.getShort();
        skill.duration = in.getFloat();
        skill.attributes = new int[Short.toUnsignedInt(in.getShort())];
        for (int i = 0; i < skill.attributes.length; i++) {
            skill.attributes[i] = in.getInt();
        }
        return skill;
    }

    @Override
    public Codec snapshot(Plain.Snapshot snapshot) {
        return new BufferCodec<>(4, snapshot) {
            @Override
            void write(ByteBuffer out, Plain.Snapshot message) {
                out.putShort((short) message.entities.size());
                for (Plain.Entity entity : message.entities) {
                    out.putInt(entity.id);
                    out.putFloat(entity.x);
                    out.putFloat(entity.y);
                    out.putFloat(entity.z);
                }
            }

            @Override
            Plain.Snapshot read(ByteBuffer in) {
                Plain.Snapshot read = new Plain.Snapshot();
                int entities = Short.toUnsignedInt(in.getShort());
                for (int i = 0; i < entities; i++) {
                    Plain.Entity entity = new Plain.Entity();
                    entity.id = in.getInt();
                    entity.x = in.getFloat();
                    entity.y = in.getFloat();
                    entity.z = in.getFloat();
                    read.entities.add(entity);
                }
                return read;
            }
        };
    }

    @Override
    public Codec enter(Plain.Enter enter) {
        return new BufferCodec<>(5, enter) {
            @Override
            void write(ByteBuffer out, Plain.Enter message) {
                out.putInt(message.playerId);
                writeText(out, message.name);
                out.putFloat(message.x);
                out.putFloat(message.y);
                out.putFloat(message.z);
            }

            @Override
            Plain.Enter read(ByteBuffer in) {
                Plain.Enter read = new Plain.Enter();
                read.playerId = in.getInt();
                read.name = readText(in);
                read.x = in.getFloat();
                read.y = in.getFloat();
                read.z = in.getFloat();
                return read;
            }
        };
    }

    @Override
    public Codec leave(Plain.Leave leave) {
        return new BufferCodec<>(6, leave) {
            @Override
            void write(ByteBuffer out, Plain.Leave message) {
                out.putInt(message.playerId);
            }

            @Override
            Plain.Leave read(ByteBuffer in) {
                Plain.Leave read = new Plain.Leave();
                read.playerId = in.getInt();
                return read;
            }
        };
    }
}
