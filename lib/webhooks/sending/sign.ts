import { Webhook } from "standardwebhooks";

/** The headers of one attempt, signed with every secret that is valid, newest first. Standard Webhooks, "Signature scheme". */
export function signedHeaders(
  messageId: string,
  sentAt: Date,
  payload: string,
  secrets: readonly string[],
): Record<string, string> {
  return {
    "webhook-id": messageId,
    "webhook-timestamp": String(Math.floor(sentAt.getTime() / 1_000)),
    "webhook-signature": secrets
      .map((secret) => new Webhook(secret).sign(messageId, sentAt, payload))
      .join(" "),
  };
}
