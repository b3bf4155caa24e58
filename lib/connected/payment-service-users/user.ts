import { type Page, pageOf } from "@/lib/connected/query/page";
import type { PageRequest } from "@/lib/connected/query/page-request";
import { ofActor, readByTime, uuidOf } from "@/lib/connected/query/read-by-time";
import { prisma } from "@/lib/db/prisma";
import { type Queryable, queryOne } from "@/lib/db/sql";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { PaymentServiceUserGetPayload } from "@/lib/generated/prisma/models";
import { LOCK, type LockRow } from "@/lib/generated/sql/connected/payment-service-users/lock";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";

const A_USER = "a payment service user";

const SHOWN = {
  id: true,
  name: true,
  createdAt: true,
  contactDetails: true,
  address: true,
  metadata: true,
  bankAccounts: { select: { bankAccountId: true }, orderBy: { createdAt: "asc" } },
} satisfies Prisma.PaymentServiceUserSelect;

/** Somebody whom bank details belong to, as connectors are told of them. */
export type PaymentServiceUser = PaymentServiceUserGetPayload<{ select: typeof SHOWN }>;

/** One payment service user; refuses with `invalid_id` or `not_found`. */
export async function getUser({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<PaymentServiceUser> {
  authorize(ctx, "payments:read");
  const where = { id: uuidOf(input.id, A_USER), ...ofActor(ctx) };
  const found = await prisma().paymentServiceUser.findFirst({ where, select: SHOWN });
  if (!found) throw notFound(input.id);
  return found;
}

/** Payment service users, newest first, a page at a time by keyset. */
export async function listUsers({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PageRequest;
}): Promise<Page<PaymentServiceUser>> {
  authorize(ctx, "payments:read");
  const rows = await prisma().paymentServiceUser.findMany({ ...readByTime(ctx, input), select: SHOWN });
  return pageOf(rows, input, ({ createdAt, id }) => [createdAt.toISOString(), id]);
}

/** The user as it is until the transaction ends; refuses with `invalid_id` or `not_found`. */
export async function lockUser(tx: Queryable, ctx: Ctx, id: string): Promise<LockRow> {
  const locked = await queryOne(LOCK, { id: uuidOf(id, A_USER), merchantId: merchantBound(ctx.actor) }, tx);
  if (!locked) throw notFound(id);
  return locked;
}

function notFound(id: string): Refused {
  return new Refused({ code: "not_found", object: "payment service user", id });
}
