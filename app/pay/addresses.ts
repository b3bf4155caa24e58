/** The addresses of one hosted page. */
export function payAddress(token: string): string {
  return `/pay/${encodeURIComponent(token)}`;
}

export const submitAddress = (token: string) => `${payAddress(token)}/submit`;
export const challengeAddress = (token: string) => `${payAddress(token)}/challenge`;
export const challengeAnswerAddress = (token: string) => `${payAddress(token)}/challenge/answer`;
/** The picture that tells that somebody looks. */
export const openedAddress = (token: string) => `${payAddress(token)}/opened`;
/** Sends a paid customer back to the merchant, anybody else to the page. */
export const continueAddress = (token: string) => `${payAddress(token)}/continue`;
