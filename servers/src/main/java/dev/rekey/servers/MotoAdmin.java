// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the first user of an empty moto: the administrator whose key everything else is made with.
 *
 * <p>moto lets its first actions through without looking at who asks, as many as it is told to.
 * Exactly {@link #ACTIONS} are used up here, so that from then on every call needs a good key.
 */
final class MotoAdmin {
  /** How many actions {@link #create} takes. */
  static final int ACTIONS = 3;

  private static final String USER = "rekey-admin";
  private static final String EVERYTHING =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}\
      """;

  /** Tells moto which service is meant; nobody looks at the signature yet. */
  private static final String ANYBODY =
      "AWS4-HMAC-SHA256 Credential=anybody/20260101/us-east-1/iam/aws4_request,"
          + " SignedHeaders=host, Signature=0";

  private static final Pattern ID = Pattern.compile("<AccessKeyId>([^<]+)</AccessKeyId>");
  private static final Pattern SECRET =
      Pattern.compile("<SecretAccessKey>([^<]+)</SecretAccessKey>");

  private MotoAdmin() {}

  /**
   * Makes user, policy and key.
   *
   * @param file gets {@code {"id":"AKIA…","secret":"…"}}, mode 0600
   */
  static void create(URI moto, Path file) throws IOException {
    act(moto, Map.of("Action", "CreateUser", "UserName", USER));
    act(
        moto,
        Map.of(
            "Action",
            "PutUserPolicy",
            "UserName",
            USER,
            "PolicyName",
            "everything",
            "PolicyDocument",
            EVERYTHING));
    String key = act(moto, Map.of("Action", "CreateAccessKey", "UserName", USER));
    Map<String, String> content = new TreeMap<>();
    content.put("id", only(ID, key));
    content.put("secret", only(SECRET, key));
    PrivateFiles.write(file, JsonMapper.builder().build().writeValueAsBytes(content));
  }

  private static String act(URI moto, Map<String, String> parameters) throws IOException {
    String form =
        parameters.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&", "Version=2010-05-08&", ""));
    LoopbackHttp.Response response =
        LoopbackHttp.send(
            "POST",
            moto,
            Map.of("Authorization", ANYBODY, "Content-Type", "application/x-www-form-urlencoded"),
            form.getBytes(StandardCharsets.US_ASCII));
    if (!response.succeeded()) {
      throw new IOException(
          parameters.get("Action") + " was answered with status " + response.status());
    }
    return response.text();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static String only(Pattern pattern, String answer) throws IOException {
    Matcher matcher = pattern.matcher(answer);
    if (!matcher.find()) {
      throw new IOException("CreateAccessKey was answered without a key");
    }
    return matcher.group(1);
  }
}
