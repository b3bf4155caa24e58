/** The addresses of the page on which a payer agrees to be collected from. */
export function mandateAddress(token: string): string {
  return `/mandate/${encodeURIComponent(token)}`;
}

/** Sends a payer on to the provider's page. */
export const mandateProviderAddress = (token: string) => `${mandateAddress(token)}/provider`;
/** Where the provider's page sends the payer back to, agreed or not. */
export const mandateReturnAddress = (token: string) => `${mandateAddress(token)}/return`;
