// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Secret;
import java.util.List;
import java.util.regex.Pattern;

/** Who may open a secret, and that none lies around as text (promise P4). */
final class Secrecy {

  private static final Pattern SECRET =
      Pattern.compile("(?i).*(secret|password|passphrase|token|api_?key|private_?key).*");

  /** Names of what only points to a secret, or says where it lies. */
  private static final Pattern POINTER = Pattern.compile(".*(Reference|File|Path|Id)s?");

  private static final DescribedPredicate<JavaField> HOLD_TEXT =
      DescribedPredicate.describe(
          "hold text", field -> field.getRawType().isAssignableTo(CharSequence.class));

  private static final DescribedPredicate<JavaField> NAMED_LIKE_A_SECRET =
      DescribedPredicate.describe(
          "be named like a secret",
          field ->
              SECRET.matcher(field.getName()).matches()
                  && !POINTER.matcher(field.getName()).matches());

  private Secrecy() {}

  static List<HouseRule> of(House house) {
    return List.of(credentials(house), secrets(house), texts(house));
  }

  private static HouseRule credentials(House house) {
    return HouseRule.of(
        "only the escrow and connectors take a credential's value apart",
        noClasses()
            .that()
            .resideOutsideOfPackages(
                house.all("words", "runtime.escrow", "documents", "connectors", "contract"))
            .and()
            .doNotHaveFullyQualifiedName(house.type("worker.systems.VaultReference"))
            .and()
            .doNotHaveFullyQualifiedName(house.type("worker.api.TasksController$Revealed"))
            .should()
            .accessTargetWhere(call(CredentialValue.class, "part"))
            .because(
                "steps compare and hand on values as a whole; the contract kit sees those that it"
                    + " made itself, a connector's own credential may lie in a place, and a person who"
                    + " has to write a value is shown it"),
        "runtime.steps.TakesPart");
  }

  private static HouseRule secrets(House house) {
    return HouseRule.of(
        "only the escrow, connectors and those who carry a secret over a border open one",
        noClasses()
            .that()
            .resideOutsideOfPackages(
                house.all("words", "runtime.escrow", "documents", "connectors", "contract"))
            .and()
            .doNotHaveFullyQualifiedName(house.type("worker.server.Database"))
            .and()
            .doNotHaveFullyQualifiedName(house.type("worker.temporal.Frontend"))
            .and()
            .doNotHaveFullyQualifiedName(house.type("evidence.signature.SshPrivateKey"))
            .and()
            .doNotHaveFullyQualifiedName(house.type("worker.cli.api.Server"))
            .and()
            .doNotHaveFullyQualifiedName(house.type("worker.cli.NewFiles"))
            .and()
            .doNotHaveFullyQualifiedName(house.type("worker.api.TasksController$Revealed"))
            .should()
            .accessTargetWhere(call(Secret.class, "open"))
            .because(
                "JDBC takes the database's password as text, and gRPC the API key of Temporal,"
                    + " people sign with their keys, which the command line writes to a new file,"
                    + " and it sends the API's token and what a person hands in, and the API sends"
                    + " what a person has to write; none else takes a credential's value apart"),
        "runtime.steps.OpensSecret",
        "runtime.steps.OpensSecretByReference");
  }

  private static HouseRule texts(House house) {
    return HouseRule.of(
        "no field keeps a secret as text",
        noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage(house.root() + "..")
            .and()
            .areNotStatic()
            .and(HOLD_TEXT)
            .should(ArchCondition.from(NAMED_LIKE_A_SECRET))
            .because(
                "text cannot be wiped and is printed by accident: keep a Secret; what only points"
                    + " to one is named so (tokenReference, passwordFile); static final text is in"
                    + " the source anyway, so it is a name"),
        "runtime.KeepsPassword",
        "worker.KeepsToken");
  }

  private static DescribedPredicate<JavaAccess<?>> call(Class<?> owner, String name) {
    return DescribedPredicate.describe(
        owner.getSimpleName() + "." + name,
        access ->
            access.getTargetOwner().isEquivalentTo(owner)
                && access.getTarget().getName().equals(name));
  }
}
