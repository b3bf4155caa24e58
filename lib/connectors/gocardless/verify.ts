import { z } from "zod";
import { PROVIDER_NAME_CHARACTERS_MAX } from "../connector";
import type { SignedMessage, VerifiedMessage } from "../provider";
import { isSigned, jsonIn } from "../signed";
import { keptEvent } from "./events";
import { eventForm } from "./objects";

const id = z.string().max(PROVIDER_NAME_CHARACTERS_MAX);
const messageForm = z.object({ events: z.array(eventForm.extend({ id })) });

/**
 * `Webhook-Signature`: HMAC-SHA256 over the body, in hexadecimal, by any of the secrets. A message says nothing of when it was
 * signed, so that an old one can be sent again: it changes nothing, because what is so is asked when it is applied.
 */
export function verifyGoCardless({ body, header, secrets }: SignedMessage): VerifiedMessage {
  const signature = header("webhook-signature");
  if (!signature) return refused("The signature is missing.");
  if (!isSigned([body], secrets, [signature]))
    return refused("The signature is not by this connection's secret.");
  const message = messageForm.safeParse(jsonIn(body));
  if (!message.success) return refused("The message has no events.");
  return { verified: true, events: message.data.events.flatMap(keptEvent) };
}

// What GoCardless wants to be answered to a message that is not its own.
const refused = (problem: string): VerifiedMessage => ({ verified: false, status: 498, problem });
