import type { DeliveryOutcome } from "@/lib/webhooks/deliveries/outcomes";
import type { SentDelivery } from "./send";

export class ConnectTimeout extends Error {}
export class AnswerTooLarge extends Error {}

/** What an answer's status means. Only 2xx is a delivery; a redirect is none. */
export function outcomeOfStatus(status: number): DeliveryOutcome {
  if (status >= 200 && status < 300) return "delivered";
  if (status === 410) return "gone";
  if (status === 429) return "rate_limited";
  if (status >= 300 && status < 400) return "redirected";
  if (status >= 400 && status < 500) return "client_error";
  return status >= 500 && status < 600 ? "server_error" : "invalid_response";
}

/** What an attempt that broke off came to. `late`: its 15 seconds were over. */
export function outcomeOfError(
  err: unknown,
  late: boolean,
  { statusCode }: SentDelivery,
): Pick<SentDelivery, "outcome" | "detail"> {
  const detail = err instanceof Error && !late ? err.message.slice(0, 500) || null : null;
  return { outcome: reasonOf(err, late, statusCode !== null), detail };
}

function reasonOf(err: unknown, late: boolean, answered: boolean): DeliveryOutcome {
  if (err instanceof AnswerTooLarge) return "response_too_large";
  if (err instanceof ConnectTimeout) return "connection_timeout";
  if (late) return "response_timeout";
  const code = codeOf(err);
  if (code.startsWith("HPE_")) return "invalid_response";
  if (code.startsWith("ERR_TLS") || code.startsWith("ERR_SSL") || TLS_CODES.has(code)) return "tls_failure";
  switch (code) {
    case "ECONNREFUSED":
      return "connection_refused";
    case "ECONNRESET":
    case "EPIPE":
    case "ECONNABORTED":
      return "connection_reset";
    case "ETIMEDOUT":
      return "connection_timeout";
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return "dns_failure";
    default:
      return answered ? "invalid_response" : "connection_failed";
  }
}

const TLS_CODES = new Set([
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "EPROTO",
]);

function codeOf(err: unknown): string {
  return err instanceof Error && "code" in err ? String(err.code) : "";
}
