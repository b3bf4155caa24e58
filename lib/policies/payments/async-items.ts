import type { Queryable } from "@/lib/db/sql";
import { readJsonText } from "@/lib/http/read-json";
import { issuesOf, required, unfit, WHOLE_BODY } from "@/lib/policies/field-words";
import { uuidField } from "@/lib/policies/fields";
import { policiesById } from "@/lib/policies/policy";
import type { Ctx } from "@/lib/verb/context";
import { merchantBound } from "@/lib/verb/permissions";
import type { FieldIssue, Problem } from "@/lib/verb/problem";
import type { RefusedItem } from "./async-requests";
import { changeStatuses } from "./change-statuses";
import { readCreateBody } from "./create-fields";
import { recordJudged, sorted } from "./create-policy-payment";
import { judgeBatch } from "./judge-batch";
import type { Asked } from "./judge-payment";
import { policyPaymentsByIds } from "./policy-payment";
import { readUpdateBody, type UpdatePolicyPaymentBody } from "./update-fields";
import { toChange } from "./update-policy-payment";

/** Records the items that are right, in bulk statements, and resolves to those that are not. */
export async function createAll(tx: Queryable, ctx: Ctx, text: string): Promise<RefusedItem[]> {
  const items = itemsOf(text);
  const policyIds = items.map(({ item }) => idIn(item, "policy_id"));
  const policies = await policiesById(
    policyIds.filter((id) => typeof id === "string"),
    tx,
  );
  const refused: RefusedItem[] = [];
  const asked: { index: number; asked: Asked }[] = [];
  for (const { index, item } of items) {
    const read = readCreateBody(item ?? {}, ["policy_id"]);
    const id = policyIds[index];
    const policy = typeof id === "string" ? policies.get(id) : undefined;
    if (!item) refused.push({ index, errors: [NO_OBJECT] });
    else if (typeof id !== "string") refused.push({ index, errors: [...(id ?? []), ...read.issues] });
    else if (!policy || !isOwn(ctx, policy.merchantId))
      refused.push({ index, errors: [unknown("policy_id", "Policy", id), ...read.issues] });
    else asked.push({ index, asked: { policy, read } });
  }
  const judged = await judgeBatch(
    tx,
    ctx,
    asked.map((each) => each.asked),
  );
  const { drafts, refused: unfit } = sorted(judged);
  for (const { index, issues } of unfit) refused.push({ index: asked[index]?.index ?? -1, errors: issues });
  if (drafts.length > 0) await recordJudged(tx, ctx, drafts);
  return refused.sort(byIndex);
}

/** Changes what may be changed, in bulk statements, and resolves to the items that were refused. */
export async function updateAll(tx: Queryable, ctx: Ctx, text: string): Promise<RefusedItem[]> {
  const refused: RefusedItem[] = [];
  const wanted: { index: number; body: UpdatePolicyPaymentBody }[] = [];
  for (const { index, item } of itemsOf(text)) {
    const { value, issues } = readUpdateBody(item ?? {}, null);
    if (!item) refused.push({ index, errors: [NO_OBJECT] });
    else if (issues.length > 0) refused.push({ index, errors: issues });
    else wanted.push({ index, body: value as UpdatePolicyPaymentBody });
  }
  const known = await policyPaymentsByIds(
    wanted.map(({ body }) => body.payment_id),
    tx,
  );
  const own = wanted.filter(({ index, body }) => {
    const payment = known.get(body.payment_id);
    if (payment && isOwn(ctx, payment.merchantId)) return true;
    refused.push({ index, errors: [unknown("payment_id", "Payment", body.payment_id)] });
    return false;
  });
  const verdicts = await changeStatuses(
    tx,
    ctx,
    own.map(({ body }) => toChange(body)),
  );
  for (const [at, verdict] of verdicts.entries())
    if (typeof verdict === "object")
      refused.push({
        index: own[at]?.index ?? -1,
        errors: [{ path: "status", code: "not_allowed", message: inWords(verdict.problem) }],
      });
  return refused.sort(byIndex);
}

const NO_OBJECT: FieldIssue = {
  path: WHOLE_BODY,
  code: "invalid_type",
  message: `"${WHOLE_BODY}" must be an object`,
};

type Item = Record<string, unknown>;

function itemsOf(text: string): { index: number; item: Item | null }[] {
  const items = readJsonText(text) as unknown[];
  return items.map((item, index) => ({
    index,
    item: typeof item === "object" && item !== null && !Array.isArray(item) ? (item as Item) : null,
  }));
}

function idIn(item: Item | null, field: string): string | FieldIssue[] {
  if (item?.[field] === undefined) return [required(field)];
  const parsed = uuidField.safeParse(item[field], { reportInput: true });
  return parsed.success ? parsed.data : issuesOf(parsed.error, [field]);
}

function isOwn({ actor }: Ctx, merchantId: string): boolean {
  const bound = merchantBound(actor);
  return bound === null || bound === merchantId;
}

function unknown(path: string, object: string, id: string): FieldIssue {
  return { ...unfit(path, ""), message: `${object} with ID '${id}' not found` };
}

function inWords(problem: Problem): string {
  switch (problem.code) {
    case "illegal_transition":
      return problem.reason;
    case "lost_race":
      return "This payment is in the request twice; its first item was done.";
    default:
      return problem.code;
  }
}

function byIndex(one: RefusedItem, other: RefusedItem): number {
  return one.index - other.index;
}
