// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

/** How a row of the scope ended. */
public enum RowEnd {
  /** The leaked credential is proven dead. */
  PROVEN,
  /** A person signed that it never was a leaked credential. */
  RULED_OUT,
  /** Two people signed that it stays open until a date. */
  EXCEPTION
}
