package dev.packetwright.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.cluster.ClusterOptions.NodeAddress;
import dev.packetwright.cluster.ClusterOptions.Tls;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * Tests that each {@code with…} method of {@link ClusterOptions} changes only its own options and refuses values out of
 * their range.
 */
class ClusterOptionsTest {
    private static final NodeAddress NODE = new NodeAddress("a", 1);
    private static final Path FOLDER = Path.of("folder");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ClusterOptions base = ClusterOptions.of("chat", NODE, List.of(NODE), "protocol");

    /** A call of a {@code with…} method and the options that it changes. */
    private record Wither(UnaryOperator<ClusterOptions> call, Set<String> changes) {
        static Wither of(UnaryOperator<ClusterOptions> call, String... changes) {
            return new Wither(call, Set.of(changes));
        }
    }

    @Test
    void eachWitherChangesItsOwnOptions() throws Exception {
        Map<String, Wither> withers = Map.of(
                "withBind", Wither.of(o -> o.withBind(NODE), "bind"),
                "withFailureDetection",
                        Wither.of(o -> o.withFailureDetection(MINUTE, MINUTE), "heartbeatPause", "stableAfter"),
                "withJoinLimit", Wither.of(o -> o.withJoinLimit(MINUTE), "joinLimit"),
                "withTick", Wither.of(o -> o.withTick(SECOND), "tick"),
                "withState", Wither.of(o -> o.withState(FOLDER, MINUTE), "stateFolder", "stateInterval"),
                "withTls", Wither.of(o -> o.withTls(new Tls(FOLDER, FOLDER, FOLDER)), "tls"));
        assertThat(withers.keySet())
                .isEqualTo(publicMethods()
                        .map(Method::getName)
                        .filter(name -> name.startsWith("with"))
                        .collect(Collectors.toSet()));
        Map<String, Object> before = valuesOf(base);
        for (Wither wither : withers.values()) {
            ClusterOptions changed = wither.call.apply(base);
            Map<String, Object> after = valuesOf(changed);
            assertThat(before.keySet().stream().filter(name -> !Objects.equals(before.get(name), after.get(name))))
                    .containsExactlyInAnyOrderElementsOf(wither.changes);
            assertThat(valuesOf(base)).as("the options before").isEqualTo(before);
            assertThat(changed).isNotEqualTo(base);
            assertThat(wither.call.apply(base)).isEqualTo(changed).hasSameHashCodeAs(changed);
            after.forEach((option, value) -> assertThat(changed.toString()).contains(option + "=" + value));
        }
    }

    @Test
    void optionsOfAnotherNodeAreNotEqual() {
        NodeAddress other = new NodeAddress("b", 1);
        assertThat(ClusterOptions.of("chat", NODE, List.of(NODE), "protocol")).isEqualTo(base);
        assertThat(ClusterOptions.of("chess", NODE, List.of(NODE), "protocol")).isNotEqualTo(base);
        assertThat(ClusterOptions.of("chat", other, List.of(NODE), "protocol")).isNotEqualTo(base);
        assertThat(ClusterOptions.of("chat", NODE, List.of(NODE, other), "protocol"))
                .isNotEqualTo(base);
        assertThat(ClusterOptions.of("chat", NODE, List.of(NODE), "another")).isNotEqualTo(base);
    }

    @Test
    void valuesOutOfRangeAreRefusedByName() {
        assertRefused("cluster is ", () -> ClusterOptions.of("_chat", NODE, List.of(NODE), "protocol"));
        assertRefused("no seeds: ", () -> ClusterOptions.of("chat", NODE, List.of(), "protocol"));
        assertRefused("heartbeatPause is ", () -> base.withFailureDetection(Duration.ofMillis(99), SECOND));
        assertRefused("stableAfter is ", () -> base.withFailureDetection(SECOND, Duration.ofMillis(999)));
        assertRefused("joinLimit is ", () -> base.withJoinLimit(Duration.ofHours(2)));
        assertRefused("tick is ", () -> base.withTick(Duration.ZERO));
        assertRefused("stateInterval is ", () -> base.withState(FOLDER, Duration.ofMillis(9)));
    }

    private static void assertRefused(String message, ThrowingCallable change) {
        assertThatThrownBy(change).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(message);
    }

    private static Map<String, Object> valuesOf(ClusterOptions options) throws ReflectiveOperationException {
        Map<String, Object> values = new TreeMap<>();
        for (Method method : publicMethods().toList()) {
            if (method.getParameterCount() == 0
                    && !Set.of("hashCode", "toString").contains(method.getName())) {
                values.put(method.getName(), method.invoke(options));
            }
        }
        return values;
    }

    private static Stream<Method> publicMethods() {
        return Arrays.stream(ClusterOptions.class.getDeclaredMethods())
                .filter(method ->
                        Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()));
    }
}
