using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;

/// <summary>What the driver needs of one protocol.</summary>
public abstract class Adapter
{
    public abstract Type PacketType { get; }
    public abstract int Size(object packet);
    public abstract int Write(object packet, byte[] buffer);
    public abstract void Read(object packet, byte[] bytes, int offset, int count);

    /// <summary>The offset that a MalformedPacketException names; -1 for any other exception.</summary>
    public abstract int Offset(Exception exception);

    public abstract bool IsInvalid(Exception exception);

    public abstract ushort Id(object packet);

    /// <summary>Gives the bytes to the managers of both sides, and returns what a handler received.</summary>
    public abstract object Dispatch(byte[] bytes);

    /// <summary>The same with packets that are used again, where there is a way to do that.</summary>
    public virtual object DispatchAndReuse(byte[] bytes)
    {
        return Dispatch(bytes);
    }

    private readonly Dictionary<int, Type> types = new Dictionary<int, Type>();

    public object New(int id)
    {
        if (types.Count == 0)
        {
            foreach (Type type in GetType().Assembly.GetTypes().Where(IsPacket))
            {
                types.Add(Id(Activator.CreateInstance(type)), type);
            }
        }
        return Activator.CreateInstance(types[id]);
    }

    private bool IsPacket(Type type)
    {
        return type.IsClass && type.Namespace == GetType().Namespace && PacketType.IsAssignableFrom(type);
    }
}

/// <summary>Values as words: the fields of an object in the order of their declaration.</summary>
public static class Words
{
    private static readonly Dictionary<Type, FieldInfo[]> fields = new Dictionary<Type, FieldInfo[]>();

    private static FieldInfo[] Fields(Type type)
    {
        FieldInfo[] found;
        if (!fields.TryGetValue(type, out found))
        {
            found = type.GetFields(BindingFlags.Public | BindingFlags.Instance).OrderBy(f => f.MetadataToken).ToArray();
            fields.Add(type, found);
        }
        return found;
    }

    public static void Fill(object target, IEnumerator<string> words)
    {
        foreach (FieldInfo field in Fields(target.GetType()))
        {
            field.SetValue(target, Parse(field.FieldType, words));
        }
    }

    private static string Next(IEnumerator<string> words)
    {
        words.MoveNext();
        return words.Current;
    }

    private static object Parse(Type type, IEnumerator<string> words)
    {
        string word = Next(words);
        if (word == "null")
        {
            return null;
        }
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
        {
            return Enum.ToObject(type, Number(Enum.GetUnderlyingType(type), word));
        }
        if (type == typeof(string))
        {
            char[] units = new char[word.Length / 4];
            for (int i = 0; i < units.Length; i++)
            {
                units[i] = (char)Convert.ToInt32(word.Substring(1 + 4 * i, 4), 16);
            }
            return new string(units);
        }
        if (type == typeof(byte[]))
        {
            return Bytes(word.Substring(1));
        }
        if (type.IsGenericType)
        {
            IList list = (IList)Activator.CreateInstance(type);
            for (int left = int.Parse(word); left > 0; left--)
            {
                list.Add(Parse(type.GetGenericArguments()[0], words));
            }
            return list;
        }
        if (type.IsClass)
        {
            object value = Activator.CreateInstance(type);
            Fill(value, words);
            return value;
        }
        return Number(type, word);
    }

    public static byte[] Bytes(string hex)
    {
        byte[] bytes = new byte[hex.Length / 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = Convert.ToByte(hex.Substring(2 * i, 2), 16);
        }
        return bytes;
    }

    private static object Number(Type type, string word)
    {
        if (type == typeof(float))
        {
            return BitConverter.Int32BitsToSingle(Convert.ToInt32(word, 16));
        }
        if (type == typeof(double))
        {
            return BitConverter.Int64BitsToDouble(Convert.ToInt64(word, 16));
        }
        return type == typeof(bool) ? word == "1" : Convert.ChangeType(word, type, CultureInfo.InvariantCulture);
    }

    public static string Of(object source)
    {
        StringBuilder words = new StringBuilder();
        Members(source, words);
        return words.ToString();
    }

    private static void Members(object source, StringBuilder words)
    {
        foreach (FieldInfo field in Fields(source.GetType()))
        {
            Show(field.GetValue(source), words);
        }
    }

    private static void Show(object value, StringBuilder words)
    {
        words.Append(words.Length > 0 ? " " : "");
        if (value == null)
        {
            words.Append("null");
        }
        else if (value is string)
        {
            words.Append('s');
            foreach (char unit in (string)value)
            {
                words.Append(((int)unit).ToString("x4"));
            }
        }
        else if (value is byte[])
        {
            words.Append('b').Append(BitConverter.ToString((byte[])value).Replace("-", "").ToLowerInvariant());
        }
        else if (value is IList)
        {
            words.Append(((IList)value).Count);
            foreach (object element in (IList)value)
            {
                Show(element, words);
            }
        }
        else if (value is Enum)
        {
            words.Append(Convert.ChangeType(value, Enum.GetUnderlyingType(value.GetType())));
        }
        else if (value is float)
        {
            words.Append(BitConverter.SingleToInt32Bits((float)value).ToString("x8"));
        }
        else if (value is double)
        {
            words.Append(BitConverter.DoubleToInt64Bits((double)value).ToString("x16"));
        }
        else if (value is bool)
        {
            words.Append((bool)value ? "1" : "0");
        }
        else if (value.GetType().IsPrimitive)
        {
            words.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
        }
        else
        {
            words.Append("o");
            Members(value, words);
        }
    }
}

/// <summary>Runs the cases of a file, one a line, and prints those that fail.</summary>
public static class Driver
{
    private static readonly byte[] buffer = new byte[70000];
    private static readonly Dictionary<string, object> used = new Dictionary<string, object>();
    private static int failures;
    private static int lineNumber;

    public static int Main(string[] arguments)
    {
        int cases = 0;
        foreach (string line in File.ReadLines(arguments[0]))
        {
            string[] parts = line.Split('\t');
            lineNumber++;
            cases++;
            try
            {
                Adapter adapter = (Adapter)Activator.CreateInstance(Type.GetType(parts[1] + ".ProtocolAdapter", true));
                Run(parts[0], adapter, int.Parse(parts[2]), parts);
            }
            catch (Exception exception)
            {
                Fail(exception.ToString());
            }
        }
        Console.WriteLine(cases + " cases, " + failures + " failures");
        return failures == 0 ? 0 : 1;
    }

    private static void Run(string kind, Adapter adapter, int id, string[] parts)
    {
        switch (kind)
        {
            case "write": // namespace, id, values, bytes
                AssertWrites(adapter, Filled(adapter, id, parts[3]), parts[4]);
                break;
            case "read": // namespace, id, bytes, values
                AssertReads(adapter, id, Words.Bytes(parts[3]), parts[4]);
                break;
            case "dispatch": // namespace, id, bytes, values
                AssertDispatches(adapter, Words.Bytes(parts[3]), parts[4]);
                break;
            case "session": // namespace, id, bytes
                AssertDoesNotDispatch(adapter, Words.Bytes(parts[3]));
                break;
            case "malformed": // namespace, id, bytes, offset
                AssertMalformed(adapter, id, Words.Bytes(parts[3]), int.Parse(parts[4]));
                break;
            case "invalid": // namespace, id, values
                AssertInvalid(adapter, Filled(adapter, id, parts[3]));
                break;
            case "hostile": // namespace, id, bytes, step between the values of a changed byte
                AssertRobust(adapter, id, Words.Bytes(parts[3]), int.Parse(parts[4]));
                break;
            case "allocates": // namespace, id, values
                AssertAllocatesNothing(adapter, Filled(adapter, id, parts[3]));
                break;
            default:
                Fail("no such kind: " + kind);
                break;
        }
    }

    private static object Filled(Adapter adapter, int id, string words)
    {
        object packet = adapter.New(id);
        Words.Fill(packet, ((IEnumerable<string>)words.Split(' ')).GetEnumerator());
        return packet;
    }

    private static void AssertWrites(Adapter adapter, object packet, string hex)
    {
        int size = adapter.Write(packet, buffer);
        AssertSame("bytes", hex, BitConverter.ToString(buffer, 0, size).Replace("-", "").ToLowerInvariant());
        AssertSame("size", size.ToString(), adapter.Size(packet).ToString());
        packet.ToString();
    }

    /// <summary>Reads out of the middle of other bytes, into a new packet and into one that was read before.</summary>
    private static void AssertReads(Adapter adapter, int id, byte[] bytes, string words)
    {
        byte[] around = Enumerable.Repeat((byte)0x41, bytes.Length + 20).ToArray();
        bytes.CopyTo(around, 10);
        object fresh = adapter.New(id);
        adapter.Read(fresh, around, 10, bytes.Length);
        AssertSame("values", words, Words.Of(fresh));
        object again = Used(adapter, id);
        adapter.Read(again, around, 10, bytes.Length);
        AssertSame("values in a used packet", words, Words.Of(again));
        int size = adapter.Write(fresh, buffer);
        object back = adapter.New(id);
        adapter.Read(back, buffer, 0, size);
        AssertSame("values written again", words, Words.Of(back));
    }

    private static void AssertDispatches(Adapter adapter, byte[] bytes, string words)
    {
        AssertSame("dispatched values", words, Words.Of(adapter.Dispatch(bytes)));
        AssertSame("dispatched values in a used packet", words, Words.Of(adapter.DispatchAndReuse(bytes)));
    }

    private static void AssertDoesNotDispatch(Adapter adapter, byte[] bytes)
    {
        if (adapter.Dispatch(bytes) != null || adapter.DispatchAndReuse(bytes) != null)
        {
            Fail("a handler got a packet that sessions handle");
        }
    }

    private static object Used(Adapter adapter, int id)
    {
        string key = adapter.GetType().FullName + " " + id;
        object packet;
        if (!used.TryGetValue(key, out packet))
        {
            packet = adapter.New(id);
            used.Add(key, packet);
        }
        return packet;
    }

    private static void AssertMalformed(Adapter adapter, int id, byte[] bytes, int offset)
    {
        try
        {
            adapter.Read(Used(adapter, id), bytes, 0, bytes.Length);
        }
        catch (Exception exception)
        {
            if (adapter.Offset(exception) != offset)
            {
                Fail("not the offset " + offset + ": " + exception);
            }
            return;
        }
        Fail("was read, although malformed");
    }

    private static void AssertInvalid(Adapter adapter, object packet)
    {
        try
        {
            adapter.Write(packet, buffer);
        }
        catch (Exception exception)
        {
            if (!adapter.IsInvalid(exception))
            {
                Fail("not the right exception: " + exception);
            }
            return;
        }
        Fail("was written, although invalid");
    }

    /// <summary>Every prefix and every change of one byte is a packet or malformed.</summary>
    private static void AssertRobust(Adapter adapter, int id, byte[] bytes, int step)
    {
        object packet = adapter.New(id);
        for (int length = 0; length < bytes.Length; length++)
        {
            if (Reads(adapter, packet, bytes, length))
            {
                Fail("a prefix was read: " + length);
            }
            byte[] prefix = bytes.Take(length).ToArray();
            if (length >= 2)
            {
                prefix[0] = (byte)length;
                prefix[1] = (byte)(length >> 8);
            }
            Reads(adapter, packet, prefix, length);
        }
        for (int at = 0; at < bytes.Length; at++)
        {
            byte original = bytes[at];
            for (int value = 0; value < 256; value += step)
            {
                bytes[at] = (byte)value;
                Reads(adapter, packet, bytes, bytes.Length);
            }
            bytes[at] = original;
        }
    }

    private static bool Reads(Adapter adapter, object packet, byte[] bytes, int length)
    {
        try
        {
            adapter.Read(packet, bytes, 0, length);
            return true;
        }
        catch (Exception exception)
        {
            int offset = adapter.Offset(exception);
            if (offset < 0 || offset > length)
            {
                Fail("reading " + BitConverter.ToString(bytes, 0, length) + ": " + exception);
            }
            return false;
        }
    }

    private static void AssertAllocatesNothing(Adapter adapter, object packet)
    {
        object target = adapter.New(adapter.Id(packet));
        byte[] bytes = new byte[adapter.Size(packet)];
        Repeat(adapter, packet, target, bytes, 100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(adapter, packet, target, bytes, 10000);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated != 0)
        {
            Fail(allocated + " bytes allocated");
        }
        AssertSame("values", Words.Of(packet), Words.Of(target));
    }

    private static void Repeat(Adapter adapter, object packet, object target, byte[] bytes, int times)
    {
        for (int i = 0; i < times; i++)
        {
            adapter.Write(packet, bytes);
            adapter.Read(target, bytes, 0, bytes.Length);
            adapter.DispatchAndReuse(bytes);
        }
    }

    private static void AssertSame(string what, string expected, string actual)
    {
        if (expected != actual)
        {
            Fail(what + "\n  expected " + expected + "\n  but was  " + actual);
        }
    }

    private static void Fail(string message)
    {
        if (failures++ < 20)
        {
            Console.WriteLine("case " + lineNumber + ": " + message);
        }
    }
}
