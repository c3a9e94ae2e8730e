using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;

namespace Packetwright
{
    /// <summary>
    /// The options of TLS. By default, the server needs a certificate that the system trusts and that is for the host,
    /// as with HTTPS. TLS 1.2 is the oldest version that is accepted.
    /// </summary>
    public sealed class TlsOptions
    {
        private TimeSpan handshakeTimeout = TimeSpan.FromSeconds(10);

        /// <summary>
        /// The authorities that are trusted instead of those of the system; empty by default. The certificate must
        /// still be valid today and be for the host. Whether it was revoked is not asked. Mono and Unity can check RSA
        /// keys alone; for others use <see cref="PinnedCertificates"/>.
        /// </summary>
        public X509Certificate2Collection Authorities { get; private set; } = new X509Certificate2Collection();

        /// <summary>
        /// The SHA-256 fingerprints of the only certificates that are accepted, as 64 hexadecimal digits with or
        /// without colons; empty by default. A pinned certificate is accepted whoever issued it, for which host and
        /// until when.
        /// </summary>
        public IList<string> PinnedCertificates { get; private set; } = new List<string>();

        /// <summary>The certificates of this side, with private keys; empty by default.</summary>
        public X509CertificateCollection ClientCertificates { get; private set; } = new X509CertificateCollection();

        /// <summary>
        /// The name that the certificate of the server must be for; null, the default, means the host.
        /// </summary>
        public string ServerName { get; set; }

        /// <summary>
        /// The time limit of the handshake, counted from the connection, 1 ms to 1 day; by default 10 s.
        /// </summary>
        public TimeSpan HandshakeTimeout
        {
            get { return handshakeTimeout; }
            set { handshakeTimeout = OptionRange.Check("HandshakeTimeout", value); }
        }

        internal TlsOptions Copy()
        {
            TlsOptions copy = (TlsOptions)MemberwiseClone();
            copy.Authorities = new X509Certificate2Collection(Authorities);
            copy.PinnedCertificates = new List<string>(PinnedCertificates);
            copy.ClientCertificates = new X509CertificateCollection(ClientCertificates);
            return copy;
        }
    }
}
