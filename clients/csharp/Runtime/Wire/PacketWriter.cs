using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace Packetwright
{
    /// <summary>
    /// Writes a packet into a buffer, in generated code, and allocates nothing. Each method takes the name of the member
    /// for its exception. It throws an <see cref="InvalidPacketException"/> if the value is not allowed or makes the packet
    /// too large, and an <see cref="ArgumentException"/> if the buffer is too small.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref struct PacketWriter
    {
        private const int HeaderSize = 4;
        private const int MaxSize = 65535;
        private const int MaxCount = 65535;

        private Span<byte> buffer;
        private readonly string name;
        private int at;

        /// <summary>Writes the header, still without the size. The name is for exceptions.</summary>
        public PacketWriter(Span<byte> buffer, ushort id, string name)
        {
            this.buffer = buffer.Length > MaxSize ? buffer.Slice(0, MaxSize) : buffer;
            this.name = name;
            at = 0;
            WriteUShort("header.size", 0);
            WriteUShort("header.id", id);
        }

        /// <summary>Writes the size into the header, and returns it.</summary>
        public int Finish()
        {
            buffer[0] = unchecked((byte)at);
            buffer[1] = (byte)(at >> 8);
            return at;
        }

        /// <summary>The error of a member.</summary>
        public InvalidPacketException Invalid(string member, string problem)
        {
            return new InvalidPacketException(name, member, problem);
        }

        private int Take(string member, int size)
        {
            int start = at;
            if (buffer.Length - start < size)
            {
                throw NoRoom(member);
            }
            at = start + size;
            return start;
        }

        private Exception NoRoom(string member)
        {
            if (buffer.Length == MaxSize)
            {
                return Invalid(member, "makes the packet larger than " + MaxSize + " bytes");
            }
            return new ArgumentException(name + " needs a larger buffer than " + buffer.Length + " bytes", "buffer");
        }

        public void WriteBool(string member, bool value)
        {
            buffer[Take(member, 1)] = value ? (byte)1 : (byte)0;
        }

        public void WriteByte(string member, byte value)
        {
            buffer[Take(member, 1)] = value;
        }

        public void WriteSByte(string member, sbyte value)
        {
            WriteByte(member, unchecked((byte)value));
        }

        public void WriteUShort(string member, ushort value)
        {
            int start = Take(member, 2);
            buffer[start] = unchecked((byte)value);
            buffer[start + 1] = (byte)(value >> 8);
        }

        public void WriteShort(string member, short value)
        {
            WriteUShort(member, unchecked((ushort)value));
        }

        public void WriteUInt(string member, uint value)
        {
            int start = Take(member, 4);
            buffer[start] = unchecked((byte)value);
            buffer[start + 1] = unchecked((byte)(value >> 8));
            buffer[start + 2] = unchecked((byte)(value >> 16));
            buffer[start + 3] = (byte)(value >> 24);
        }

        public void WriteInt(string member, int value)
        {
            WriteUInt(member, unchecked((uint)value));
        }

        public void WriteULong(string member, ulong value)
        {
            int start = Take(member, 8);
            for (int i = 0; i < 8; i++)
            {
                buffer[start + i] = unchecked((byte)(value >> (8 * i)));
            }
        }

        public void WriteLong(string member, long value)
        {
            WriteULong(member, unchecked((ulong)value));
        }

        public void WriteFloat(string member, float value)
        {
            WriteInt(member, BitConverter.SingleToInt32Bits(value));
        }

        public void WriteDouble(string member, double value)
        {
            WriteLong(member, BitConverter.DoubleToInt64Bits(value));
        }

        public void WriteByte(string member, byte value, byte min, byte max)
        {
            WriteByte(member, value >= min && value <= max ? value : throw OutOfRange(member, value, min, max));
        }

        public void WriteSByte(string member, sbyte value, sbyte min, sbyte max)
        {
            WriteSByte(member, value >= min && value <= max ? value : throw OutOfRange(member, value, min, max));
        }

        public void WriteUShort(string member, ushort value, ushort min, ushort max)
        {
            WriteUShort(member, value >= min && value <= max ? value : throw OutOfRange(member, value, min, max));
        }

        public void WriteShort(string member, short value, short min, short max)
        {
            WriteShort(member, value >= min && value <= max ? value : throw OutOfRange(member, value, min, max));
        }

        public void WriteUInt(string member, uint value, uint min, uint max)
        {
            WriteUInt(member, value >= min && value <= max ? value : throw OutOfRange(member, value, min, max));
        }

        public void WriteInt(string member, int value, int min, int max)
        {
            WriteInt(member, value >= min && value <= max ? value : throw OutOfRange(member, value, min, max));
        }

        public void WriteULong(string member, ulong value, ulong min, ulong max)
        {
            WriteULong(member, value >= min && value <= max ? value : throw OutOfRange(member, value, min, max));
        }

        public void WriteLong(string member, long value, long min, long max)
        {
            WriteLong(member, value >= min && value <= max ? value : throw OutOfRange(member, value, min, max));
        }

        public void WriteFloat(string member, float value, float min, float max)
        {
            WriteFloat(member, value >= min && value <= max ? value : throw OutOfRange(member, value, min, max));
        }

        public void WriteDouble(string member, double value, double min, double max)
        {
            WriteDouble(member, value >= min && value <= max ? value : throw OutOfRange(member, value, min, max));
        }

        private InvalidPacketException OutOfRange(string member, object value, object min, object max)
        {
            return Invalid(member, "is " + value + ", not " + min + " to " + max);
        }

        /// <summary>Refuses null.</summary>
        public void Require(string member, object value)
        {
            if (value == null)
            {
                throw Invalid(member, "is null");
            }
        }

        private void WriteLength(string member, int size, int length, int maxLength)
        {
            if (length > maxLength)
            {
                throw Invalid(member, "has the length " + length + ", more than " + maxLength);
            }
            if (size > MaxCount)
            {
                throw Invalid(member, "has " + size + " bytes, more than " + MaxCount);
            }
            WriteUShort(member, (ushort)size);
        }

        public void WriteUtf16(string member, string text, int maxLength)
        {
            Require(member, text);
            WriteLength(member, 2 * text.Length, text.Length, maxLength);
            int start = Take(member, 2 * text.Length);
            for (int i = 0; i < text.Length; i++)
            {
                char unit = IsAlone(text, i) ? '\ufffd' : text[i];
                buffer[start++] = unchecked((byte)unit);
                buffer[start++] = (byte)(unit >> 8);
            }
        }

        /// <summary>Whether a unit is a surrogate without its pair.</summary>
        private static bool IsAlone(string text, int i)
        {
            char unit = text[i];
            if (char.IsHighSurrogate(unit))
            {
                return i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]);
            }
            return char.IsLowSurrogate(unit) && (i == 0 || !char.IsHighSurrogate(text[i - 1]));
        }

        public void WriteUtf8(string member, string text, int maxLength)
        {
            Require(member, text);
            int size = CountUtf8(text);
            WriteLength(member, size, text.Length, maxLength);
            int start = Take(member, size);
            for (int i = 0; i < text.Length; i++)
            {
                int character = IsAlone(text, i) ? '\ufffd' : text[i];
                if (char.IsHighSurrogate((char)character))
                {
                    character = char.ConvertToUtf32(text[i], text[++i]);
                }
                if (character < 0x80)
                {
                    buffer[start++] = (byte)character;
                    continue;
                }
                int more = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
                buffer[start++] = unchecked((byte)(0xff00 >> (more + 1) | character >> (6 * more)));
                while (more-- > 0)
                {
                    buffer[start++] = (byte)(0x80 | character >> (6 * more) & 0x3f);
                }
            }
        }

        private static int CountUtf8(string text)
        {
            int size = 0;
            for (int i = 0; i < text.Length; i++)
            {
                char unit = text[i];
                size += unit < 0x80 ? 1 : unit < 0x800 ? 2 : char.IsSurrogate(unit) && !IsAlone(text, i) ? 2 : 3;
            }
            return size;
        }

        public void WriteBytes(string member, byte[] bytes, int maxLength)
        {
            Require(member, bytes);
            WriteLength(member, bytes.Length, bytes.Length, maxLength);
            bytes.CopyTo(buffer.Slice(Take(member, bytes.Length)));
        }

        /// <summary>Writes the count of a list, and returns it.</summary>
        public int WriteCount<T>(string member, List<T> list, int maxLength)
        {
            Require(member, list);
            WriteCount(member, list.Count, maxLength);
            return list.Count;
        }

        /// <summary>Writes the count of a list.</summary>
        public void WriteCount(string member, int count, int maxLength)
        {
            if (count < 0 || count > maxLength)
            {
                throw Invalid(member, "has " + count + " elements, not 0 to " + maxLength);
            }
            WriteUShort(member, (ushort)count);
        }

        /// <summary>The size of text with its length in UTF-16; 0 for null.</summary>
        public static int SizeOfUtf16(string text)
        {
            return text == null ? 0 : 2 + 2 * text.Length;
        }

        /// <summary>The size of text with its length in UTF-8; 0 for null.</summary>
        public static int SizeOfUtf8(string text)
        {
            return text == null ? 0 : 2 + CountUtf8(text);
        }

        /// <summary>The size of bytes with their length; 0 for null.</summary>
        public static int SizeOf(byte[] bytes)
        {
            return bytes == null ? 0 : 2 + bytes.Length;
        }

        /// <summary>The size of a list with its count, whose elements all have one size; 0 for null.</summary>
        public static int SizeOf<T>(List<T> list, int elementSize)
        {
            return list == null ? 0 : 2 + list.Count * elementSize;
        }
    }
}
