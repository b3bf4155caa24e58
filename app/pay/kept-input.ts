import { NEW_CARD } from "@/components/checkout/method-choice";
import { readAnyId } from "@/lib/ids";

const KEPT_SECONDS = 600;
const COOKIE = "counterfoil_kept";

/** What a form that comes back without a script still has in it. Never the card number or the security code. */
export interface KeptInput {
  expiry: string;
  method: string;
  save: boolean;
}

const EXPIRY_LENGTH_MAX = 10;

export function keptInputOf(form: URLSearchParams): KeptInput {
  return {
    // Whatever is not the look of a date is not kept: someone may have typed the number there.
    expiry: /^[\d/ -]{0,10}$/.test(form.get("expiry") ?? "")
      ? (form.get("expiry") ?? "").slice(0, EXPIRY_LENGTH_MAX)
      : "",
    method: readAnyId(form.get("method") ?? "") ?? NEW_CARD,
    save: form.get("save") === "1",
  };
}

/** In a cookie of this page alone, for minutes: an address would end in logs and histories. */
export function keepInput(path: string, kept: KeptInput): string {
  const value = new URLSearchParams({ expiry: kept.expiry, method: kept.method, save: kept.save ? "1" : "" });
  return `${COOKIE}=${encodeURIComponent(value.toString())}; Path=${path}; Max-Age=${KEPT_SECONDS}; HttpOnly; SameSite=Lax`;
}

export function readKept(cookie: string | undefined): KeptInput | null {
  return cookie ? keptInputOf(new URLSearchParams(cookie)) : null;
}

export { COOKIE as KEPT_COOKIE };
