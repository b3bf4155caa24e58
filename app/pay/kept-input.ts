import { NEW_CARD } from "@/components/checkout/method-choice";
import { readExpiry, spellExpiry } from "@/lib/connectors/typed-card/card-text";
import { publicUrl } from "@/lib/http/public-url";
import { readAnyId } from "@/lib/ids";

export const KEPT_COOKIE = "counterfoil_kept";
const KEPT_SECONDS = 600;

/** What a form that comes back without a script still has in it. Never the card number or the security code. */
export interface KeptInput {
  expiry: string;
  method: string;
  save: boolean;
}

export function keptInputOf(form: URLSearchParams): KeptInput {
  return {
    expiry: keptExpiry(form.get("expiry") ?? ""),
    method: readAnyId(form.get("method") ?? "") ?? NEW_CARD,
    save: form.get("save") === "1",
  };
}

// Whatever is neither a date nor the look of one is not kept: someone may have typed the number there.
function keptExpiry(text: string): string {
  if (/^[\d/ -]{1,10}$/.test(text)) return text;
  const expiry = readExpiry(text);
  return expiry ? spellExpiry(expiry) : "";
}

/** In a cookie of this page alone, for minutes: an address would end in logs and histories. */
export function keepInput(path: string, kept: KeptInput): string {
  const value = new URLSearchParams({ expiry: kept.expiry, method: kept.method, save: kept.save ? "1" : "" });
  const secure = publicUrl().startsWith("https:") ? "; Secure" : "";
  return `${KEPT_COOKIE}=${encodeURIComponent(value.toString())}; Path=${path}; Max-Age=${KEPT_SECONDS}; HttpOnly; SameSite=Lax${secure}`;
}

export function readKept(cookie: string | undefined): KeptInput | null {
  return cookie ? keptInputOf(new URLSearchParams(cookie)) : null;
}
