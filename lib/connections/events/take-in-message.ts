import { providerNamed } from "@/lib/connectors/all-providers";
import { openMessageSecret } from "@/lib/connectors/credentials";
import type { SignedMessage } from "@/lib/connectors/provider";
import { queryOne } from "@/lib/db/sql";
import { MESSAGE_SECRETS } from "@/lib/generated/sql/connections/events/message-secrets";
import { readAnyId } from "@/lib/ids";
import { log } from "@/lib/log/log";
import { storeEvents } from "./store-events";

/** A provider's message is at most so long. */
export const MESSAGE_BYTES_MAX = 1_048_576;

export interface IncomingMessage extends Omit<SignedMessage, "secrets"> {
  /** The connection's id, as its address has it. */
  connection: string;
}

/** What the provider is answered. 200 only once what it told is stored. */
export interface MessageAnswer {
  status: number;
  problem: string | null;
}

/**
 * Takes in a message that a provider sent: verified against the connection's secrets, then stored once for each of the
 * provider's own event ids. A job applies it. Nobody is authorised but by the signature.
 */
export async function takeInMessage({ connection, ...message }: IncomingMessage): Promise<MessageAnswer> {
  const id = readAnyId(connection);
  const stored = id ? await queryOne(MESSAGE_SECRETS, { id }) : null;
  if (!id || !stored || stored.disconnectedAt)
    return { status: 404, problem: "There is no such connection." };
  const secrets = [stored.sealed, stored.beforeSealed].flatMap((sealed) =>
    sealed ? [openMessageSecret(id, sealed)] : [],
  );
  if (secrets.length === 0)
    return { status: 403, problem: "This connection has no secret for messages yet." };
  const verified = providerNamed(stored.provider).verify({ ...message, secrets });
  if (!verified.verified) {
    log.warn({ connectionId: id, problem: verified.problem }, "a provider's message was refused");
    return { status: verified.status, problem: verified.problem };
  }
  await storeEvents(id, verified.events, "message");
  return { status: 200, problem: null };
}
