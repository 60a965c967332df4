// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.answers;

import dev.rekey.evidence.Digest;
import dev.rekey.runtime.ledger.InstanceKey;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The answers of the last day, by the key that whoever asked chose. A process that dies between an
 * effect and its answer leaves a claim behind that the next one takes over: the request is then
 * carried out anew, and meets whatever the first one has done.
 */
public final class KeptAnswers {

  private static final Duration KEPT = Duration.ofDays(1);

  private final JdbcClient jdbc;
  private final InstanceKey seals;
  private final Clock clock;
  private final String process = UUID.randomUUID().toString();

  /**
   * Those in this database.
   *
   * @param seals makes the digests of requests, so that nothing can be guessed from them
   */
  public KeptAnswers(JdbcClient jdbc, InstanceKey seals, Clock clock) {
    this.jdbc = jdbc;
    this.seals = seals;
    this.clock = clock;
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Row(byte[] request, String process, @Nullable KeptAnswer answer) {}

  /**
   * Claims a key.
   *
   * @param request what is asked, as a digest
   */
  public Claim claim(String key, Digest request) {
    Instant now = clock.instant();
    jdbc.sql("delete from kept_answer where at < :before")
        .param("before", Timestamp.from(now.minus(KEPT)))
        .update();
    int added =
        jdbc.sql(
                "insert into kept_answer (key, request, process, at) values (:key, :request,"
                    + " :process, :now) on conflict (key) do nothing")
            .param("key", key)
            .param("request", seals.seal(request))
            .param("process", process)
            .param("now", Timestamp.from(now))
            .update();
    return added == 1 ? new Claim.New() : met(key, request);
  }

  private Claim met(String key, Digest request) {
    Row row = find(key);
    if (row == null) {
      // Its answer was none that is kept, and its claim has just been given up.
      return new Claim.Busy();
    }
    if (!seals.sealed(request, row.request())) {
      return new Claim.Taken();
    }
    if (row.answer() != null) {
      return new Claim.Answered(row.answer());
    }
    return !row.process().equals(process) && takeOver(key, row.process())
        ? new Claim.New()
        : new Claim.Busy();
  }

  /** Of two that try, one succeeds. */
  private boolean takeOver(String key, String from) {
    return jdbc.sql(
                "update kept_answer set process = :process where key = :key and process = :from and"
                    + " status is null")
            .param("process", process)
            .param("key", key)
            .param("from", from)
            .update()
        == 1;
  }

  /** Keeps the answer to a request that was claimed. */
  public void keep(String key, KeptAnswer answer) {
    jdbc.sql("update kept_answer set status = :status, type = :type, body = :body where key = :key")
        .param("status", answer.status())
        .param("type", answer.type())
        .param("body", answer.body())
        .param("key", key)
        .update();
  }

  /** Gives a claim up: what was answered says nothing final. */
  public void giveUp(String key) {
    jdbc.sql("delete from kept_answer where key = :key and status is null")
        .param("key", key)
        .update();
  }

  private @Nullable Row find(String key) {
    return jdbc.sql("select * from kept_answer where key = :key")
        .param("key", key)
        .query((row, _) ->
            new Row(
                row.getBytes("request"),
                row.getString("process"),
                row.getObject("status") == null
                    ? null
                    : new KeptAnswer(
                        row.getInt("status"), row.getString("type"), row.getBytes("body"))))
        .optional()
        .orElse(null);
  }
}
