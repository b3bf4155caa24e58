import { oneOf } from "@/lib/db/one-of";
import { prisma } from "@/lib/db/prisma";
import type { Ctx } from "@/lib/verb/context";
import type { FailedSignIns, SignInStep } from "../failed-sign-ins";
import { ownUserId } from "./own-account";

/** How many addresses wrong attempts are shown from, those that tried last. */
export const FAILED_ADDRESSES_SHOWN_MAX = 20;

/** What came from one address (an IPv6 one stands for its /64 network), in one step of signing in. */
export interface FailedFrom {
  network: string;
  step: SignInStep;
  attempts: number;
  lastAt: Date;
}

/** Where wrong attempts to sign in as oneself came from, the newest first. */
export async function listFailedSignIns({ ctx }: { ctx: Ctx }): Promise<FailedFrom[]> {
  const failed = await prisma().failedSignIn.groupBy({
    by: ["network", "step"],
    where: { userId: ownUserId(ctx) },
    _count: true,
    _max: { occurredAt: true },
    orderBy: { _max: { occurredAt: "desc" } },
    take: FAILED_ADDRESSES_SHOWN_MAX,
  });
  return failed.map(({ network, step, _count, _max }) => ({
    network,
    step: oneOf(["password", "second_factor"], step),
    attempts: _count,
    lastAt: _max.occurredAt ?? ctx.now,
  }));
}

/** The wrong attempts one has not said to have seen, or null. `passwordKnown`: somebody had the password right. */
export interface UnseenFailedSignIns extends FailedSignIns {
  since: Date;
  passwordKnown: boolean;
}

/** What a person is told until they say they have seen it. */
export async function unseenFailedSignIns({ ctx }: { ctx: Ctx }): Promise<UnseenFailedSignIns | null> {
  const failed = await prisma().failedSignIn.groupBy({
    by: ["network", "step"],
    where: { userId: ownUserId(ctx), seenAt: null },
    _count: true,
    _min: { occurredAt: true },
  });
  if (failed.length === 0) return null;
  const times = failed.flatMap(({ _min }) => (_min.occurredAt ? [_min.occurredAt.getTime()] : []));
  return {
    attempts: failed.reduce((sum, { _count }) => sum + _count, 0),
    networks: new Set(failed.map(({ network }) => network)).size,
    since: new Date(Math.min(...times)),
    passwordKnown: failed.some(({ step }) => step === "second_factor"),
  };
}

/** Says that one has seen what one was told. */
export async function dismissFailedSignIns({ ctx }: { ctx: Ctx }): Promise<void> {
  await prisma().failedSignIn.updateMany({
    where: { userId: ownUserId(ctx), seenAt: null },
    data: { seenAt: ctx.now },
  });
}
