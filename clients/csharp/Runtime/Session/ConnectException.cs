using System;

namespace Packetwright
{
    /// <summary>
    /// An attempt to connect failed. The message names host and port and says why; <see
    /// cref="Exception.InnerException"/> is what the system reported, for example a <see
    /// cref="System.Net.Sockets.SocketException"/>, a <see cref="TimeoutException"/> or, for TLS, an <see
    /// cref="System.Security.Authentication.AuthenticationException"/>.
    /// </summary>
    public sealed class ConnectException : Exception
    {
        internal ConnectException(string message, Exception cause)
            : base(message, cause)
        {
        }
    }
}
