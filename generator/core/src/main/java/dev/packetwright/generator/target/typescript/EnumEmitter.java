package dev.packetwright.generator.target.typescript;

import dev.packetwright.generator.model.EnumType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** Emits an enum: an object with its values, the union of their numbers, and the functions that know them. */
record EnumEmitter(ModuleParts module, CodeWriter out) {
    private static final BigInteger MAX_SAFE = BigInteger.ONE.shiftLeft(53).subtract(BigInteger.ONE);

    void emit(EnumType type) {
        EnumForm form = Forms.enumForm(module, type);
        ScalarForm number = number(type);
        out.doc(TypeScriptText.lines(type.doc().orElse("")));
        out.open("export const " + form.type() + " =");
        for (EnumType.Value value : type.values()) {
            out.doc(TypeScriptText.lines(value.doc().orElse("")));
            out.line(TypeScriptNames.value(value) + ": " + literal(value, number) + ",");
        }
        out.close(" as const;");
        out.blank();
        out.line("export type " + form.type() + " = (typeof " + form.type() + ")[keyof typeof " + form.type() + "];");
        out.blank();
        module.declarations().add(form.get(), function -> getter(type, form, number, function));
        module.declarations().add(form.put(), function -> putter(type, form, number, function));
    }

    /** The form of the numbers. An enum with a number that a {@code number} does not hold keeps {@code bigint}. */
    private ScalarForm number(EnumType type) {
        boolean isSafe =
                type.values().stream().allMatch(value -> value.value().abs().compareTo(MAX_SAFE) <= 0);
        Int64 int64 = isSafe ? module.options().int64() : Int64.BIGINT;
        return ScalarForm.of(type.base(), Optional.empty(), BigDecimal.ZERO, int64);
    }

    private static String literal(EnumType.Value value, ScalarForm number) {
        return value.value() + (number.isBig() ? "n" : "");
    }

    private static void cases(EnumType type, ScalarForm number, CodeWriter out) {
        type.values().forEach(value -> out.line("case " + literal(value, number) + ":"));
    }

    private static void getter(EnumType type, EnumForm form, ScalarForm number, CodeWriter out) {
        out.open("function " + form.get() + "(at: number" + (form.refuses() ? ", member: string" : "") + "): "
                + form.type());
        out.line("const value = " + number.anyAt("at", form.refuses()) + ";");
        out.open("switch (value)");
        cases(type, number, out);
        out.line("  return value;");
        out.line("default:");
        out.line(type.unknown()
                .map(unknown -> "  return " + form.type() + "." + TypeScriptNames.value(unknown) + ";")
                .orElse("  throw unknownValue(value, at, member);"));
        out.close();
        out.close();
    }

    private static void putter(EnumType type, EnumForm form, ScalarForm number, CodeWriter out) {
        out.open("function " + form.put() + "(at: number, value: " + form.type() + ", member: string): void");
        out.open("switch (value)");
        cases(type, number, out);
        out.line("  put" + number.name() + "(at, value, member);");
        out.line("  return;");
        out.line("default:");
        out.line("  throw noValue(value, at, member);");
        out.close();
        out.close();
    }
}
