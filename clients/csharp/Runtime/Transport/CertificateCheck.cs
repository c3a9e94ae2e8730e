using System;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Packetwright
{
    /// <summary>Decides whether the certificate of a server is the right one, and remembers why not.</summary>
    internal sealed class CertificateCheck
    {
        private readonly TlsOptions options;
        private readonly string serverName;

        internal CertificateCheck(TlsOptions options, string serverName)
        {
            this.options = options;
            this.serverName = serverName;
        }

        /// <summary>Why the certificate was refused; null if it was not.</summary>
        internal string Problem { get; private set; }

        internal bool Accept(object sender, X509Certificate certificate, X509Chain chain, SslPolicyErrors errors)
        {
            Problem = ProblemOf(certificate, chain, errors);
            return Problem == null;
        }

        private string ProblemOf(X509Certificate certificate, X509Chain chain, SslPolicyErrors errors)
        {
            if (certificate == null || (errors & SslPolicyErrors.RemoteCertificateNotAvailable) != 0)
            {
                return "the server has no certificate";
            }
            string subject = "the certificate of the server, " + certificate.Subject + ", ";
            if (options.PinnedCertificates.Count > 0)
            {
                string print = Fingerprint(certificate);
                return IsPinned(print) ? null : subject + "is not pinned; its SHA-256 is " + print;
            }
            X509Certificate2 detailed = new X509Certificate2(certificate);
            if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0 || !CertificateNames.IsFor(detailed, serverName))
            {
                return subject + "is not for " + serverName;
            }
            if (options.Authorities.Count > 0)
            {
                return ProblemWithOwnAuthorities(detailed, chain, subject);
            }
            return errors == SslPolicyErrors.None ? null : subject + "is not trusted" + Status(chain);
        }

        private bool IsPinned(string print)
        {
            foreach (string pinned in options.PinnedCertificates)
            {
                if (string.Equals(pinned.Replace(":", ""), print, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
            return false;
        }

        private static string Fingerprint(X509Certificate certificate)
        {
            using (SHA256 hash = SHA256.Create())
            {
                return BitConverter.ToString(hash.ComputeHash(certificate.GetRawCertData())).Replace("-", "");
            }
        }

        /// <summary>
        /// The system does not know the authorities, so "not trusted by the system" is no problem; that the chain does
        /// not end at one of them is.
        /// </summary>
        private string ProblemWithOwnAuthorities(X509Certificate2 certificate, X509Chain received, string subject)
        {
            X509Chain chain = new X509Chain();
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
            chain.ChainPolicy.ExtraStore.AddRange(options.Authorities);
            for (int i = 1; received != null && i < received.ChainElements.Count; i++)
            {
                chain.ChainPolicy.ExtraStore.Add(received.ChainElements[i].Certificate);
            }
            try
            {
                if (!chain.Build(certificate))
                {
                    return subject + "is not valid" + Status(chain);
                }
            }
            catch (NotSupportedException) // Mono and Unity know authorities with RSA keys alone
            {
                return subject + "cannot be checked: this platform does not know the kind of its key or of an authority's;"
                    + " pin the certificate, or use RSA keys";
            }
            X509Certificate2 root = chain.ChainElements[chain.ChainElements.Count - 1].Certificate;
            return IsAuthority(root) ? null : subject + "is not from one of the given authorities" + Status(chain);
        }

        private bool IsAuthority(X509Certificate2 root)
        {
            foreach (X509Certificate2 authority in options.Authorities)
            {
                if (authority.RawData.AsSpan().SequenceEqual(root.RawData))
                {
                    return true;
                }
            }
            return false;
        }

        private static string Status(X509Chain chain)
        {
            StringBuilder text = new StringBuilder();
            for (int i = 0; chain != null && i < chain.ChainStatus.Length; i++)
            {
                text.Append(i == 0 ? ": " : ", ").Append(chain.ChainStatus[i].Status);
            }
            return text.ToString();
        }
    }
}
