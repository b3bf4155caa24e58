import { createHmac } from "node:crypto";
import { networkOf } from "@/lib/auth/network";
import { derivedSecrets } from "@/lib/crypto/encryption-keys";
import type { Queryable } from "@/lib/db/sql";
import { countTries, giveBackTries, triesKey } from "@/lib/limits/count-tries";
import {
  DECLINE_WINDOW_MS,
  DECLINES_OF,
  type DeclinesOf,
  readDeclineLimits,
} from "@/lib/limits/decline-limits";
import { isProven } from "./proof";

/** Whose a try is, beyond the link it is made on. */
export interface TryOf {
  token: string;
  merchantId: string;
  /** Null where another server stands in the listener's place. */
  address: string | null;
  /** How the connector knows the card. Never its number. */
  card: { connector: string; token: string; brand: string; last4: string };
  /** What the browser shows of work that it was asked for. */
  proof: string | null;
  at: Date;
}

/** Why no try is made of a card now. Nothing was counted. */
export type TryRefusal =
  /** First the browser has to work, so that many tries cost somebody something. */
  { outcome: "proof_required"; of: DeclinesOf } | { outcome: "refused"; of: DeclinesOf; until: Date };

/** Thrown, so that the transaction which has counted the try forgets it. */
export class TryRefused extends Error {
  constructor(
    readonly merchantId: string,
    readonly refusal: TryRefusal,
  ) {
    super(refusal.outcome);
  }
}

/**
 * Counts a try as a decline before it is made, so that many at once cannot slip through together, and gives back under which
 * keys. Throws TryRefused. Counted in real time, however far ahead the sandbox's clock is; a try of an hour that is over, as
 * a sample's past has many, is none of this one.
 */
export async function admitTry(tx: Queryable, of: TryOf): Promise<string[]> {
  if (isOver(of.at)) return [];
  const limits = readDeclineLimits(process.env);
  const counted = DECLINES_OF.flatMap((each) => {
    const subject = subjectOf(each, of);
    const { challengeAfter, refuseAfter } = limits[each];
    if (subject === null || (challengeAfter === 0 && refuseAfter === 0)) return [];
    return [{ of: each, key: triesKey(each, subject), challengeAfter, refuseAfter }];
  });
  const keys = counted.map(({ key }) => key);
  const tries = await countTries(keys, DECLINE_WINDOW_MS, tx);
  const over = (after: number, key: string) => after > 0 && (tries.get(key)?.points ?? 0) > after;
  const refused = counted.find(({ refuseAfter, key }) => over(refuseAfter, key));
  if (refused) {
    const until = new Date(Date.now() + (tries.get(refused.key)?.endsInMs ?? 0));
    throw new TryRefused(of.merchantId, { outcome: "refused", of: refused.of, until });
  }
  const challenged = counted.find(({ challengeAfter, key }) => over(challengeAfter, key));
  if (challenged && !(of.proof && (await isProven(of.proof, of.token, tx))))
    throw new TryRefused(of.merchantId, { outcome: "proof_required", of: challenged.of });
  return keys;
}

/** For a try that was not declined. */
export const forgetTry = giveBackTries;

/** Counts a decline that came later, after the bank's own step; whose card it was is not asked again. */
export async function countDeclineOf(merchantId: string, address: string | null, at: Date): Promise<void> {
  if (isOver(at)) return;
  const subjects = {
    merchant: merchantId,
    address: address && networkOf(address),
    network: address && widerNetworkOf(address),
  };
  const keys = Object.entries(subjects).flatMap(([of, subject]) => (subject ? [triesKey(of, subject)] : []));
  await countTries(keys, DECLINE_WINDOW_MS);
}

function isOver(at: Date): boolean {
  return at.getTime() <= Date.now() - DECLINE_WINDOW_MS;
}

function subjectOf(of: DeclinesOf, { address, merchantId, card }: TryOf): string | null {
  switch (of) {
    case "address":
      return address && networkOf(address);
    case "network":
      return address && widerNetworkOf(address);
    case "merchant":
      return merchantId;
    case "card":
      return fingerprintOf(card);
  }
}

/** The network an address is in: a /24, or a /48 of IPv6. */
export function widerNetworkOf(address: string): string {
  const [separator, parts] = address.includes(":") ? [":", networkOf(address)] : [".", address];
  return `${parts.split(separator).slice(0, 3).join(separator)}${separator}`;
}

// Whatever expiry date and code are tried with it. Keyed: without the key nobody can go through all numbers.
function fingerprintOf(card: TryOf["card"]): string {
  const [current] = derivedSecrets("card-fingerprint");
  const { connector, token, brand, last4 } = card;
  return createHmac("sha256", current?.secret ?? "")
    .update([connector, token, brand, last4].join("|"))
    .digest("hex");
}
