using System;
using System.Collections.Generic;
using System.Text;

namespace Course.Arrays
{
    // The older style of the course: an array for each number that is written, which is copied to its place.
    internal sealed class Chat : ICoursePacket
    {
        public int playerId;
        public string chat;

        public ArraySegment<byte> Write()
        {
            ArraySegment<byte> to = SendBuffers.Open(4096);
            int at = 4;
            Array.Copy(BitConverter.GetBytes(playerId), 0, to.Array, to.Offset + at, sizeof(int));
            at += sizeof(int);
            ushort length = (ushort)Encoding.Unicode.GetBytes(chat, 0, chat.Length, to.Array, to.Offset + at + sizeof(ushort));
            Array.Copy(BitConverter.GetBytes(length), 0, to.Array, to.Offset + at, sizeof(ushort));
            at += sizeof(ushort) + length;
            Array.Copy(BitConverter.GetBytes((ushort)1), 0, to.Array, to.Offset + sizeof(ushort), sizeof(ushort));
            Array.Copy(BitConverter.GetBytes((ushort)at), 0, to.Array, to.Offset, sizeof(ushort));
            return SendBuffers.Close(at);
        }

        public void Read(ArraySegment<byte> from)
        {
            int at = 4;
            playerId = BitConverter.ToInt32(from.Array, from.Offset + at);
            at += sizeof(int);
            ushort length = BitConverter.ToUInt16(from.Array, from.Offset + at);
            at += sizeof(ushort);
            chat = Encoding.Unicode.GetString(from.Array, from.Offset + at, length);
            at += length;
        }
    }

    internal sealed class Move : ICoursePacket
    {
        public long playerId;
        public float x;
        public float y;
        public float z;
        public float yaw;
        public bool grounded;
        public short speed;

        public ArraySegment<byte> Write()
        {
            ArraySegment<byte> to = SendBuffers.Open(4096);
            int at = 4;
            Array.Copy(BitConverter.GetBytes(playerId), 0, to.Array, to.Offset + at, sizeof(long));
            at += sizeof(long);
            Array.Copy(BitConverter.GetBytes(x), 0, to.Array, to.Offset + at, sizeof(float));
            at += sizeof(float);
            Array.Copy(BitConverter.GetBytes(y), 0, to.Array, to.Offset + at, sizeof(float));
            at += sizeof(float);
            Array.Copy(BitConverter.GetBytes(z), 0, to.Array, to.Offset + at, sizeof(float));
            at += sizeof(float);
            Array.Copy(BitConverter.GetBytes(yaw), 0, to.Array, to.Offset + at, sizeof(float));
            at += sizeof(float);
            Array.Copy(BitConverter.GetBytes(grounded), 0, to.Array, to.Offset + at, sizeof(bool));
            at += sizeof(bool);
            Array.Copy(BitConverter.GetBytes(speed), 0, to.Array, to.Offset + at, sizeof(short));
            at += sizeof(short);
            Array.Copy(BitConverter.GetBytes((ushort)2), 0, to.Array, to.Offset + sizeof(ushort), sizeof(ushort));
            Array.Copy(BitConverter.GetBytes((ushort)at), 0, to.Array, to.Offset, sizeof(ushort));
            return SendBuffers.Close(at);
        }

        public void Read(ArraySegment<byte> from)
        {
            int at = 4;
            playerId = BitConverter.ToInt64(from.Array, from.Offset + at);
            at += sizeof(long);
            x = BitConverter.ToSingle(from.Array, from.Offset + at);
            at += sizeof(float);
            y = BitConverter.ToSingle(from.Array, from.Offset + at);
            at += sizeof(float);
            z = BitConverter.ToSingle(from.Array, from.Offset + at);
            at += sizeof(float);
            yaw = BitConverter.ToSingle(from.Array, from.Offset + at);
            at += sizeof(float);
            grounded = BitConverter.ToBoolean(from.Array, from.Offset + at);
            at += sizeof(bool);
            speed = BitConverter.ToInt16(from.Array, from.Offset + at);
            at += sizeof(short);
        }
    }

    internal sealed class PlayerInfo : ICoursePacket
    {
        internal sealed class Skill
        {
            internal sealed class Attribute
            {
                public int value;

                internal void Write(ArraySegment<byte> to, ref int at)
                {
                    Array.Copy(BitConverter.GetBytes(value), 0, to.Array, to.Offset + at, sizeof(int));
                    at += sizeof(int);
                }

                internal void Read(ArraySegment<byte> from, ref int at)
                {
                    value = BitConverter.ToInt32(from.Array, from.Offset + at);
                    at += sizeof(int);
                }
            }

            public int id;
            public short level;
            public float duration;
            public List<Attribute> attributes = new List<Attribute>();

            internal void Write(ArraySegment<byte> to, ref int at)
            {
                Array.Copy(BitConverter.GetBytes(id), 0, to.Array, to.Offset + at, sizeof(int));
                at += sizeof(int);
                Array.Copy(BitConverter.GetBytes(level), 0, to.Array, to.Offset + at, sizeof(short));
                at += sizeof(short);
                Array.Copy(BitConverter.GetBytes(duration), 0, to.Array, to.Offset + at, sizeof(float));
                at += sizeof(float);
                Array.Copy(BitConverter.GetBytes((ushort)attributes.Count), 0, to.Array, to.Offset + at, sizeof(ushort));
                at += sizeof(ushort);
                foreach (Attribute attribute in attributes)
                {
                    attribute.Write(to, ref at);
                }
            }

            internal void Read(ArraySegment<byte> from, ref int at)
            {
                id = BitConverter.ToInt32(from.Array, from.Offset + at);
                at += sizeof(int);
                level = BitConverter.ToInt16(from.Array, from.Offset + at);
                at += sizeof(short);
                duration = BitConverter.ToSingle(from.Array, from.Offset + at);
                at += sizeof(float);
                attributes.Clear();
                ushort count = BitConverter.ToUInt16(from.Array, from.Offset + at);
                at += sizeof(ushort);
                for (int i = 0; i < count; i++)
                {
                    Attribute attribute = new Attribute();
                    attribute.Read(from, ref at);
                    attributes.Add(attribute);
                }
            }
        }

        public sbyte level;
        public long playerId;
        public string name;
        public List<Skill> skills = new List<Skill>();

        public ArraySegment<byte> Write()
        {
            ArraySegment<byte> to = SendBuffers.Open(4096);
            int at = 4;
            to.Array[to.Offset + at] = (byte)level;
            at += sizeof(sbyte);
            Array.Copy(BitConverter.GetBytes(playerId), 0, to.Array, to.Offset + at, sizeof(long));
            at += sizeof(long);
            ushort length = (ushort)Encoding.Unicode.GetBytes(name, 0, name.Length, to.Array, to.Offset + at + sizeof(ushort));
            Array.Copy(BitConverter.GetBytes(length), 0, to.Array, to.Offset + at, sizeof(ushort));
            at += sizeof(ushort) + length;
            Array.Copy(BitConverter.GetBytes((ushort)skills.Count), 0, to.Array, to.Offset + at, sizeof(ushort));
            at += sizeof(ushort);
            foreach (Skill skill in skills)
            {
                skill.Write(to, ref at);
            }
            Array.Copy(BitConverter.GetBytes((ushort)3), 0, to.Array, to.Offset + sizeof(ushort), sizeof(ushort));
            Array.Copy(BitConverter.GetBytes((ushort)at), 0, to.Array, to.Offset, sizeof(ushort));
            return SendBuffers.Close(at);
        }

        public void Read(ArraySegment<byte> from)
        {
            int at = 4;
            level = (sbyte)from.Array[from.Offset + at];
            at += sizeof(sbyte);
            playerId = BitConverter.ToInt64(from.Array, from.Offset + at);
            at += sizeof(long);
            ushort length = BitConverter.ToUInt16(from.Array, from.Offset + at);
            at += sizeof(ushort);
            name = Encoding.Unicode.GetString(from.Array, from.Offset + at, length);
            at += length;
            skills.Clear();
            ushort count = BitConverter.ToUInt16(from.Array, from.Offset + at);
            at += sizeof(ushort);
            for (int i = 0; i < count; i++)
            {
                Skill skill = new Skill();
                skill.Read(from, ref at);
                skills.Add(skill);
            }
        }
    }

    internal sealed class Snapshot : ICoursePacket
    {
        internal sealed class Entity
        {
            public int id;
            public float x;
            public float y;
            public float z;

            internal void Write(ArraySegment<byte> to, ref int at)
            {
                Array.Copy(BitConverter.GetBytes(id), 0, to.Array, to.Offset + at, sizeof(int));
                at += sizeof(int);
                Array.Copy(BitConverter.GetBytes(x), 0, to.Array, to.Offset + at, sizeof(float));
                at += sizeof(float);
                Array.Copy(BitConverter.GetBytes(y), 0, to.Array, to.Offset + at, sizeof(float));
                at += sizeof(float);
                Array.Copy(BitConverter.GetBytes(z), 0, to.Array, to.Offset + at, sizeof(float));
                at += sizeof(float);
            }

            internal void Read(ArraySegment<byte> from, ref int at)
            {
                id = BitConverter.ToInt32(from.Array, from.Offset + at);
                at += sizeof(int);
                x = BitConverter.ToSingle(from.Array, from.Offset + at);
                at += sizeof(float);
                y = BitConverter.ToSingle(from.Array, from.Offset + at);
                at += sizeof(float);
                z = BitConverter.ToSingle(from.Array, from.Offset + at);
                at += sizeof(float);
            }
        }

        public List<Entity> entitys = new List<Entity>();

        public ArraySegment<byte> Write()
        {
            ArraySegment<byte> to = SendBuffers.Open(4096);
            int at = 4;
            Array.Copy(BitConverter.GetBytes((ushort)entitys.Count), 0, to.Array, to.Offset + at, sizeof(ushort));
            at += sizeof(ushort);
            foreach (Entity entity in entitys)
            {
                entity.Write(to, ref at);
            }
            Array.Copy(BitConverter.GetBytes((ushort)4), 0, to.Array, to.Offset + sizeof(ushort), sizeof(ushort));
            Array.Copy(BitConverter.GetBytes((ushort)at), 0, to.Array, to.Offset, sizeof(ushort));
            return SendBuffers.Close(at);
        }

        public void Read(ArraySegment<byte> from)
        {
            int at = 4;
            entitys.Clear();
            ushort count = BitConverter.ToUInt16(from.Array, from.Offset + at);
            at += sizeof(ushort);
            for (int i = 0; i < count; i++)
            {
                Entity entity = new Entity();
                entity.Read(from, ref at);
                entitys.Add(entity);
            }
        }
    }
}
