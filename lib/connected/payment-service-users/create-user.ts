import { recordAudit } from "@/lib/audit/record";
import { merchantOrFirst } from "@/lib/auth/first-merchant";
import { ofActor } from "@/lib/connected/query/read-by-time";
import { prisma } from "@/lib/db/prisma";
import { prismaTransaction } from "@/lib/db/sql";
import { Prisma } from "@/lib/generated/prisma/client";
import { newId, readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { given } from "@/lib/verb/given";
import { authorize } from "@/lib/verb/permissions";
import { refuseField } from "@/lib/verb/problem";
import type { CreateUser } from "./wire";

/**
 * Keeps a payment service user, with bank accounts of the same merchant; its id. The dialect has no key for it: sent twice,
 * it is kept twice.
 */
export async function createUser({ ctx, input }: { ctx: Ctx; input: CreateUser }): Promise<string> {
  authorize(ctx, "payments:create");
  const bankAccounts = await knownBankAccounts(ctx, input.bankAccountIDs ?? []);
  const merchantId = bankAccounts[0]?.merchantId ?? (await merchantOrFirst(ctx));
  const id = newId();
  const { name, contactDetails, address, metadata } = input;
  await prismaTransaction(async (tx) => {
    await tx.db.paymentServiceUser.create({
      data: {
        ...{ id, merchantId, name, metadata: metadata ?? {}, createdAt: ctx.now },
        contactDetails: contactDetails ? given(contactDetails) : Prisma.DbNull,
        address: address ? given(address) : Prisma.DbNull,
      },
    });
    await tx.db.paymentServiceUserBankAccount.createMany({
      data: bankAccounts.map((each) => ({ userId: id, bankAccountId: each.id, createdAt: ctx.now })),
    });
    await recordAudit(tx, ctx, {
      action: "payment_service_user.created",
      objectType: "payment_service_user",
      objectId: id,
      merchantId,
      data: { name, bankAccounts: bankAccounts.length },
    });
  });
  return id;
}

/** The bank accounts behind ids, each once; refuses one that is unknown or of another merchant than the first. */
async function knownBankAccounts(ctx: Ctx, ids: readonly string[]) {
  const uuids = ids.map((id) => readAnyId(id));
  const found = await prisma().connectedBankAccount.findMany({
    where: { id: { in: uuids.filter((id) => id !== null) }, ...ofActor(ctx) },
    select: { id: true, merchantId: true },
  });
  const byId = new Map(found.map((each) => [each.id, each]));
  const merchantId = byId.get(uuids[0] ?? "")?.merchantId;
  uuids.forEach((id, index) => {
    const known = byId.get(id ?? "");
    if (known?.merchantId === merchantId && known) return;
    const message = known ? "is a bank account of another merchant" : "is not a known bank account";
    refuseField(`bankAccountIDs.${index}`, "invalid_value", message);
  });
  return [...byId.values()];
}
