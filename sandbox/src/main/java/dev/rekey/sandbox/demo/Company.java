// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.demo;

import dev.rekey.sandbox.aws.KeyFile;
import dev.rekey.sandbox.aws.StrictAws;
import dev.rekey.sandbox.estate.Estate;
import dev.rekey.sandbox.estate.Group;
import dev.rekey.sandbox.estate.Leaked;
import dev.rekey.sandbox.estate.LeakedList;
import dev.rekey.sandbox.estate.Shares;
import dev.rekey.sandbox.estate.aws.AwsKeys;
import dev.rekey.sandbox.estate.byhand.Helpdesk;
import dev.rekey.sandbox.estate.byhand.HelpdeskTokens;
import dev.rekey.sandbox.estate.databases.Databases;
import dev.rekey.sandbox.estate.logins.Logins;
import dev.rekey.sandbox.store.AppStore;
import dev.rekey.sandbox.traffic.Consumer;
import dev.rekey.sandbox.traffic.HealthPages;
import dev.rekey.servers.MotoServer;
import dev.rekey.servers.OpenBaoServer;
import dev.rekey.servers.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The company whose credentials leak: its systems, all running, and what is in them. */
final class Company implements AutoCloseable {
  static final String AWS = "aws-prod";
  static final String BAO = "openbao-prod";
  static final String DATABASE = "orders-db";
  static final String HELPDESK = "helpdesk";
  static final String APPS = "apps";

  /** How many applications tell whether they are well. */
  private static final int WITH_PAGE = 3;

  /** AWS's lag of seconds, compressed as all waits are. */
  private static final Duration LAG = Duration.ofMillis(80);

  private static final Clock CLOCK = Clock.systemUTC();

  private final Path folder;
  private final MotoServer moto;
  private final StrictAws aws;
  private final OpenBaoServer bao;
  private final PostgresServer postgres;
  private final Helpdesk helpdesk;
  private final AppStore store;
  private final AwsKeys keys;
  private final List<Estate> parts;
  private final HealthPages pages;
  private final Path leakedList;

  private Company(Path folder, Stage stage, Shares shares) throws IOException {
    this.folder = folder;
    stage.say("starting the AWS sandbox (moto, made as strict as AWS)");
    moto = MotoServer.start(folder.resolve("moto"));
    aws = StrictAws.start(moto.address(), moto.adminKeyFile(), LAG, CLOCK);
    stage.say("starting OpenBao");
    bao = OpenBaoServer.start(folder.resolve("openbao"));
    stage.say("starting PostgreSQL, and a help desk that has no interface for its tokens");
    postgres = PostgresServer.start(folder.resolve("orders-db"));
    helpdesk = Helpdesk.start();
    store = new AppStore(bao.address(), bao.rootTokenFile());
    stage.say("making %d credentials, and applications that hold them".formatted(shares.sum()));
    keys =
        new AwsKeys(AWS, BAO, aws.endpoint(), KeyFile.read(moto.adminKeyFile()), store, CLOCK)
            .plant(shares.aws(), shares.unused());
    parts =
        List.of(
            keys,
            new Logins(BAO, bao.address(), bao.rootTokenFile(), store, CLOCK)
                .plant(shares.appRoles(), shares.tokens(), shares.sessions()),
            databases(shares),
            new HelpdeskTokens(HELPDESK, BAO, helpdesk, store, CLOCK).plant(shares.byHand()));
    pages = HealthPages.start(withPage());
    leakedList =
        LeakedList.write(
            Files.createDirectories(folder).resolve("leaked.csv"), leaked(), this::health);
    stage.say(
        "who keeps trying a dead secret-id would lock its AppRole for everybody: that is off here");
  }

  /** Starts it, with so many credentials. */
  static Company start(Path folder, Shares shares, Stage stage) throws IOException {
    return new Company(folder, stage, shares);
  }

  private Databases databases(Shares shares) throws IOException {
    return new Databases(
            DATABASE,
            BAO,
            postgres.jdbcUrl(),
            postgres.user(),
            postgres.passwordFile(),
            store,
            CLOCK)
        .plant(shares.databases(), shares.pairs(), databasePasswordFile());
  }

  List<Leaked> leaked() {
    return parts.stream().flatMap(part -> part.leaked().stream()).toList();
  }

  Stream<Leaked> leaked(Group group) {
    return leaked().stream().filter(one -> one.group() == group);
  }

  /** The first applications; not those of whom the story has something else to tell. */
  private Map<String, Consumer> withPage() {
    Map<String, Consumer> consumers = new TreeMap<>();
    leaked(Group.AWS)
        .filter(one -> !one.equals(nightly()) && !one.equals(sleeper()))
        .limit(WITH_PAGE)
        .forEach(one -> consumers.put(one.row().identity(), one.consumer().orElseThrow()));
    return consumers;
  }

  private String health(Leaked leaked) {
    String url = pages.url(leaked.row().identity());
    boolean held = !leaked.row().place().isEmpty();
    return url.isEmpty() || !held ? "" : "%s:%s field=/status=UP".formatted(APPS, url);
  }

  /** Whose application runs at night only. */
  Leaked nightly() {
    List<Leaked> held = leaked(Group.AWS).toList();
    return held.getLast();
  }

  /** Whose user the attacker makes itself another key of. */
  Leaked sleeper() {
    List<Leaked> held = leaked(Group.AWS).toList();
    return held.get(held.size() - 2);
  }

  SortedSet<String> teams() {
    SortedSet<String> teams = new TreeSet<>();
    leaked().forEach(one -> teams.add(one.row().team()));
    return teams;
  }

  Path leakedList() {
    return leakedList;
  }

  Path databasePasswordFile() {
    return folder.resolve("rekey-ops.password");
  }

  MotoServer moto() {
    return moto;
  }

  StrictAws aws() {
    return aws;
  }

  OpenBaoServer bao() {
    return bao;
  }

  PostgresServer postgres() {
    return postgres;
  }

  Helpdesk helpdesk() {
    return helpdesk;
  }

  HealthPages pages() {
    return pages;
  }

  AwsKeys keys() {
    return keys;
  }

  @Override
  public void close() {
    pages.close();
    parts.forEach(Estate::close);
    store.close();
    helpdesk.close();
    postgres.close();
    bao.close();
    aws.close();
    moto.close();
  }
}
