import { recordAudit } from "@/lib/audit/record";
import { type Queryable, query, transaction } from "@/lib/db/sql";
import { HOUR_MS } from "@/lib/durations";
import { OWNER } from "@/lib/generated/sql/webhooks/endpoints/rotate-secret/owner";
import { RETIRE } from "@/lib/generated/sql/webhooks/endpoints/rotate-secret/retire";
import { type Ctx, deploymentTime } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { toldTo } from "@/lib/verb/told-to";
import { SECRETS_VALID_MAX } from "@/lib/webhooks/limits";
import type { MadeSecret } from "./create-endpoint";
import type { Endpoint } from "./endpoint";
import { lockEndpoint } from "./read-endpoint";
import type { RotateSecret } from "./schemas";
import { insertSecret, validSecrets } from "./stored-secrets";

/** Makes a secret that takes over; those before it go on signing beside it for the overlap, and never longer. */
export async function rotateSecret({ ctx, input }: { ctx: Ctx; input: RotateSecret }): Promise<MadeSecret> {
  authorize(ctx, "webhooks:manage");
  return transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, ctx, input.id);
    const [owner] = await query(OWNER, { secretId: input.secretId }, tx);
    if (owner) return rotatedBefore(ctx, endpoint, owner, input);
    await retire(tx, ctx, input);
    const secret = await insertSecret(tx, {
      id: input.secretId,
      endpointId: input.id,
      at: deploymentTime(ctx),
    });
    await recordAudit(tx, ctx, {
      action: "webhook_endpoint.secret_rotated",
      objectType: "webhook_endpoint",
      objectId: input.id,
      merchantId: endpoint.merchant?.id,
      data: { url: endpoint.url, secretId: input.secretId, overlapHours: input.overlapHours },
    });
    return { endpoint, secret };
  });
}

// What older releases rotated is not told apart: their lines of the audit log do not name the secret.
function rotatedBefore(
  ctx: Ctx,
  endpoint: Endpoint,
  { endpointId, overlapHours }: { endpointId: string; overlapHours: number | null },
  input: RotateSecret,
): MadeSecret {
  const same = endpointId === input.id && (overlapHours ?? input.overlapHours) === input.overlapHours;
  if (same) return { endpoint, secret: null };
  throw new Refused({
    code: "conflict",
    message: toldTo(ctx, {
      person: "This form replaced a secret of another endpoint, or with another overlap. Begin anew.",
      program:
        "This secretId was used to replace a secret of another endpoint, or with another overlap. Send another.",
    }),
  });
}

async function retire(tx: Queryable, ctx: Ctx, { id, overlapHours }: RotateSecret): Promise<void> {
  await query(RETIRE, { id, now: new Date(deploymentTime(ctx).getTime() + overlapHours * HOUR_MS) }, tx);
  const going = await validSecrets(id, deploymentTime(ctx), tx);
  if (going.length < SECRETS_VALID_MAX) return;
  throw new Refused({
    code: "conflict",
    message: `${SECRETS_VALID_MAX} secrets are valid at once, the most there can be. Wait until one has ended, or rotate without an overlap.`,
  });
}
