import { isDeepStrictEqual } from "node:util";
import { recordAudit } from "@/lib/audit/record";
import { type Queryable, query, transaction } from "@/lib/db/sql";
import { LOCK } from "@/lib/generated/sql/policies/holders/update-policyholder/lock";
import { POLICIES } from "@/lib/generated/sql/policies/holders/update-policyholder/policies";
import { SAVE } from "@/lib/generated/sql/policies/holders/update-policyholder/save";
import { SAVE_SEARCHES } from "@/lib/generated/sql/policies/holders/update-policyholder/save-searches";
import { announce } from "@/lib/outbox/announce";
import { searchText } from "@/lib/payments/record-payments";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { changedState, type HolderChange, type HolderState } from "./holder-state";
import { getPolicyholder, holderEvent, holderSearch, type Policyholder } from "./policyholder";

/** Changes what is known of a policyholder: what the change leaves out stays. Refuses with `not_found`. */
export async function updatePolicyholder({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string; change: HolderChange };
}): Promise<Policyholder> {
  authorize(ctx, "policies:manage");
  const { id } = await getPolicyholder({ ctx, input });
  return transaction((tx) => changeHolder(tx, ctx, id, input.change));
}

/** The same inside a transaction that is already open. A change of nothing writes nothing. */
export async function changeHolder(
  tx: Queryable,
  ctx: Ctx,
  id: string,
  change: HolderChange,
): Promise<Policyholder> {
  const [before] = await query(LOCK, { id }, tx);
  if (!before) throw new Error("a policyholder is not there");
  const after = changedState(before, change);
  const changed = (Object.keys(after) as (keyof HolderState)[]).filter(
    (field) => !isDeepStrictEqual(after[field], before[field]),
  );
  if (changed.length === 0) return before;
  const [saved] = await query(SAVE, { id, ...after, search: holderSearch(after), now: ctx.now }, tx);
  if (!saved) throw new Error("a policyholder was not written");
  await findPoliciesByNewName(tx, saved);
  const { merchantId, firstName, lastName } = saved;
  await recordAudit(tx, ctx, {
    action: "policyholder.updated",
    objectType: "policyholder",
    objectId: id,
    merchantId,
    data: { name: `${firstName} ${lastName}`, changed },
  });
  await announce(tx, ctx, [holderEvent("policyholder.updated", saved)]);
  return saved;
}

// A policy is found by its holder's name as well.
async function findPoliciesByNewName(tx: Queryable, holder: Policyholder): Promise<void> {
  const policies = await query(POLICIES, { policyholderId: holder.id }, tx);
  const { firstName, lastName, email } = holder;
  const rows = policies.map(({ id, policyNumber, packageName }) => ({
    id,
    search: searchText([policyNumber, firstName, lastName, email, packageName]),
  }));
  if (rows.length > 0) await query(SAVE_SEARCHES, { rows }, tx);
}
