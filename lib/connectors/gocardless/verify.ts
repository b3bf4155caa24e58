import { createHmac } from "node:crypto";
import { z } from "zod";
import { equalInConstantTime } from "@/lib/crypto/tokens";
import { PROVIDER_NAME_CHARACTERS_MAX } from "../connector";
import type { SignedMessage, VerifiedMessage } from "../provider";
import { keptEvent } from "./events";
import { eventForm } from "./objects";

/** What GoCardless wants to be answered to a message that is not its own. */
const REFUSED_STATUS = 498;

const id = z.string().max(PROVIDER_NAME_CHARACTERS_MAX);
const messageForm = z.object({ events: z.array(eventForm.extend({ id })) });

/**
 * `Webhook-Signature`: HMAC-SHA256 over the body, in hexadecimal, by any of the secrets. A message says nothing of when it was
 * signed, so that an old one can be sent again: it changes nothing, because what is so is asked when it is applied.
 */
export function verifyGoCardless({ body, header, secrets }: SignedMessage): VerifiedMessage {
  const signature = header("webhook-signature");
  if (!signature) return refused("The signature is missing.");
  // Every secret is tried, whichever fits.
  const fits = secrets.map((secret) =>
    equalInConstantTime(createHmac("sha256", secret).update(body).digest("hex"), signature),
  );
  if (!fits.includes(true)) return refused("The signature is not by this connection's secret.");
  return read(body);
}

function read(body: Buffer): VerifiedMessage {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString("utf8"));
  } catch {
    return refused("The message is no JSON.");
  }
  const message = messageForm.safeParse(parsed);
  if (!message.success) return refused("The message has no events.");
  return { verified: true, events: message.data.events.flatMap(keptEvent) };
}

const refused = (problem: string): VerifiedMessage => ({ verified: false, status: REFUSED_STATUS, problem });
