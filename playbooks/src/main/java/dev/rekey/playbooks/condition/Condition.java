// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.rekey.planning.scope.LeakedCredential;
import dev.rekey.planning.text.DidYouMean;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition in CEL, checked and compiled: the same credential always gives the same answer, in
 * bounded time. The language has no clock, no input, no loop but over lists that are there, and
 * regular expressions take linear time; length, depth and iterations are bounded beside that.
 */
public final class Condition {

  /** The most characters that one may have. */
  public static final int LONGEST = 500;

  private static final CelOptions BOUNDS =
      CelOptions.current()
          .maxExpressionCodePointSize(LONGEST)
          .maxParseRecursionDepth(20)
          .comprehensionMaxIterations(1_000)
          .build();

  private static final CelCompiler COMPILER = compiler();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(BOUNDS).build();

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

  private final String text;
  private final CelRuntime.Program program;

  private Condition(String text, CelRuntime.Program program) {
    this.text = text;
    this.program = program;
  }

  private static CelCompiler compiler() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(BOUNDS)
            .setStandardMacros(CelStandardMacro.EXISTS, CelStandardMacro.ALL)
            .setResultType(SimpleType.BOOL);
    Vocabulary.TYPES.forEach(builder::addVar);
    return builder.build();
  }

  /**
   * Compiles a condition.
   *
   * @throws IllegalArgumentException with the first thing that is wrong, where, and a suggestion
   */
  public static Condition compile(String text) {
    if (text.codePointCount(0, text.length()) > LONGEST) {
      throw new IllegalArgumentException(
          "%d characters (expected: at most %d)".formatted(text.length(), LONGEST));
    }
    try {
      CelAbstractSyntaxTree tree = COMPILER.compile(text).getAst();
      return new Condition(text, RUNTIME.createProgram(tree));
    } catch (CelValidationException wrong) {
      throw new IllegalArgumentException(message(text, wrong), wrong);
    } catch (CelEvaluationException wrong) {
      throw new IllegalArgumentException(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private static String message(String text, CelValidationException wrong) {
    CelIssue first =
        wrong.getErrors().stream()
            .min(Comparator.comparingInt(issue -> issue.getSourceLocation().getColumn()))
            .orElseThrow();
    int at = Math.max(0, first.getSourceLocation().getColumn());
    Matcher name = NAME.matcher(text);
    if (first.getMessage().startsWith("undeclared reference") && name.find(at)) {
      return "'%s' is not known at character %d%s (expected: one of %s)"
          .formatted(
              name.group(),
              at + 1,
              DidYouMean.hint(name.group(), Vocabulary.TYPES.keySet()),
              Vocabulary.TYPES.keySet());
    }
    return "%s at character %d (expected: CEL that is true or false)"
        .formatted(first.getMessage(), at + 1);
  }

  /**
   * Whether it holds of a credential.
   *
   * @throws IllegalArgumentException if it has no answer for it, for example for want of a consumer
   *     that it counts on
   */
  public boolean holds(LeakedCredential credential) {
    try {
      return Boolean.TRUE.equals(program.eval(Vocabulary.of(credential)));
    } catch (CelEvaluationException none) {
      throw new IllegalArgumentException(
          "%s has no answer for %s/%s: %s"
              .formatted(text, credential.lane(), credential.id(), none.getMessage()),
          none);
    }
  }

  /** As it is written. */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
