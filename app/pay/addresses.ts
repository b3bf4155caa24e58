/** The addresses of one hosted page. */
export function payAddress(token: string): string {
  return `/pay/${encodeURIComponent(token)}`;
}

/** What can no longer be paid with since the page was opened: a saved card, or the whole form. */
export const GONE = ["saved", "form"] as const;
export type Gone = (typeof GONE)[number];
/** The page as it is now, with a word that what was sent from it as it was charged nothing. */
export const goneAddress = (token: string, gone: Gone) => `${payAddress(token)}?gone=${gone}`;

/** What somebody pressed Pay with once it had been paid: the card that paid it, or another. */
export const ALREADY = ["same", "other"] as const;
export type Already = (typeof ALREADY)[number];
export const alreadyAddress = (token: string, card: Already) => `${payAddress(token)}?already=${card}`;

export const submitAddress = (token: string) => `${payAddress(token)}/submit`;
export const challengeAddress = (token: string) => `${payAddress(token)}/challenge`;
export const challengeAnswerAddress = (token: string) => `${payAddress(token)}/challenge/answer`;
/** The picture that tells that somebody looks. */
export const openedAddress = (token: string) => `${payAddress(token)}/opened`;
/** Where the provider's page sends the customer back to, paid or not. */
export const returnAddress = (token: string) => `${payAddress(token)}/return`;
/** Sends a customer on to the provider's page, which is made where there is none. */
export const providerPageAddress = (token: string) => `${payAddress(token)}/provider`;
/** Sends a paid customer back to the merchant, anybody else to the page. */
export const continueAddress = (token: string) => `${payAddress(token)}/continue`;
