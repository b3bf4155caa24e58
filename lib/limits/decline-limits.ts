import { LIMIT_MAX } from "./settings";

/** Whose declined tries are counted, over all links: each is a way to see one person who tries many cards. */
export const DECLINES_OF = ["address", "network", "card", "merchant"] as const;
export type DeclinesOf = (typeof DECLINES_OF)[number];

/** Declines are counted for an hour from the first of them. */
export const DECLINE_WINDOW_MS = 60 * 60_000;

/** Declines after which a try costs work, and after which none is made until the hour is over. 0: never. */
export interface DeclineLimit {
  challengeAfter: number;
  refuseAfter: number;
}

/**
 * The ten tries of one link fit under each: a customer with a few declines notices nothing. A merchant's links are never
 * closed by what strangers do to them. Told in docs/operations.md and by --help.
 */
export const DECLINE_LIMITS_DEFAULT: Readonly<Record<DeclinesOf, DeclineLimit>> = {
  address: { challengeAfter: 10, refuseAfter: 30 },
  network: { challengeAfter: 40, refuseAfter: 120 },
  card: { challengeAfter: 10, refuseAfter: 20 },
  merchant: { challengeAfter: 100, refuseAfter: 0 },
};

export const DECLINE_SETTINGS: Readonly<Record<DeclinesOf, string>> = {
  address: "DECLINES_ADDRESS",
  network: "DECLINES_NETWORK",
  card: "DECLINES_CARD",
  merchant: "DECLINES_MERCHANT",
};

/** The limits as the environment sets them: `10,30`. Throws what `refuse` makes of a value that is none. */
export function readDeclineLimits(
  env: Record<string, string | undefined>,
  refuse: (name: string, text: string) => Error = refusal,
): Record<DeclinesOf, DeclineLimit> {
  const read = (of: DeclinesOf): DeclineLimit => {
    const text = env[DECLINE_SETTINGS[of]];
    if (!text) return DECLINE_LIMITS_DEFAULT[of];
    const [, challenge, refused] = /^(\d+),(\d+)$/.exec(text) ?? [];
    const limit = { challengeAfter: Number(challenge), refuseAfter: Number(refused) };
    const neverCosts = limit.refuseAfter > 0 && limit.challengeAfter > limit.refuseAfter;
    if (challenge === undefined || neverCosts || Math.max(...Object.values(limit)) > LIMIT_MAX)
      throw refuse(DECLINE_SETTINGS[of], text);
    return limit;
  };
  return {
    address: read("address"),
    network: read("network"),
    card: read("card"),
    merchant: read("merchant"),
  };
}

function refusal(name: string, text: string): Error {
  return new RangeError(
    `${name} must be two whole numbers, such as 10,30: declines an hour before a try costs work, and, no fewer unless 0, before none is made; not "${text}".`,
  );
}
