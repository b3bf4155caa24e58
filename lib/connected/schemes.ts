/** Connected contract: each scheme as v1 spells it (and the core keeps it), and as v3 does. */
const SCHEMES = {
  unknown: "UNKNOWN",
  other: "OTHER",
  visa: "CARD_VISA",
  mastercard: "CARD_MASTERCARD",
  amex: "CARD_AMEX",
  diners: "CARD_DINERS",
  discover: "CARD_DISCOVER",
  jcb: "CARD_JCB",
  unionpay: "CARD_UNION_PAY",
  alipay: "CARD_ALIPAY",
  cup: "CARD_CUP",
  "sepa debit": "SEPA_DEBIT",
  "sepa credit": "SEPA_CREDIT",
  sepa: "SEPA",
  "apple pay": "APPLE_PAY",
  "google pay": "GOOGLE_PAY",
  doku: "DOKU",
  dragonpay: "DRAGON_PAY",
  maestro: "MAESTRO",
  molpay: "MOL_PAY",
  a2a: "A2A",
  "ach debit": "ACH_DEBIT",
  ach: "ACH",
  rtp: "RTP",
} as const;
export type Scheme = keyof typeof SCHEMES;

/** Every scheme, as the core keeps it. */
export const SCHEME_NAMES = Object.keys(SCHEMES) as Scheme[];

const BY_SPELLING: ReadonlyMap<string, Scheme> = new Map(
  (Object.entries(SCHEMES) as [Scheme, string][]).flatMap(([v1, v3]) => [
    [v1, v1],
    [v3, v1],
  ]),
);

export const V3_SCHEMES = Object.values(SCHEMES);

/** Every scheme in both spellings. */
export const SCHEME_SPELLINGS = [...BY_SPELLING.keys()];

/** The scheme in either spelling, as the core keeps it; undefined for none of them. */
export function readScheme(text: string): Scheme | undefined {
  return BY_SPELLING.get(text);
}

export function toV3Scheme(scheme: string): string {
  return SCHEMES[scheme as Scheme] ?? "OTHER";
}
