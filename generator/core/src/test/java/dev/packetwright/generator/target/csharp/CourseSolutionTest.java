package dev.packetwright.generator.target.csharp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generator;
import dev.packetwright.generator.GeneratorOptions;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.model.Side;
import dev.packetwright.generator.pdl.PdlInput;
import dev.packetwright.generator.target.TargetOptions;
import dev.packetwright.testing.Mono;
import dev.packetwright.testing.NeedsMono;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client in the style of the course compiles and works with the two generated files, also within Unity. */
@NeedsMono
class CourseSolutionTest {
    private static final String PDL = """
            <PDL>
              <packet name="S_PlayerInfo">
                <string name="name"/>
                <list name="skill"><int name="id"/><list name="attribute"><short name="att"/></list></list>
              </packet>
              <packet name="C_Chat"><string name="chat"/></packet>
              <packet name="Ping"></packet>
            </PDL>
            """;

    private static final String USER = """
            using ServerCore;
            using System;
            using System.Collections.Generic;

            class PacketHandler
            {
                public static void S_PlayerInfoHandler(PacketSession session, IPacket packet)
                {
                    S_PlayerInfo info = packet as S_PlayerInfo;
                    Console.WriteLine(info.name + " " + info.skills[1].attributes[0].att + " " + (session is ServerSession));
                }
            }

            public partial class PacketManager
            {
                partial void OnUnknownPacket(PacketSession session, ushort id)
                {
                    Console.WriteLine("unknown " + id);
                }
            }

            class ServerSession : PacketSession
            {
                public Queue<IPacket> queue = new Queue<IPacket>();

                public override void OnRecvPacket(ArraySegment<byte> buffer)
                {
                    PacketManager.Instance.OnRecvPacket(this, buffer, (session, packet) => queue.Enqueue(packet));
                }
            }

            class Program
            {
                static void Main()
                {
                    PacketManager.Instance.Register();
                    PacketManager.Reset();
                    ServerSession session = new ServerSession();
                    S_PlayerInfo info = new S_PlayerInfo() { name = "Ada" };
                    S_PlayerInfo.Skill skill = new S_PlayerInfo.Skill() { id = 1 };
                    skill.attributes.Add(new S_PlayerInfo.Skill.Attribute() { att = 77 });
                    info.skills.Add(new S_PlayerInfo.Skill());
                    info.skills.Add(skill);
                    session.OnRecvPacket(info.Write());
                    PacketManager.Instance.HandlePacket(session, session.queue.Dequeue());
                    PacketManager.Instance.OnRecvPacket(session, info.Write());
                    session.OnRecvPacket(new C_Chat() { chat = "to the server" }.Write());
                    session.OnRecvPacket(new Ping().Write());
                    try
                    {
                        session.OnRecvPacket(new ArraySegment<byte>(new byte[] { 6, 0, 1, 0, 9, 0 }));
                    }
                    catch (MalformedPacketException malformed)
                    {
                        Console.WriteLine(malformed.Message);
                    }
                    IPacket unset = new C_Chat() { chat = null };
                    try
                    {
                        unset.Write();
                    }
                    catch (InvalidPacketException invalid)
                    {
                        Console.WriteLine(invalid.Message + " " + (ushort)PacketID.C_Chat + " " + unset.Protocol);
                    }
                }
            }
            """;

    private static final String UNITY = """
            using System;

            namespace UnityEngine
            {
                public enum RuntimeInitializeLoadType { SubsystemRegistration }

                [AttributeUsage(AttributeTargets.Method)]
                public sealed class RuntimeInitializeOnLoadMethodAttribute : Attribute
                {
                    public RuntimeInitializeOnLoadMethodAttribute(RuntimeInitializeLoadType type) { }
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void twoFilesAreReplacedAndNothingElse() {
        CSharpProgram program = new CSharpProgram(folder);
        CSharpTarget target = new CSharpTarget(CSharpOptions.DEFAULT.withRuntime(CSharpRuntime.COURSE));
        Generator.generate(
                        Sources.of(new PdlInput("PDL.xml", PDL.getBytes(StandardCharsets.UTF_8))),
                        GeneratorOptions.of(target, new TargetOptions(Set.of(Side.CLIENT))))
                .files()
                .forEach(file -> program.write(file.path(), file.content()));
        program.write("ServerCore.cs", CSharpProgram.resource("ServerCore.cs"));
        program.write("User.cs", USER);
        program.write("Unity.cs", UNITY);
        assertThat(Mono.run(Mono.compile(folder, "-define:UNITY_2019_2_OR_NEWER")))
                .isEqualTo("""
                Ada 77 True
                Ada 77 True
                unknown 2
                unknown 3
                S_PlayerInfo.name at byte 4: has 9 bytes, but 0 are left
                C_Chat.chat is null 2 2
                """);
    }
}
