// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

import dev.rekey.sandbox.aws.AwsClients;
import dev.rekey.sandbox.aws.StrictAws;
import dev.rekey.servers.MotoServer;
import dev.rekey.servers.OpenBaoServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The world outside Rekey: a strict AWS and an OpenBao, both real servers. All tests share one, but
 * for those that stop, freeze or slow its servers.
 */
public final class World implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final World SHARED = untilTheEnd();

  private final HttpClient http = HttpClient.newHttpClient();
  private final MotoServer moto;
  private final StrictAws aws;
  private final Path state;
  private final IamClient iam;
  private volatile OpenBaoServer bao;
  private final Map<String, String> secrets = new ConcurrentHashMap<>();
  private final Map<AwsBasicCredentials, StsClient> asKey = new ConcurrentHashMap<>();

  /** How many consumers use its keys just now. */
  final AtomicInteger consumers = new AtomicInteger();

  private World(Path state, MotoServer moto, StrictAws aws, OpenBaoServer bao) throws IOException {
    this.state = state;
    this.moto = moto;
    this.aws = aws;
    this.bao = bao;
    JsonNode admin = JSON.readTree(Files.readString(moto.adminKeyFile()));
    this.iam =
        AwsClients.iam(
            aws.endpoint(),
            AwsBasicCredentials.create(
                admin.get("id").stringValue(), admin.get("secret").stringValue()));
  }

  /** The one world of this test run. */
  public static World shared() {
    return SHARED;
  }

  private static World untilTheEnd() {
    World world = own();
    Runtime.getRuntime().addShutdownHook(new Thread(world::close));
    return world;
  }

  /** A world for one class of tests, which closes it. */
  public static World own() {
    try {
      Path state = Files.createTempDirectory("rekey-world");
      MotoServer moto = MotoServer.start(state.resolve("moto"));
      OpenBaoServer bao = OpenBaoServer.start(state.resolve("bao"));
      StrictAws aws =
          StrictAws.start(
              moto.address(), moto.adminKeyFile(), Duration.ofMillis(300), Clock.systemUTC());
      return new World(state, moto, aws, bao);
    } catch (IOException refused) {
      throw new IllegalStateException(refused);
    }
  }

  @Override
  public void close() {
    asKey.values().forEach(StsClient::close);
    aws.close();
    bao.close();
    moto.close();
  }

  public MotoServer moto() {
    return moto;
  }

  public StrictAws aws() {
    return aws;
  }

  public OpenBaoServer bao() {
    return bao;
  }

  /** Starts OpenBao again after it was killed: same address, same content. */
  public void reviveBao() {
    bao = OpenBaoServer.start(state.resolve("bao"));
  }

  /** Settings of a system for this AWS. */
  public Map<String, String> awsSettings() {
    return Map.of(
        "endpoint", aws.endpoint().toString(), "credentials", "file:" + moto.adminKeyFile());
  }

  /** Settings of a system for this OpenBao. */
  public Map<String, String> baoSettings() {
    return Map.of("address", bao.address().toString(), "token", "file:" + bao.rootTokenFile());
  }

  /**
   * Makes a user with a key, put into a place of its own beside a neighbour; returns the key's id.
   */
  public String leak(String user) {
    try {
      iam.createUser(request -> request.userName(user));
    } catch (software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException there) {
      secrets.putIfAbsent("", "");
    }
    AccessKey key = iam.createAccessKey(request -> request.userName(user)).accessKey();
    secrets.put(key.accessKeyId(), key.secretAccessKey());
    return key.accessKeyId();
  }

  /** Writes a key into a place. */
  public void place(String path, String id) {
    put(
        path,
        Map.of(
            "aws",
            Map.of("access_key_id", id, "secret_access_key", secret(id)),
            "neighbour",
            "stays"));
  }

  public void put(String path, Map<String, Object> data) {
    bao("POST", "/v1/secret/data/" + path, JSON.writeValueAsString(Map.of("data", data)));
  }

  /** What stands at a place now. */
  public JsonNode read(String path) {
    return bao("GET", "/v1/secret/data/" + path, "").get("data").get("data");
  }

  /** Whether a version of a place can still be read. */
  public boolean isReadable(String path, int version) {
    JsonNode answer = bao("GET", "/v1/secret/data/" + path + "?version=" + version, "");
    return answer.has("data") && !answer.get("data").get("data").isNull();
  }

  /** The secret of a key that this world saw being made. */
  public String secret(String id) {
    return java.util.Objects.requireNonNull(secrets.get(id), id);
  }

  /** Whether this world made that key, so that it is not one of Rekey's making. */
  public boolean hasSecret(String id) {
    return secrets.containsKey(id);
  }

  public List<AccessKeyMetadata> keys(String user) {
    return iam.listAccessKeys(request -> request.userName(user)).accessKeyMetadata();
  }

  public IamClient iam() {
    return iam;
  }

  /** Whether AWS accepts this pair. */
  public boolean accepts(String id, String secret) {
    try {
      // Making a client takes far more of the machine than using one.
      asKey
          .computeIfAbsent(
              AwsBasicCredentials.create(id, secret), key -> AwsClients.sts(aws.endpoint(), key))
          .getCallerIdentity();
      return true;
    } catch (StsException refused) {
      return false;
    }
  }

  /** Uses whatever key a place holds, as its consumer would. */
  public boolean consume(String path) {
    return accepts(read(path).get("aws"));
  }

  /** Whether AWS accepts the pair that a place holds. */
  boolean accepts(JsonNode aws) {
    return accepts(
        aws.get("access_key_id").stringValue(), aws.get("secret_access_key").stringValue());
  }

  /** What Rekey itself is let in with: the administrator's secret of AWS, the token of OpenBao. */
  public Map<String, String> ownSecrets() {
    try {
      return Map.of(
          "AWS administrator",
          JSON.readTree(Files.readString(moto.adminKeyFile())).get("secret").stringValue(),
          "OpenBao token",
          Files.readString(bao.rootTokenFile()).strip());
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  /** All secrets that this world saw being made. */
  public List<String> allSecrets() {
    return new ArrayList<>(secrets.values());
  }

  /** Writes with the root token to a path of OpenBao's API; returns what it answers. */
  public JsonNode administer(String path, Map<String, ?> body) {
    return bao("POST", "/v1/" + path, JSON.writeValueAsString(body));
  }

  /** The keys that OpenBao lists under a path of its API. */
  public List<String> list(String path) {
    List<String> keys = new ArrayList<>();
    bao("LIST", "/v1/" + path, "").at("/data/keys").forEach(key -> keys.add(key.stringValue()));
    return keys;
  }

  private JsonNode bao(String method, String path, String body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(bao.address() + path))
              .header("X-Vault-Token", Files.readString(bao.rootTokenFile()).strip())
              .method(
                  method,
                  body.isEmpty()
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofString(body))
              .build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    } catch (IOException | InterruptedException refused) {
      throw new IllegalStateException(refused);
    }
  }
}
