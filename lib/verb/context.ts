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

/** A merchant's own time: so many milliseconds ahead of the deployment's. */
export interface OwnTime {
  merchantId: string;
  aheadMs: number;
}

/** Given to every verb. `now` already carries the test clock: verbs never read the clock or the session themselves. */
export interface Ctx {
  actor: Actor;
  requestId: string;
  now: Date;
  /** Whose test clock `now` is of, where that is ahead of the deployment's, and how far. */
  ownTime?: OwnTime | undefined;
  /** Where a request at a door notes the payments it wrote or asked for by id. Nobody else has one. */
  touched?: Set<string>;
  /** Whether whoever asked has gone: what has only waited so far need not begin. */
  isCancelled?: (() => boolean) | undefined;
}

/** The moment by the deployment's clock, which keys, sessions and the audit log go by. */
export function deploymentTime({ now, ownTime }: Pick<Ctx, "now" | "ownTime">): Date {
  return ownTime ? new Date(now.getTime() - ownTime.aheadMs) : now;
}

/** The context of a background job; `name` is what the audit log shows. */
export function jobContext(name: string, now: Date, requestId: string): Ctx {
  return { actor: { type: "job", id: name, label: name }, now, requestId };
}

/** The context of what a job would do in a moment, done at once on the way of somebody else's call: in that call's time. */
export function onBehalf(name: string, { now, ownTime, requestId }: Ctx): Ctx {
  return { ...jobContext(name, now, requestId), ownTime };
}
