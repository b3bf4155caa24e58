import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { type Operator, readOperator } from "@/lib/auth/session";
import { currentTime, merchantsAhead } from "@/lib/clock/clock";
import { inTimeOfNamed } from "@/lib/clock/own-time";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { may, type Permission } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { requestedPath } from "./requested-path";

export type OperatorCtx = Ctx & { actor: Operator };

/** The person behind this request, or null; asked of the database once per request. */
export const currentOperator = cache(async (): Promise<Operator | null> => {
  // Not the request's own header: after an action has set a cookie, the page is rendered with it in the same request.
  const jar = await cookies();
  return readOperator(new Headers({ cookie: jar.toString() }));
});

/**
 * The context of whatever the signed-in person does with this request, in the time of whose page it is on. Throws
 * `unauthenticated` when nobody is.
 */
export const operatorCtx = cache(async (): Promise<OperatorCtx> => {
  const actor = await currentOperator();
  if (!actor) throw new Refused({ code: "unauthenticated" });
  const ctx = { actor, requestId: newId(), now: await currentTime() };
  if (merchantsAhead().size === 0) return ctx;
  const [path = ""] = (await requestedPath()).split("?");
  return inTimeOfNamed(ctx, path.split("/"), { changes: false });
});

/**
 * For a page: the signed-in person, else on to the sign-in page and back here afterwards. Whoever lacks the permission is
 * told which, and who has it. The verbs check again.
 */
export async function requireOperator(permission?: Permission): Promise<Operator> {
  const operator = await currentOperator();
  if (!operator) redirect(`/sign-in?${new URLSearchParams({ next: await requestedPath() })}`);
  if (permission && !may(operator, permission)) redirect(`/no-access?${new URLSearchParams({ permission })}`);
  return operator;
}
