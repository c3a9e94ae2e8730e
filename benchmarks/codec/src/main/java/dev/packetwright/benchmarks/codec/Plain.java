package dev.packetwright.benchmarks.codec;

import com.esotericsoftware.kryo.serializers.CollectionSerializer.BindCollection;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages as plain objects with public fields. Contestants without generated objects encode them, and all decoded
 * values are compared with them. Kryo and Fory are fastest with fields.
 */
public final class Plain {
    private Plain() {}

    /** A message. */
    public sealed interface Message permits Chat, Move, PlayerInfo, Snapshot, Enter, Leave {
        /** The sum of all members: the bits of floats, 1 for true, the length of strings. */
        long sum();
    }

    /** A line of chat. */
    public static final class Chat implements Message {
        public int playerId;
        public String chat = "";

        @Override
        public long sum() {
            return (long) playerId + chat.length();
        }
    }

    /** A player moves. */
    public static final class Move implements Message {
        public long playerId;
        public float x;
        public float y;
        public float z;
        public float yaw;
        public boolean grounded;
        public short speed;

        @Override
        public long sum() {
            return playerId + bits(x) + bits(y) + bits(z) + bits(yaw) + bit(grounded) + speed;
        }
    }

    /** A part of {@link PlayerInfo}. */
    public static final class Skill {
        public int id;
        public short level;
        public float duration;
        public int[] attributes = {};
    }

    /** The skills of a player. */
    public static final class PlayerInfo implements Message {
        public byte level;
        public long playerId;
        public String name = "";

        @BindCollection(elementClass = Skill.class, elementsCanBeNull = false)
        public List<Skill> skills = new ArrayList<>();

        @Override
        public long sum() {
            long sum = level + playerId + name.length();
            for (Skill skill : skills) {
                sum += skill.id + skill.level + bits(skill.duration);
                for (int attribute : skill.attributes) {
                    sum += attribute;
                }
            }
            return sum;
        }
    }

    /** A part of {@link Snapshot}. */
    public static final class Entity {
        public int id;
        public float x;
        public float y;
        public float z;
    }

    /** The positions of all players. */
    public static final class Snapshot implements Message {
        @BindCollection(elementClass = Entity.class, elementsCanBeNull = false)
        public List<Entity> entities = new ArrayList<>();

        @Override
        public long sum() {
            long sum = 0;
            for (Entity entity : entities) {
                sum += entity.id + bits(entity.x) + bits(entity.y) + bits(entity.z);
            }
            return sum;
        }
    }

    /** A player enters the game. */
    public static final class Enter implements Message {
        public int playerId;
        public String name = "";
        public float x;
        public float y;
        public float z;

        @Override
        public long sum() {
            return (long) playerId + name.length() + bits(x) + bits(y) + bits(z);
        }
    }

    /** A player leaves the game. */
    public static final class Leave implements Message {
        public int playerId;

        @Override
        public long sum() {
            return playerId;
        }
    }

    static long bits(float value) {
        return Float.floatToRawIntBits(value);
    }

    static long bit(boolean value) {
        return value ? 1 : 0;
    }
}
