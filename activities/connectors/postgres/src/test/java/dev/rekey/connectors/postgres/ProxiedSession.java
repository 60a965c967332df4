// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rekey.contract.Fault;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection through the proxy, message by message (PostgreSQL's protocol, version 3). */
final class ProxiedSession {

  private static final int PATIENCE_SECONDS = 30;

  private record Message(int type, byte[] body) {
    byte[] bytes() {
      return ByteBuffer.allocate(1 + Integer.BYTES + body.length)
          .put((byte) type)
          .putInt(Integer.BYTES + body.length)
          .put(body)
          .array();
    }

    /** The text of a statement that is parsed or sent at once; empty for other messages. */
    String statement() {
      return switch (type) {
        case 'P' -> new String(body, UTF_8).split("\0", -1)[1];
        case 'Q' -> new String(body, 0, body.length - 1, UTF_8);
        default -> "";
      };
    }
  }

  private final PostgresProxy proxy;
  private final Socket client;
  private final Socket server;
  private final CountDownLatch swallowed = new CountDownLatch(1);
  private volatile boolean swallowing;

  ProxiedSession(PostgresProxy proxy, Socket client, Socket server) {
    this.proxy = proxy;
    this.client = client;
    this.server = server;
  }

  /** The fault meets the very first message. */
  void spoilHello(byte[] hello, Fault fault) throws IOException {
    switch (fault) {
      case Fault.CutBefore cut -> {}
      case Fault.Unreachable unreachable -> {}
      case Fault.AnswerLost lost -> {
        server.getOutputStream().write(hello);
        server.getInputStream().read();
      }
      case Fault.AnswerReplaced replaced ->
          client.getOutputStream().write(PostgresProxy.said(replaced.by()));
      case Fault.Hanging hanging -> client.getInputStream().read();
      case Fault.Preceded preceded -> {
        preceded.by().run();
        pass(hello);
      }
      case Fault.Answers canned -> client.getOutputStream().write(PostgresProxy.said(canned));
    }
  }

  /** Passes everything on, but for statements that meet a fault. */
  void pass(byte[] hello) throws IOException {
    OutputStream toServer = server.getOutputStream();
    toServer.write(hello);
    Thread.ofPlatform().daemon().name("postgres-proxy-answers").start(this::answers);
    DataInputStream in = new DataInputStream(client.getInputStream());
    for (Message next = read(in); next != null; next = read(in)) {
      Fault fault = proxy.met(next.statement());
      if (fault == null) {
        toServer.write(next.bytes());
      } else if (!spoil(fault, batch(in, next))) {
        return;
      }
    }
  }

  /** All up to the end of the statement, so that nothing unread breaks the connection too early. */
  private static byte[] batch(DataInputStream in, Message first) throws IOException {
    ByteArrayOutputStream batch = new ByteArrayOutputStream();
    batch.writeBytes(first.bytes());
    Message last = first;
    while (last.type() != 'S' && last.type() != 'Q') {
      Message next = read(in);
      if (next == null) {
        break;
      }
      batch.writeBytes(next.bytes());
      last = next;
    }
    return batch.toByteArray();
  }

  /** Returns whether the connection goes on. */
  private boolean spoil(Fault fault, byte[] batch) throws IOException {
    switch (fault) {
      case Fault.CutBefore cut -> {}
      case Fault.Unreachable unreachable -> {}
      case Fault.AnswerLost lost -> carryOut(batch);
      case Fault.AnswerReplaced replaced -> {
        carryOut(batch);
        client.getOutputStream().write(PostgresProxy.said(replaced.by()));
      }
      case Fault.Hanging hanging -> {
        carryOut(batch);
        // Returns when the client gives up and closes.
        client.getInputStream().read();
      }
      case Fault.Preceded preceded -> {
        preceded.by().run();
        server.getOutputStream().write(batch);
        return true;
      }
      case Fault.Answers canned -> client.getOutputStream().write(PostgresProxy.said(canned));
    }
    return false;
  }

  /** Sends it and waits until the server is done; the client hears nothing of it. */
  private void carryOut(byte[] batch) throws IOException {
    swallowing = true;
    server.getOutputStream().write(batch);
    try {
      if (!swallowed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the server does not answer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void answers() {
    try {
      DataInputStream in = new DataInputStream(server.getInputStream());
      for (Message next = read(in); next != null; next = read(in)) {
        if (!swallowing) {
          client.getOutputStream().write(renamed(next).bytes());
        } else if (next.type() == 'Z') {
          swallowed.countDown();
        }
      }
      client.close();
    } catch (IOException e) {
      // Either side closed.
    }
  }

  /** A row of one column, with another name in it. */
  private Message renamed(Message message) throws IOException {
    String name = proxy.otherName();
    if (name == null || message.type() != 'D') {
      return message;
    }
    ByteArrayOutputStream row = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(row);
    out.writeShort(1);
    out.writeInt(name.length());
    out.write(name.getBytes(UTF_8));
    return new Message('D', row.toByteArray());
  }

  /** Null at the end. */
  private static @Nullable Message read(DataInputStream in) throws IOException {
    int type = in.read();
    if (type < 0) {
      return null;
    }
    return new Message(type, in.readNBytes(in.readInt() - Integer.BYTES));
  }
}
