import { recordAudit } from "@/lib/audit/record";
import { PROVIDERS } from "@/lib/connectors/all-providers";
import { forgetConnections } from "@/lib/connectors/connection";
import { openMessageSecret, sealMessageSecret } from "@/lib/connectors/credentials";
import type { Provider } from "@/lib/connectors/provider";
import { query, transaction } from "@/lib/db/sql";
import { SET } from "@/lib/generated/sql/connections/set-message-secret/set";
import { keepOutOfLogs } from "@/lib/log/known-secrets";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { MESSAGE_SECRET_OVERLAP_HOURS } from "./limits";
import { lockConnection, refuseStale } from "./lock";
import { providerIn } from "./provider-in";
import type { SetMessageSecret } from "./schemas";

/**
 * Sets the secret that a provider signs its messages with. What is signed with the one before is taken for
 * MESSAGE_SECRET_OVERLAP_HOURS longer, so that it can be rotated at the provider without losing a message.
 */
export async function setMessageSecret({
  ctx,
  input,
  providers = PROVIDERS,
}: {
  ctx: Ctx;
  input: SetMessageSecret;
  providers?: readonly Provider[];
}): Promise<{ replaced: boolean }> {
  authorize(ctx, "providers:manage");
  keepOutOfLogs([input.secret]);
  const set = await transaction(async (tx) => {
    const { id, name, merchantId, provider, webhookSecretSealed, ...locked } = await lockConnection(
      tx,
      input.id,
    );
    if (!providerIn(providers, provider).webhookSecret)
      throw new Refused({ code: "conflict", message: `"${name}" sends no messages: it is asked.` });
    if (webhookSecretSealed && openMessageSecret(id, webhookSecretSealed) === input.secret)
      return { replaced: false };
    refuseStale({ name, version: locked.version }, input.version);
    const sealed = sealMessageSecret(id, input.secret);
    await query(SET, { id, sealed, hours: MESSAGE_SECRET_OVERLAP_HOURS, now: ctx.now }, tx);
    const replaced = webhookSecretSealed !== null;
    await recordAudit(tx, ctx, {
      action: "connection.message_secret_set",
      objectType: "connection",
      objectId: id,
      merchantId,
      data: { name, provider, ...(replaced && { overlapHours: MESSAGE_SECRET_OVERLAP_HOURS }) },
    });
    return { replaced };
  });
  forgetConnections();
  return set;
}
