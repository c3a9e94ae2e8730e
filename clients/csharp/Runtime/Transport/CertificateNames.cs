using System;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Packetwright
{
    /// <summary>
    /// The names that a certificate is for: its subject alternative names. Mono does not compare them with the host if
    /// it does not trust the authority, so this is done here.
    /// </summary>
    internal static class CertificateNames
    {
        private const string AlternativeNames = "2.5.29.17";
        private const byte Sequence = 0x30;
        private const byte DnsName = 0x82;
        private const byte Address = 0x87;

        internal static bool IsFor(X509Certificate2 certificate, string host)
        {
            X509Extension extension = certificate.Extensions[AlternativeNames];
            return extension != null && IsAmong(extension.RawData, host);
        }

        /// <summary>Whether a host is one of the encoded names. Bytes that are no names contain no host.</summary>
        internal static bool IsAmong(ReadOnlySpan<byte> encoded, string host)
        {
            byte kind;
            ReadOnlySpan<byte> names;
            if (!TryTake(ref encoded, out kind, out names) || kind != Sequence)
            {
                return false;
            }
            IPAddress address;
            byte[] addressBytes = IPAddress.TryParse(host, out address) ? address.GetAddressBytes() : null;
            ReadOnlySpan<byte> name;
            while (TryTake(ref names, out kind, out name))
            {
                bool isHost = addressBytes != null
                    ? kind == Address && name.SequenceEqual(addressBytes)
                    : kind == DnsName && Matches(Encoding.ASCII.GetString(name.ToArray()), host);
                if (isHost)
                {
                    return true;
                }
            }
            return false;
        }

        /// <summary>Takes an element of DER: a kind, a length, and the content.</summary>
        private static bool TryTake(ref ReadOnlySpan<byte> encoded, out byte kind, out ReadOnlySpan<byte> content)
        {
            kind = 0;
            content = default(ReadOnlySpan<byte>);
            if (encoded.Length < 2)
            {
                return false;
            }
            int start = 2;
            int length = encoded[1];
            if (length >= 0x80)
            {
                int bytes = length & 0x7f;
                if (bytes == 0 || bytes > 3 || encoded.Length < 2 + bytes)
                {
                    return false;
                }
                length = 0;
                for (; bytes > 0; bytes--)
                {
                    length = length << 8 | encoded[start++];
                }
            }
            if (length > encoded.Length - start)
            {
                return false;
            }
            kind = encoded[0];
            content = encoded.Slice(start, length);
            encoded = encoded.Slice(start + length);
            return true;
        }

        /// <summary>Whether a name is that of the host. An asterisk stands for the whole first label.</summary>
        private static bool Matches(string name, string host)
        {
            string expected;
            try
            {
                expected = new IdnMapping().GetAscii(host.TrimEnd('.'));
            }
            catch (ArgumentException)
            {
                return false;
            }
            if (name.StartsWith("*.", StringComparison.Ordinal))
            {
                int dot = expected.IndexOf('.');
                return dot > 0 && name.IndexOf('.', 2) > 0 && IsSame(name.Substring(1), expected.Substring(dot));
            }
            return IsSame(name, expected);
        }

        private static bool IsSame(string name, string other)
        {
            return string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
        }
    }
}
