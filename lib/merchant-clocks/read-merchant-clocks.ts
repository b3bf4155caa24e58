import { prisma } from "@/lib/db/prisma";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { CLOCK_SELECT, findClock, type MerchantClock, toClock } from "./merchant-clock";

export interface MerchantClockPage {
  clocks: MerchantClock[];
  total: number;
}

/** A page of test clocks that are not deleted, newest first; of one merchant or, for null, of all. */
export async function listMerchantClocks({
  ctx,
  input: { merchantId, limit, offset },
}: {
  ctx: Ctx;
  input: { merchantId: string | null; limit: number; offset: number };
}): Promise<MerchantClockPage> {
  authorize(ctx, "test-clocks:read");
  const where = { deletedAt: null, ...(merchantId !== null && { merchantId }) };
  const [rows, total] = await Promise.all([
    prisma().merchantTestClock.findMany({
      ...{ where, select: CLOCK_SELECT, take: limit, skip: offset },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    }),
    prisma().merchantTestClock.count({ where }),
  ]);
  return { clocks: rows.map((row) => toClock(ctx, row)), total };
}

/** One test clock, also a deleted one. Refuses with `not_found`, also for another merchant's. */
export async function getMerchantClock({
  ctx,
  input: { id },
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<MerchantClock> {
  authorize(ctx, "test-clocks:read");
  return toClock(ctx, await findClock(ctx, id, prisma()));
}

/** The merchants that have a test clock, with one of each. */
export async function merchantsWithClocks({
  ctx,
}: {
  ctx: Ctx;
}): Promise<(MerchantClock & { merchantName: string })[]> {
  authorize(ctx, "test-clocks:read");
  const rows = await prisma().merchantTestClock.findMany({
    where: { deletedAt: null },
    select: { ...CLOCK_SELECT, merchant: { select: { name: true } } },
    distinct: ["merchantId"],
    orderBy: [{ merchantId: "asc" }, { createdAt: "desc" }],
  });
  return rows.map(({ merchant, ...row }) => ({ ...toClock(ctx, row), merchantName: merchant.name }));
}
