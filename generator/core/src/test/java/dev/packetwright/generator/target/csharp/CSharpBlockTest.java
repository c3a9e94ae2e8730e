package dev.packetwright.generator.target.csharp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.testing.Mono;
import dev.packetwright.testing.NeedsMono;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several members share one check of the bounds; an error still names the one where the bytes end. */
@NeedsMono
class CSharpBlockTest {
    private static final String PDL = """
            <PDL package='Game'>
              <struct name='Point'><float name='x'/><float name='y'/></struct>
              <struct name='Line'><Point name='from'/><Point name='to'/></struct>
              <packet name='S_Block'>
                <byte name='kind'/>
                <Line name='line'/>
                <long name='time'/>
                <short name='speed' min='3'/>
                <list name='corner' type='Point'/>
              </packet>
              <packet name='S_Large'>
                <list name='number'><int/></list>
                <bool name='first'/>
                <Point name='at'/>
                <int name='last'/>
              </packet>
            </PDL>
            """;

    private static final String USER = """
            using Game;
            using Packetwright;
            using System;

            static class Program
            {
                static void Main()
                {
                    S_Block block = new S_Block { kind = 1, time = -2, speed = 3 };
                    block.line.to.y = 2.5f;
                    block.corners.Add(new Point { x = 1, y = 2 });
                    Read(block);
                    byte[] few = new byte[block.Size - 1];
                    Show(() => block.Write(few));
                    Show(() => block.Write(new ArraySegment<byte>(few, 0, 3)));
                    block.line.from = null;
                    Show(() => block.Write(new byte[100]));
                    S_Large large = new S_Large();
                    for (int bytes = 4; bytes <= 20; bytes += 4)
                    {
                        while (large.Size + bytes <= 65535 + 17)
                        {
                            large.numbers.Add(0);
                        }
                        Show(() => large.Write(new byte[70000]));
                        large.numbers.Clear();
                    }
                }

                static void Read(S_Block block)
                {
                    byte[] bytes = new byte[100];
                    int size = block.Write(new ArraySegment<byte>(bytes, 7, 90));
                    Console.WriteLine(S_Block.Read(new ArraySegment<byte>(bytes, 7, size)));
                    for (int length = 0; length < size; length++)
                    {
                        bytes[7] = (byte)length;
                        Show(() => S_Block.Read(new ArraySegment<byte>(bytes, 7, length)));
                    }
                }

                static string last;

                /** Shows an error, unless the one before was about the same member. */
                static void Show(Action action)
                {
                    string message = "no error";
                    try
                    {
                        action();
                    }
                    catch (Exception failure)
                    {
                        message = failure.Message.Split('\\n')[0];
                    }
                    if (message.Split(':')[0] != last)
                    {
                        Console.WriteLine(message);
                    }
                    last = message.Split(':')[0];
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void anErrorNamesTheMemberInWhichTheBytesEnd() {
        CSharpProgram program = new CSharpProgram(folder);
        CSharpProgram.generate(PDL, CSharpOptions.DEFAULT)
                .files()
                .forEach(file -> program.write(file.path(), file.content()));
        program.addRuntime();
        program.write("User.cs", USER);
        assertThat(Mono.run(Mono.compile(folder))).isEqualTo("""
                S_Block { kind = 1, line = Line { from = Point { x = 0, y = 0 }, to = Point { x = 0, y = 2.5 } }, \
                time = -2, speed = 3, corners = [Point { x = 1, y = 2 }] }
                S_Block.header.size at byte 0: needs 2 bytes, but 0 are left
                S_Block.header.id at byte 2: needs 2 bytes, but 0 are left
                S_Block.kind at byte 4: needs 1 bytes, but 0 are left
                S_Block.Point.x at byte 5: needs 4 bytes, but 0 are left
                S_Block.Point.y at byte 9: needs 4 bytes, but 0 are left
                S_Block.Point.x at byte 13: needs 4 bytes, but 0 are left
                S_Block.Point.y at byte 17: needs 4 bytes, but 0 are left
                S_Block.time at byte 21: needs 8 bytes, but 0 are left
                S_Block.speed at byte 29: needs 2 bytes, but 0 are left
                S_Block.corner at byte 31: needs 2 bytes, but 0 are left
                S_Block needs a larger buffer than 40 bytes
                S_Block needs a larger buffer than 3 bytes
                S_Block.Line.from is null
                S_Large.number makes the packet larger than 65535 bytes
                S_Large.Point.x makes the packet larger than 65535 bytes
                S_Large.Point.y makes the packet larger than 65535 bytes
                S_Large.last makes the packet larger than 65535 bytes
                no error
                """);
    }
}
