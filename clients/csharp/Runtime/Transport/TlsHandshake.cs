using System;
using System.IO;
using System.Net.Security;
using System.Security.Authentication;
using System.Threading.Tasks;

namespace Packetwright
{
    /// <summary>The TLS handshake of one connection.</summary>
    internal sealed class TlsHandshake
    {
        private readonly TlsOptions options;
        private readonly string serverName;
        private readonly Cancellation cancellation;

        internal TlsHandshake(TlsOptions options, string host, Cancellation cancellation)
        {
            this.options = options;
            this.serverName = options.ServerName ?? host;
            this.cancellation = cancellation;
        }

        internal SslStream Secure(Stream plain)
        {
            CertificateCheck check = new CertificateCheck(options, serverName);
            SslStream secured = new SslStream(plain, false, check.Accept);
            try
            {
                Authenticate(secured);
            }
            catch (Exception failure) when (check.Problem != null)
            {
                throw new AuthenticationException(check.Problem, failure);
            }
            catch (Exception failure) when (!(failure is OperationCanceledException))
            {
                string reason = failure.GetBaseException().Message; // the outer one says "see inner exception"
                throw new AuthenticationException("the TLS handshake failed: " + reason, failure);
            }
            if (secured.SslProtocol < SslProtocols.Tls12)
            {
                throw new AuthenticationException("the server speaks " + secured.SslProtocol + ", which is not secure");
            }
            return secured;
        }

        private void Authenticate(SslStream secured)
        {
            Task handshake = secured.AuthenticateAsClientAsync(
                serverName, options.ClientCertificates, SslProtocols.None, false);
            if (!cancellation.Await(((IAsyncResult)handshake).AsyncWaitHandle, new Deadline(options.HandshakeTimeout)))
            {
                throw new TimeoutException("no answer in time");
            }
            handshake.GetAwaiter().GetResult();
        }
    }
}
