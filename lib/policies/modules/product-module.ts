import { recordAudit } from "@/lib/audit/record";
import { type FromForm, madeBefore } from "@/lib/db/made-before";
import { isUniqueViolation, type Queryable, query, transaction } from "@/lib/db/sql";
import { BY_ID, type ByIdRow } from "@/lib/generated/sql/policies/modules/product-module/by-id";
import { INSERT } from "@/lib/generated/sql/policies/modules/product-module/insert";
import { LIST } from "@/lib/generated/sql/policies/modules/product-module/list";
import { LOCK } from "@/lib/generated/sql/policies/modules/product-module/lock";
import { UPDATE } from "@/lib/generated/sql/policies/modules/product-module/update";
import { newId, readAnyId } from "@/lib/ids";
import { policyMerchant, refuseOtherMerchant } from "@/lib/policies/acting-merchant";
import { unfit } from "@/lib/policies/field-words";
import { refuseIssues } from "@/lib/policies/read-body";
import type { CreateProductModuleBody, UpdateProductModuleBody } from "@/lib/policies/wire";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { refuseUnseen, standingOf } from "@/lib/verb/stale";
import { type BillingSettings, fromStored, toStored } from "./billing-settings";

/** A product an insurer sells, and the rules its premiums are collected by. */
export interface ProductModule {
  id: string;
  merchantId: string;
  key: string;
  name: string;
  billing: BillingSettings;
  createdAt: Date;
  updatedAt: Date;
}

const PRODUCT_MODULES_LISTED_MAX = 500;

/** Makes a product module; the same form sent again gives the one it made. Refuses with `invalid` for a key that is taken. */
export async function createProductModule({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: CreateProductModuleBody & FromForm & { merchantId?: string };
}): Promise<ProductModule> {
  authorize(ctx, "product-modules:manage");
  const merchantId = await policyMerchant(ctx, input.merchantId);
  const settings = { billing: toStored(input.settings.billing) };
  return transaction(async (tx) => {
    const { key, name } = input;
    const id = input.formId ?? newId();
    const [row] = await query(INSERT, { id, merchantId, key, name, settings, now: ctx.now }, tx);
    if (!row) throw new Error("a product module was not written");
    await recordAudit(tx, ctx, audited("product_module.created", row));
    return fromRow(row);
  })
    .catch((err: unknown) =>
      madeBefore(err, input, (id) => getProductModule({ ctx, input: { id } }), {
        ...{ merchantId, key: input.key, name: input.name, billing: fromStored(settings.billing) },
      }),
    )
    .catch((err: unknown) => {
      if (!isUniqueViolation(err)) throw err;
      return refuseIssues([unfit("key", "is taken by another product module")]);
    });
}

/**
 * Replaces the name, the whole of the settings, or both. Refuses with `conflict` a form that was opened before somebody else
 * changed them, unless they are what it says already.
 */
export async function updateProductModule({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: UpdateProductModuleBody & { id: string; seen?: string };
}): Promise<ProductModule> {
  authorize(ctx, "product-modules:manage");
  const { id } = await getProductModule({ ctx, input });
  const settings = input.settings ? { billing: toStored(input.settings.billing) } : null;
  return transaction(async (tx) => {
    const [locked] = await query(LOCK, { id }, tx);
    if (locked && input.seen !== undefined) {
      const before = fromRow(locked);
      const wanted = { name: input.name ?? before.name, billing: input.settings?.billing ?? before.billing };
      if (standingOfModule(before) === standingOfModule(wanted)) return before;
      refuseUnseen(`"${before.name}"`, standingOfModule(before), input.seen);
    }
    const [row] = await query(UPDATE, { id, name: input.name ?? null, settings, now: ctx.now }, tx);
    if (!row) throw new Refused({ code: "not_found", object: "Product module", id: input.id });
    await recordAudit(tx, ctx, audited("product_module.updated", row));
    return fromRow(row);
  });
}

/** How a product module stands, as the form that changes it is told. */
export function standingOfModule({ name, billing }: Pick<ProductModule, "name" | "billing">): string {
  return standingOf({ name, billing });
}

/** One product module; `not_found` also for another merchant's. */
export async function getProductModule(
  { ctx, input }: { ctx: Ctx; input: { id: string } },
  on?: Queryable,
): Promise<ProductModule> {
  authorize(ctx, "policies:read");
  const id = readAnyId(input.id);
  const [row] = id ? await query(BY_ID, { id }, on) : [];
  if (!row) throw new Refused({ code: "not_found", object: "Product module", id: input.id });
  refuseOtherMerchant(ctx, row.merchantId, "Product module", input.id);
  return fromRow(row);
}

/** Newest first. */
export async function listProductModules({ ctx }: { ctx: Ctx }): Promise<ProductModule[]> {
  authorize(ctx, "policies:read");
  const rows = await query(LIST, {
    merchantId: merchantBound(ctx.actor),
    productModulesListedMax: PRODUCT_MODULES_LISTED_MAX,
  });
  return rows.map(fromRow);
}

function fromRow({ settings, ...row }: ByIdRow): ProductModule {
  return { ...row, billing: fromStored(settings.billing) };
}

function audited(action: string, row: ByIdRow) {
  const data = { key: row.key, name: row.name, billing: row.settings.billing };
  return { action, objectType: "product_module", objectId: row.id, merchantId: row.merchantId, data };
}
