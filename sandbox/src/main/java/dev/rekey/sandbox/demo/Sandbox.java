// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.demo;

import dev.rekey.sandbox.aws.AwsClients;
import dev.rekey.sandbox.aws.KeyFile;
import dev.rekey.sandbox.aws.StrictAws;
import dev.rekey.sandbox.seed.Seed;
import dev.rekey.sandbox.seed.SeedPlan;
import dev.rekey.sandbox.seed.Seeded;
import dev.rekey.sandbox.store.AppStore;
import dev.rekey.servers.MotoServer;
import dev.rekey.servers.OpenBaoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.iam.IamClient;

/** Everything that the demo needs around Rekey, and Rekey itself as a process of its own. */
final class Sandbox implements AutoCloseable {

  /** By how much lags, soaks and windows are compressed. */
  static final int FACTOR = 120;

  /** AWS's lag of seconds, compressed likewise. */
  private static final Duration LAG = Duration.ofMillis(80);

  private final Path folder;
  private final boolean keep;
  private final MotoServer moto;
  private final StrictAws aws;
  private final OpenBaoServer bao;
  private final AppStore store;
  private final Seeded seeded;
  private final String forgottenKey;
  private final RekeyProcess rekey;

  private Sandbox(
      Path folder,
      boolean keep,
      MotoServer moto,
      StrictAws aws,
      OpenBaoServer bao,
      AppStore store,
      Seeded seeded,
      String forgottenKey,
      RekeyProcess rekey) {
    this.folder = folder;
    this.keep = keep;
    this.moto = moto;
    this.aws = aws;
    this.bao = bao;
    this.store = store;
    this.seeded = seeded;
    this.forgottenKey = forgottenKey;
    this.rekey = rekey;
  }

  static Sandbox open(Path folder, int size, boolean keep, Stage stage) throws IOException {
    endLeftovers(folder, stage);
    Folders.delete(folder);
    Files.createDirectories(folder);
    stage.say("starting the AWS sandbox (moto, made as strict as AWS)");
    MotoServer moto = MotoServer.start(folder.resolve("moto"));
    StrictAws aws = StrictAws.start(moto.address(), moto.adminKeyFile(), LAG, Clock.systemUTC());
    stage.say("starting OpenBao");
    OpenBaoServer bao = OpenBaoServer.start(folder.resolve("openbao"));
    AppStore store = new AppStore(bao.address(), bao.rootTokenFile());
    stage.say("making %d IAM users with keys, and applications that hold them".formatted(size));
    AwsBasicCredentials admin = KeyFile.read(moto.adminKeyFile());
    Seeded seeded =
        Seed.plant(
            new SeedPlan(size, 0, "aws-prod", "openbao-prod"),
            aws.endpoint(),
            admin,
            store,
            folder.resolve("seed"));
    String forgotten = forget(seeded, aws, admin);
    RekeyProcess rekey = RekeyProcess.start(folder, stage);
    return new Sandbox(folder, keep, moto, aws, bao, store, seeded, forgotten, rekey);
  }

  /** A second key of the second user that nobody needs: both slots are taken, and both leaked. */
  private static String forget(Seeded seeded, StrictAws aws, AwsBasicCredentials admin)
      throws IOException {
    String user = seeded.keys().get(1).user();
    String id;
    try (IamClient iam = AwsClients.iam(aws.endpoint(), admin)) {
      id = iam.createAccessKey(request -> request.userName(user)).accessKey().accessKeyId();
    }
    Path list = seeded.leakedList();
    List<String> lines = Files.readAllLines(list);
    List<String> wider = new ArrayList<>();
    wider.add(lines.getFirst() + ",disposition");
    lines.subList(1, lines.size()).forEach(line -> wider.add(line + ",replace"));
    wider.add(
        "aws-prod,%s,iam-access-key,%s,%s,read,nobody remembers it,,retire"
            .formatted(user, id, seeded.keys().get(1).team()));
    Files.write(list, wider, StandardOpenOption.TRUNCATE_EXISTING);
    return id;
  }

  private static void endLeftovers(Path folder, Stage stage) {
    if (Files.isDirectory(folder)) {
      stage.say("ending what an earlier demo left running");
      Leftovers.end(folder);
    }
  }

  Path folder() {
    return folder;
  }

  boolean keeps() {
    return keep;
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

  AppStore store() {
    return store;
  }

  Seeded seeded() {
    return seeded;
  }

  String forgottenKey() {
    return forgottenKey;
  }

  RekeyProcess rekey() {
    return rekey;
  }

  @Override
  public void close() {
    rekey.close();
    store.close();
    bao.close();
    aws.close();
    moto.close();
  }
}
