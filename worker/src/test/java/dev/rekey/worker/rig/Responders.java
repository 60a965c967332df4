// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.CertificateSubject;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemList;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.RosterSubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.words.CampaignName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What people do with the API, in the order in which they do it. */
public final class Responders {

  /** Short beside whatever is waited for, so that a state that passes is seen. */
  private static final Duration AT_MOST_BETWEEN_LOOKS = Duration.ofMillis(700);

  public final Person alice;
  public final Person bob;
  public final Person olga;

  /** Owns for another team. */
  public final Person oscar;

  /** Commands, and so may approve where an owner asked for a change. */
  public final Person carla;

  private final Api api;
  private final CampaignName campaign;

  public Responders(Api api, String campaign) {
    this(
        api,
        new CampaignName(campaign),
        Person.of("alice@example.com", "responder"),
        Person.of("bob@example.com", "responder"),
        Person.of("olga@example.com", "owner", "payments"),
        Person.of("oscar@example.com", "owner", "search"),
        Person.of("carla@example.com", "commander"));
  }

  private Responders(
      Api api,
      CampaignName campaign,
      Person alice,
      Person bob,
      Person olga,
      Person oscar,
      Person carla) {
    this.api = api;
    this.campaign = campaign;
    this.alice = alice;
    this.bob = bob;
    this.olga = olga;
    this.oscar = oscar;
    this.carla = carla;
  }

  /** The same people with a Rekey that was started again. */
  public Responders with(Api again) {
    return new Responders(again, campaign, alice, bob, olga, oscar, carla);
  }

  /** The same people with another campaign. */
  public Responders in(String other) {
    return new Responders(api, new CampaignName(other), alice, bob, olga, oscar, carla);
  }

  public CampaignName campaign() {
    return campaign;
  }

  public Api api() {
    return api;
  }

  /** Two people vouch for the roster. */
  public void trustRoster() {
    List<Map<String, Object>> members = new ArrayList<>();
    StringBuilder signers = new StringBuilder();
    for (Person person : List.of(alice, bob, olga, oscar, carla)) {
      members.add(
          Map.of("name", person.name().value(), "roles", person.roles(), "teams", person.teams()));
      signers.append(person.signerLine());
    }
    String digest =
        api.post("/rosters", Map.of("signers", signers.toString(), "members", members))
            .good()
            .get("digest")
            .stringValue();
    for (Person person : List.of(alice, bob)) {
      SignedStatement signed =
          person.sign(null, new RosterSubject(new Digest(digest)), Verb.TRUST_ROSTER, "in person");
      api.post(
              "/rosters/" + digest + "/trust",
              Map.of("text", signed.text(), "signature", signed.signature()))
          .good();
    }
  }

  public void addSystem(
      String name, String connector, Map<String, String> settings, int compression) {
    api.post(
            "/systems",
            Map.of(
                "name", name,
                "connector", connector,
                "settings", settings,
                "soleIssuer", true,
                "compression", compression))
        .good();
  }

  public void begin() {
    api.post(
            "/campaigns",
            Map.of(
                "name", campaign.value(),
                "cause", "a laptop was stolen",
                "exposedFrom", Instant.now().minus(Duration.ofDays(3)).toString(),
                "exposedUntil", Instant.now().toString(),
                "author", alice.name().value()))
        .good();
  }

  public JsonNode intake(String csv) {
    return api.csv(path("/sources/leaked.csv"), csv).good();
  }

  public JsonNode plan(String ownerApproval) {
    return api.post(
            path("/plans"), Map.of("author", alice.name().value(), "ownerApproval", ownerApproval))
        .good();
  }

  /** Starts the newest plan and has Bob approve it. */
  public SignedStatement startApproved() {
    JsonNode plan = api.get(path("/plans/latest")).good();
    int number = plan.get("number").intValue();
    api.post(path("/start"), Map.of("plan", number)).good();
    SignedStatement signed =
        bob.sign(
            campaign,
            new PlanSubject(number, new Digest(plan.get("digest").stringValue())),
            Verb.APPROVE,
            "");
    decide(signed, List.of());
    return signed;
  }

  /** Decides about every rotation that waits, in one signed list. */
  public JsonNode decideWaiting(
      Person person, Verb verb, String reason, Predicate<JsonNode> which) {
    List<Item> items = new ArrayList<>();
    for (JsonNode one : api.get(path("/pending")).good().get("rotations")) {
      if (which.test(one)) {
        items.add(
            new Item(
                one.get("rotation").stringValue(), new Digest(one.get("shown").stringValue())));
      }
    }
    if (items.isEmpty()) {
      // What waited when it was counted goes on: whoever looks again and again signs nothing now.
      return MissingNode.getInstance();
    }
    ItemList list = ItemList.of(items);
    return decide(person.sign(campaign, list.subject(), verb, reason), list.items());
  }

  /** Rules rows of the scope out, in one signed list. */
  public JsonNode ruleOut(Person person, String reason, Predicate<JsonNode> which) {
    List<Item> items = new ArrayList<>();
    for (JsonNode row : api.get(path("/scope")).good().get("rows")) {
      if (which.test(row)) {
        items.add(
            new Item(
                row.get("item").stringValue(), new Digest(row.get("itemShown").stringValue())));
      }
    }
    ItemList list = ItemList.of(items);
    return decide(person.sign(campaign, list.subject(), Verb.RULE_OUT, reason), list.items());
  }

  public JsonNode decide(SignedStatement signed, List<Item> items) {
    return api.post(
            path("/decisions"),
            Map.of(
                "text", signed.text(),
                "signature", signed.signature(),
                "items",
                    items.stream()
                        .map(item ->
                            Map.of("rotation", item.rotation(), "shown", item.shown().value()))
                        .toList()))
        .good();
  }

  public JsonNode status() {
    return api.get(path("")).good();
  }

  public int count(String state) {
    return status().get("counts").get(state).intValue();
  }

  /** The only rotation of this identity. */
  public JsonNode rotation(String identity) {
    for (JsonNode one : api.get(path("/rotations")).good()) {
      if (one.get("identity").stringValue().equals(identity)) {
        return one;
      }
    }
    throw new AssertionError("no rotation of " + identity);
  }

  public JsonNode prepareClosing() {
    return api.post(path("/closing/prepare"), Map.of()).good();
  }

  /** Closes with Bob's signature and returns the certificate. */
  public byte[] close() {
    JsonNode draft = prepareClosing();
    SignedStatement signed =
        bob.sign(
            campaign,
            new CertificateSubject(new Digest(draft.get("body").stringValue())),
            Verb.CLOSE,
            "all accounted for");
    api.post(path("/closing"), Map.of("text", signed.text(), "signature", signed.signature()))
        .good();
    return api.bytes(path("/certificate"));
  }

  /** Waits until something holds, looking again and again; fails with what was seen last. */
  public void until(String what, Duration atMost, java.util.function.BooleanSupplier met) {
    Instant deadline = Instant.now().plus(atMost);
    // Each look is some requests: what takes long is looked at less often.
    Duration pause = Duration.ofMillis(60);
    while (!met.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError(
            "not within %s: %s\n%s\n%s"
                .formatted(
                    atMost, what, api.get(path("")).body(), api.get(path("/rotations")).body()));
      }
      java.util.concurrent.locks.LockSupport.parkNanos(pause.toNanos());
      pause =
          pause.compareTo(AT_MOST_BETWEEN_LOOKS) < 0 ? pause.multipliedBy(5).dividedBy(4) : pause;
    }
  }

  private String path(String rest) {
    return "/campaigns/" + campaign + rest;
  }
}
