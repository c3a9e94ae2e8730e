package dev.packetwright.generator.target.wireshark;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test that runs a dissector. It is left out where there is no tshark; {@link TsharkTest} says so, or fails. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsTshark.Condition.class)
@interface NeedsTshark {
    /** The condition. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Tshark.isThere()
                    ? ConditionEvaluationResult.enabled("tshark is there")
                    : ConditionEvaluationResult.disabled("tshark is not there");
        }
    }
}
