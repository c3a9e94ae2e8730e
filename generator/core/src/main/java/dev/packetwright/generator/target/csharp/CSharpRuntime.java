package dev.packetwright.generator.target.csharp;

/** The code that the generated C# works with. */
public enum CSharpRuntime {
    /** No session type of its own: packets write themselves into any buffer, and managers dispatch for any session. */
    CLIENT,
    /** The ServerCore of the C# course, which the user has: {@code PacketSession}, {@code SendBufferHelper}. */
    COURSE
}
