using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Text;

namespace Packetwright
{
    /// <summary>
    /// Reads the members of a packet, in generated code. Each method takes the name of the member for its exception, and
    /// throws a <see cref="MalformedPacketException"/> if the bytes that remain are too few or the value is not allowed.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref struct PacketReader
    {
        private const int HeaderSize = 4;
        private const char Replacement = '\ufffd';

        private readonly ReadOnlySpan<byte> packet;
        private readonly string name;
        private int at;

        /// <summary>Reads the header of a whole packet. The name is for exceptions.</summary>
        public PacketReader(ReadOnlySpan<byte> packet, ushort id, string name)
        {
            this.packet = packet;
            this.name = name;
            at = 0;
            int size = ReadUShort("header.size");
            if (size != packet.Length)
            {
                throw Malformed("header.size", 0, "is " + size + ", but the packet has " + packet.Length + " bytes");
            }
            int received = ReadUShort("header.id");
            if (received != id)
            {
                throw Malformed("header.id", 2, "is " + received + ", not " + id);
            }
        }

        /// <summary>The id of a whole packet, header included.</summary>
        public static ushort IdOf(ReadOnlySpan<byte> packet)
        {
            if (packet.Length < HeaderSize)
            {
                throw new MalformedPacketException("header", "size", 0, "a packet of " + packet.Length + " bytes");
            }
            return (ushort)(packet[2] | packet[3] << 8);
        }

        /// <summary>Whether no bytes remain, as in a packet of an older peer.</summary>
        public bool IsAtEnd { get { return at == packet.Length; } }

        /// <summary>The error of a member at an offset in bytes from the start of the header.</summary>
        public MalformedPacketException Malformed(string member, int offset, string problem)
        {
            return new MalformedPacketException(name, member, offset, problem);
        }

        /// <summary>The error of a value of this size that was read last.</summary>
        public MalformedPacketException Refused(string member, int size, string problem)
        {
            return Malformed(member, at - size, problem);
        }

        private int Take(string member, int size)
        {
            int start = at;
            int left = packet.Length - start;
            if (left < size)
            {
                throw Malformed(member, start, "needs " + size + " bytes, but " + left + " are left");
            }
            at = start + size;
            return start;
        }

        public bool ReadBool(string member)
        {
            return packet[Take(member, 1)] != 0;
        }

        public byte ReadByte(string member)
        {
            return packet[Take(member, 1)];
        }

        public sbyte ReadSByte(string member)
        {
            return unchecked((sbyte)packet[Take(member, 1)]);
        }

        public ushort ReadUShort(string member)
        {
            int start = Take(member, 2);
            return (ushort)(packet[start] | packet[start + 1] << 8);
        }

        public short ReadShort(string member)
        {
            return unchecked((short)ReadUShort(member));
        }

        public int ReadInt(string member)
        {
            int start = Take(member, 4);
            return packet[start] | packet[start + 1] << 8 | packet[start + 2] << 16 | packet[start + 3] << 24;
        }

        public uint ReadUInt(string member)
        {
            return unchecked((uint)ReadInt(member));
        }

        public long ReadLong(string member)
        {
            return unchecked((long)ReadULong(member));
        }

        public ulong ReadULong(string member)
        {
            int start = Take(member, 8);
            ulong number = 0;
            for (int i = 7; i >= 0; i--)
            {
                number = number << 8 | packet[start + i];
            }
            return number;
        }

        public float ReadFloat(string member)
        {
            return BitConverter.Int32BitsToSingle(ReadInt(member));
        }

        public double ReadDouble(string member)
        {
            return BitConverter.Int64BitsToDouble(ReadLong(member));
        }

        public byte ReadByte(string member, byte min, byte max)
        {
            byte number = ReadByte(member);
            return number >= min && number <= max ? number : throw OutOfRange(member, 1, number, min, max);
        }

        public sbyte ReadSByte(string member, sbyte min, sbyte max)
        {
            sbyte number = ReadSByte(member);
            return number >= min && number <= max ? number : throw OutOfRange(member, 1, number, min, max);
        }

        public ushort ReadUShort(string member, ushort min, ushort max)
        {
            ushort number = ReadUShort(member);
            return number >= min && number <= max ? number : throw OutOfRange(member, 2, number, min, max);
        }

        public short ReadShort(string member, short min, short max)
        {
            short number = ReadShort(member);
            return number >= min && number <= max ? number : throw OutOfRange(member, 2, number, min, max);
        }

        public int ReadInt(string member, int min, int max)
        {
            int number = ReadInt(member);
            return number >= min && number <= max ? number : throw OutOfRange(member, 4, number, min, max);
        }

        public uint ReadUInt(string member, uint min, uint max)
        {
            uint number = ReadUInt(member);
            return number >= min && number <= max ? number : throw OutOfRange(member, 4, number, min, max);
        }

        public long ReadLong(string member, long min, long max)
        {
            long number = ReadLong(member);
            return number >= min && number <= max ? number : throw OutOfRange(member, 8, number, min, max);
        }

        public ulong ReadULong(string member, ulong min, ulong max)
        {
            ulong number = ReadULong(member);
            return number >= min && number <= max ? number : throw OutOfRange(member, 8, number, min, max);
        }

        public float ReadFloat(string member, float min, float max)
        {
            float number = ReadFloat(member);
            return number >= min && number <= max ? number : throw OutOfRange(member, 4, number, min, max);
        }

        public double ReadDouble(string member, double min, double max)
        {
            double number = ReadDouble(member);
            return number >= min && number <= max ? number : throw OutOfRange(member, 8, number, min, max);
        }

        private MalformedPacketException OutOfRange(string member, int size, object number, object min, object max)
        {
            return Refused(member, size, "is " + number + ", not " + min + " to " + max);
        }

        private ReadOnlySpan<byte> TakeCounted(string member)
        {
            int start = at;
            int length = ReadUShort(member);
            int left = packet.Length - at;
            if (length > left)
            {
                throw Malformed(member, start, "has " + length + " bytes, but " + left + " are left");
            }
            at += length;
            return packet.Slice(at - length, length);
        }

        public string ReadUtf16(string member)
        {
            return DecodeUtf16(TakeCounted(member));
        }

        public string ReadUtf16(string member, int maxLength)
        {
            int start = at;
            string text = ReadUtf16(member);
            return text.Length <= maxLength ? text : throw TooLong(member, start, text.Length, maxLength);
        }

        public string ReadUtf8(string member)
        {
            return DecodeUtf8(TakeCounted(member));
        }

        public string ReadUtf8(string member, int maxLength)
        {
            int start = at;
            string text = ReadUtf8(member);
            return text.Length <= maxLength ? text : throw TooLong(member, start, text.Length, maxLength);
        }

        /// <summary>Reads bytes into an array, or into a new one if its length is another.</summary>
        public byte[] ReadBytes(string member, byte[] array)
        {
            ReadOnlySpan<byte> bytes = TakeCounted(member);
            if (array == null || array.Length != bytes.Length)
            {
                return bytes.ToArray();
            }
            bytes.CopyTo(array);
            return array;
        }

        public byte[] ReadBytes(string member, byte[] array, int maxLength)
        {
            int start = at;
            byte[] bytes = ReadBytes(member, array);
            return bytes.Length <= maxLength ? bytes : throw TooLong(member, start, bytes.Length, maxLength);
        }

        private MalformedPacketException TooLong(string member, int start, int length, int maxLength)
        {
            return Malformed(member, start, "has the length " + length + ", more than " + maxLength);
        }

        /// <summary>Reads the count of a list whose elements have at least this size.</summary>
        public int ReadCount(string member, int elementSize, int maxLength)
        {
            int start = at;
            int count = ReadUShort(member);
            int left = packet.Length - at;
            if (count * (long)elementSize > left)
            {
                throw Malformed(member, start, "has " + count + " elements, but " + left + " bytes are left");
            }
            return count <= maxLength ? count : throw TooLong(member, start, count, maxLength);
        }

        /// <summary>Reads a count, and empties the list.</summary>
        public int BeginList<T>(string member, int elementSize, int maxLength, ref List<T> list)
        {
            int count = ReadCount(member, elementSize, maxLength);
            list = list ?? new List<T>();
            list.Clear();
            return count;
        }

        /// <summary>Reads a count, and leaves at most so many elements in the list, to be used again.</summary>
        public int BeginReused<T>(string member, int elementSize, int maxLength, ref List<T> list)
        {
            int count = ReadCount(member, elementSize, maxLength);
            list = list ?? new List<T>();
            if (list.Count > count)
            {
                list.RemoveRange(count, list.Count - count);
            }
            return count;
        }

        /// <summary>Decodes whole units; a surrogate without its pair and an odd last byte become U+FFFD.</summary>
        private static string DecodeUtf16(ReadOnlySpan<byte> bytes)
        {
            bool isWhole = bytes.Length % 2 == 0;
            for (int i = 0; isWhole && i < bytes.Length; i += 2)
            {
                char unit = UnitAt(bytes, i);
                if (char.IsSurrogate(unit))
                {
                    isWhole = IsPair(bytes, i);
                    i += 2;
                }
            }
            return isWhole ? Encoding.Unicode.GetString(bytes) : RepairUtf16(bytes);
        }

        private static char UnitAt(ReadOnlySpan<byte> bytes, int i)
        {
            return (char)(bytes[i] | bytes[i + 1] << 8);
        }

        private static bool IsPair(ReadOnlySpan<byte> bytes, int i)
        {
            return i + 3 < bytes.Length && char.IsSurrogatePair(UnitAt(bytes, i), UnitAt(bytes, i + 2));
        }

        private static string RepairUtf16(ReadOnlySpan<byte> bytes)
        {
            StringBuilder text = new StringBuilder(bytes.Length / 2 + 1);
            int i = 0;
            for (; i + 1 < bytes.Length; i += 2)
            {
                char unit = UnitAt(bytes, i);
                if (IsPair(bytes, i))
                {
                    text.Append(unit).Append(UnitAt(bytes, i + 2));
                    i += 2;
                }
                else
                {
                    text.Append(char.IsSurrogate(unit) ? Replacement : unit);
                }
            }
            return (i < bytes.Length ? text.Append(Replacement) : text).ToString();
        }

        private static string DecodeUtf8(ReadOnlySpan<byte> bytes)
        {
            int i = 0;
            while (i < bytes.Length)
            {
                if (NextUtf8(bytes, ref i) < 0)
                {
                    return RepairUtf8(bytes);
                }
            }
            return Encoding.UTF8.GetString(bytes);
        }

        private static string RepairUtf8(ReadOnlySpan<byte> bytes)
        {
            StringBuilder text = new StringBuilder(bytes.Length);
            int i = 0;
            while (i < bytes.Length)
            {
                int character = NextUtf8(bytes, ref i);
                if (character < 0x10000)
                {
                    text.Append(character < 0 ? Replacement : (char)character);
                }
                else
                {
                    text.Append((char)(0xd7c0 + (character >> 10))).Append((char)(0xdc00 + (character & 0x3ff)));
                }
            }
            return text.ToString();
        }

        /// <summary>Decodes a character; -1 for the longest beginning of one that is not whole.</summary>
        private static int NextUtf8(ReadOnlySpan<byte> bytes, ref int i)
        {
            int character = bytes[i++];
            if (character < 0x80)
            {
                return character;
            }
            if (character < 0xc2 || character > 0xf4)
            {
                return -1;
            }
            int more = character < 0xe0 ? 1 : character < 0xf0 ? 2 : 3;
            int least = character == 0xe0 ? 0xa0 : character == 0xf0 ? 0x90 : 0x80;
            int most = character == 0xf4 ? 0x8f : 0xbf;
            character &= 0x3f >> more;
            for (; more > 0; more--)
            {
                if (i == bytes.Length || bytes[i] < least || bytes[i] > most)
                {
                    return -1;
                }
                character = character << 6 | bytes[i++] & 0x3f;
                least = 0x80;
                most = 0xbf;
            }
            return character >= 0xd800 && character <= 0xdfff ? -1 : character;
        }
    }
}
