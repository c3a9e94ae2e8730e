using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Text;

namespace Packetwright
{
    /// <summary>Shows values that do not show themselves, in generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static class PacketText
    {
        public static string Of<T>(List<T> list)
        {
            if (list == null)
            {
                return "";
            }
            StringBuilder text = new StringBuilder("[");
            for (int i = 0; i < list.Count; i++)
            {
                text.Append(i > 0 ? ", " : "").Append(list[i]);
            }
            return text.Append(']').ToString();
        }

        public static string Of(byte[] bytes)
        {
            return bytes == null ? "" : BitConverter.ToString(bytes);
        }
    }
}
