package dev.packetwright.generator.target.csharp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.testing.Mono;
import dev.packetwright.testing.NeedsMono;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the managers for any session do with packets that are used again, and with packets that have a role. */
@NeedsMono
class CSharpManagerTest {
    private static final String PDL = """
            <PDL package='Game'>
              <packet name='C_Login' role='handshake'><int name='version'/></packet>
              <packet name='S_Welcome' role='handshake'></packet>
              <packet name='S_Move'><int name='x'/><list name='step' type='int'/></packet>
              <packet name='C_Ping' role='ping'><ulong name='token'/></packet>
              <packet name='S_Pong' role='pong'><ulong name='token'/></packet>
              <packet name='S_Ping' role='ping'><long name='time'/></packet>
              <packet name='C_Pong' role='pong'><long name='time'/></packet>
            </PDL>
            """;

    /** Types that the project of a user may have outside of all namespaces. */
    private static final String STRANGERS = """
            public interface IPacket { }
            public class PacketReader { }
            public class PacketWriter { }
            public class PingPackets { }
            public class MalformedPacketException { }
            """;

    private static final String USER = """
            namespace Game
            {
                using System;

                class Handler : IClientPacketHandler<string>
                {
                    public ClientPacketManager<string> packets;
                    public S_Move last;
                    public bool fails;

                    public void OnS_Move(string session, S_Move packet)
                    {
                        if (fails)
                        {
                            throw new InvalidOperationException("of the handler");
                        }
                        int x = packet.x;
                        if (x > 1)
                        {
                            packets.DispatchAndReuse(session, Program.Move(x - 1));
                        }
                        Console.WriteLine(session + " " + packet + " " + (packet.x == x) + " " + (packet == last));
                        last = packet;
                    }

                    public void OnS_Welcome(string session, S_Welcome packet)
                    {
                        Console.WriteLine(session + " " + packet);
                    }
                }

                static class Program
                {
                    internal static byte[] Move(int x)
                    {
                        return Bytes(new S_Move { x = x, steps = { x } });
                    }

                    private static byte[] Bytes(global::Packetwright.IPacket packet)
                    {
                        byte[] bytes = new byte[packet.Size];
                        packet.Write(bytes);
                        return bytes;
                    }

                    static void Main()
                    {
                        Handler handler = new Handler();
                        ClientPacketManager<string> packets = new ClientPacketManager<string>(handler);
                        handler.packets = packets;
                        packets.Dispatch("new", Move(1));
                        packets.DispatchAndReuse("first", Move(1));
                        packets.DispatchAndReuse("again", Move(1));
                        packets.DispatchAndReuse("nested", Move(2));
                        handler.fails = true;
                        try
                        {
                            packets.DispatchAndReuse("failing", Move(1));
                        }
                        catch (InvalidOperationException failure)
                        {
                            Console.WriteLine(failure.Message);
                        }
                        handler.fails = false;
                        packets.DispatchAndReuse("afterwards", Move(1));
                        packets.DispatchAndReuse("handshake", Bytes(new S_Welcome()));

                        byte[] ping = Bytes(new S_Ping { time = -2 });
                        Console.WriteLine(packets.Dispatch("ping", ping) + " " + packets.DispatchAndReuse("ping", ping));
                        global::Packetwright.PingPackets answered = PacketProtocol.ServerPing;
                        Console.WriteLine(answered.IsPing(ping) + " " + answered.IsPong(ping));
                        byte[] pong = new byte[global::Packetwright.PingPackets.Size];
                        answered.WritePong(pong, answered.ReadPing(ping));
                        Console.WriteLine(C_Pong.Read(pong) + " " + answered.IsPong(pong) + " " + answered.ReadPong(pong));
                        byte[] own = new byte[12];
                        Console.WriteLine(PacketProtocol.ClientPing.WritePing(own, 9) + " " + C_Ping.Read(own));
                        try
                        {
                            answered.ReadPing(new byte[] { 5, 0, 6, 0, 1 });
                        }
                        catch (global::Packetwright.MalformedPacketException malformed)
                        {
                            Console.WriteLine(malformed.Message);
                        }
                    }
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void packetsAreUsedAgainAndRolesAreNotHandled() {
        CSharpProgram program = new CSharpProgram(folder);
        CSharpProgram.generate(PDL, CSharpOptions.DEFAULT)
                .files()
                .forEach(file -> program.write(file.path(), file.content()));
        program.addRuntime();
        program.write("Strangers.cs", STRANGERS);
        program.write("User.cs", USER);
        assertThat(Mono.run(Mono.compile(folder))).isEqualTo("""
                new S_Move { x = 1, steps = [1] } True False
                first S_Move { x = 1, steps = [1] } True False
                again S_Move { x = 1, steps = [1] } True True
                nested S_Move { x = 1, steps = [1] } True False
                nested S_Move { x = 2, steps = [2] } True False
                of the handler
                afterwards S_Move { x = 1, steps = [1] } True False
                handshake S_Welcome
                False False
                True False
                C_Pong { time = -2 } True 18446744073709551614
                12 C_Ping { token = 9 }
                ping.value at byte 4: needs 8 bytes, but 1 are left
                """);
    }
}
