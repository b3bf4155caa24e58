import type { Permission } from "./permissions";

/** One field that was refused. `path` is dotted (`lineItems.0.amount`), `code` is stable, `message` is for people. */
export interface FieldIssue {
  path: string;
  code: FieldIssueCode;
  message: string;
}

export type FieldIssueCode =
  | "required"
  | "invalid_type"
  | "invalid_format"
  | "invalid_value"
  | "too_small"
  | "too_big"
  | "not_allowed";

/** Everything a verb may refuse for. Each door maps the union to its own bodies, exhaustively. */
export type Problem =
  | { code: "unauthenticated" }
  | { code: "forbidden"; permission: Permission }
  /** A partner's own key asked for more than to read what is theirs. */
  | { code: "partner_key" }
  | { code: "other_merchant" }
  | { code: "other_customer" }
  | { code: "not_found"; object: string; id: string }
  | { code: "invalid"; issues: [FieldIssue, ...FieldIssue[]] }
  | { code: "malformed_body"; message: string }
  | { code: "invalid_id"; message: string }
  | { code: "capability_not_supported"; message: string }
  | { code: "body_too_large"; bytesMax: number }
  /** A content coding that we do not read, such as gzip. */
  | { code: "body_encoded"; coding: string }
  /** Text in another encoding than UTF-8. */
  | { code: "body_charset"; charset: string }
  | { code: "route_not_found"; path: string }
  | { code: "method_not_allowed"; allowed: string[] }
  | { code: "rate_limited"; retryAfterSeconds: number }
  /** The database is away, locked, full or out of connections, or too many passwords wait to be hashed. `nothingDone` is false where the answer itself was lost. */
  | { code: "unavailable"; retryAfterSeconds: number; waitedFor: string; nothingDone: boolean }
  | { code: "illegal_transition"; from: string; to: string; reason: string }
  | { code: "lost_race" }
  /** More than is left of a payment; with `of`, more than was refunded of it and has not come back. */
  | {
      code: "amount_exceeds_remaining";
      of?: "refunds";
      remainingMinor: bigint;
      currency: string;
      precision: number;
    }
  | { code: "conflict"; message: string };

/** What `unavailable` waited for when the database had no part in it. */
export const PASSWORD_TURN = "a turn to check a password";

/** A verb's refusal: nothing was written. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
    this.name = "Refused";
  }
}

/** Refuses one field. */
export function refuseField(path: string, code: FieldIssueCode, message: string): never {
  throw new Refused({ code: "invalid", issues: [{ path, code, message }] });
}

/** The problem behind an error, or null when the error is not a refusal (and so a fault of ours). */
export function problemOf(err: unknown): Problem | null {
  return err instanceof Refused || isRefusedFromOtherBundle(err) ? err.problem : null;
}

// The framework's bundle and the door's listener each hold a copy of this class.
function isRefusedFromOtherBundle(err: unknown): err is Refused {
  return err instanceof Error && err.name === "Refused" && "problem" in err;
}
