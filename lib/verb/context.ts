import type { Role, Scope } from "./permissions";

/** Who acts. Audit, idempotency scope, rate limit and permission all read it. */
export type Actor =
  | { type: "user"; id: string; label: string; role: Role }
  | {
      type: "apiKey";
      id: string;
      label: string;
      scopes: readonly Scope[];
      merchantId: string | null;
      /** The partner whose own key it is. Such a key has no scopes: what a partner may do is fixed. */
      partnerId?: string | null;
    }
  | { type: "job"; id: string; label: string }
  | { type: "provider"; id: string; label: string }
  /** A person on the hosted page, who may act on the one payment whose link they hold. */
  | { type: "customer"; id: string; label: string; paymentId: string };

/** Given to every verb. `now` already carries the test clock: verbs never read the clock or the session themselves. */
export interface Ctx {
  actor: Actor;
  requestId: string;
  now: Date;
  /** Where a request at a door notes the payments it wrote or asked for by id. Nobody else has one. */
  touched?: Set<string>;
  /** Whether whoever asked has gone: what has only waited so far need not begin. */
  isCancelled?: (() => boolean) | undefined;
}

/** The context of a background job; `name` is what the audit log shows. */
export function jobContext(name: string, now: Date, requestId: string): Ctx {
  return { actor: { type: "job", id: name, label: name }, now, requestId };
}
