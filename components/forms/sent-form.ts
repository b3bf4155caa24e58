/** A form that was sent and has had no answer yet: what was typed, and the key it was sent under. */
export interface SentForm<Values> {
  key: string;
  values: Values;
}

/** What this tab sent under that name without hearing that it was done. */
export function readSentForm<Values>(name: string): SentForm<Values> | null {
  try {
    const kept = sessionStorage.getItem(storedAs(name));
    return kept ? (JSON.parse(kept) as SentForm<Values>) : null;
  } catch {
    return null;
  }
}

/** Keeps a form that is being sent, so that after a reload it is the same form under the same key. */
export function keepSentForm<Values>(name: string, sent: SentForm<Values>): void {
  try {
    sessionStorage.setItem(storedAs(name), JSON.stringify(sent));
  } catch {}
}

/** Once it is known to be done. */
export function forgetSentForm(name: string): void {
  try {
    sessionStorage.removeItem(storedAs(name));
  } catch {}
}

function storedAs(name: string): string {
  return `counterfoil.sent.${name}`;
}
