import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { ActionProblem, ActionResult } from "@/components/forms/action-result";
import { liveCursor } from "@/components/live/live-cursor";
import type { BeforeSignIn } from "@/lib/auth/accept-invitation";
import { currentTime } from "@/lib/clock/clock";
import { inTimeOfNamed } from "@/lib/clock/own-time";
import { unavailabilityOf } from "@/lib/db/unavailable";
import { readJsonObject } from "@/lib/http/json-body";
import { isOwnOrigin } from "@/lib/http/own-origin";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log/log";
import { type Problem, problemOf, Refused } from "@/lib/verb/problem";
import { OpenedByAnother, refuseAnothersPage } from "./opened-by-another";
import { type OperatorCtx, operatorCtx } from "./operator";
import { problemMessage } from "./problem-message";

/**
 * The body of a server action: who is signed in, the verb's own schema, the verb, and its refusal in plain words.
 * Anything else that goes wrong is logged under the request id and not told.
 */
export async function runAction<Schema extends z.ZodType, T>(
  schema: Schema,
  input: z.input<Schema>,
  work: (call: { ctx: OperatorCtx; input: z.output<Schema> }) => Promise<T>,
): Promise<ActionResult<T>> {
  return answer(async () => {
    const ctx = await senderCtx();
    return {
      requestId: ctx.requestId,
      reached,
      work: async () => work({ ctx: await inTimeOfNamed(ctx, input), input: fitting(schema, input) }),
    };
  });
}

/** The same for the few actions of people who have not signed in yet. */
export async function runPublicAction<Schema extends z.ZodType, T>(
  schema: Schema,
  input: z.input<Schema>,
  work: (call: { ctx: BeforeSignIn; input: z.output<Schema> }) => Promise<T>,
): Promise<ActionResult<T>> {
  return answer(async () => {
    const ctx = { requestId: newId(), now: await currentTime() };
    return { requestId: ctx.requestId, work: () => work({ ctx, input: fitting(schema, input) }) };
  });
}

/**
 * A server action over a route of its own, for bodies larger than actions take. A browser sends JSON to another site only
 * after asking, and says from where: what comes from elsewhere is refused.
 */
export async function runJsonRoute<Schema extends z.ZodType, T>(
  request: Request,
  { schema, bytesMax }: { schema: Schema; bytesMax: number },
  work: (call: { ctx: OperatorCtx; input: z.output<Schema> }) => Promise<T>,
): Promise<Response> {
  return answerJsonRoute(request, async () => {
    const ctx = await senderCtx();
    const read = async () => fitting(schema, await readJsonObject(request, bytesMax));
    return {
      requestId: ctx.requestId,
      reached,
      work: async () => {
        const input = await read();
        return work({ ctx: await inTimeOfNamed(ctx, input), input });
      },
    };
  });
}

/** The same for people who sign in over a page that must stay as it is: an action that sets a cookie makes it anew. */
export async function runPublicJsonRoute<Schema extends z.ZodType, T>(
  request: Request,
  { schema, bytesMax }: { schema: Schema; bytesMax: number },
  work: (call: { ctx: BeforeSignIn; input: z.output<Schema> }) => Promise<T>,
): Promise<Response> {
  return answerJsonRoute(request, async () => {
    const ctx = { requestId: newId(), now: await currentTime() };
    const read = async () => fitting(schema, await readJsonObject(request, bytesMax));
    return { requestId: ctx.requestId, work: async () => work({ ctx, input: await read() }) };
  });
}

async function answerJsonRoute<T>(request: Request, begin: Begin<T>): Promise<Response> {
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  if ((site !== null && site !== "same-origin") || (origin !== null && !isOwnOrigin(origin, request.headers)))
    return new Response(null, { status: 403 });
  return Response.json(await answer(begin));
}

/** Whoever is signed in and had the page opened that sends this. */
async function senderCtx(): Promise<OperatorCtx> {
  const ctx = await operatorCtx();
  await refuseAnothersPage(ctx.actor);
  return ctx;
}

type Begin<T> = () => Promise<{
  requestId: string;
  work: () => Promise<T>;
  /** How far the action went, which is for nobody's eyes who is not signed in. */
  reached?: () => Promise<string | null>;
}>;

async function answer<T>(begin: Begin<T>): Promise<ActionResult<T>> {
  let requestId = newId();
  try {
    const begun = await begin();
    requestId = begun.requestId;
    const value = await begun.work();
    const cursor = await begun.reached?.();
    return { ok: true, value, ...(cursor && { cursor }) };
  } catch (err) {
    // A redirect is thrown, too, and is the framework's to catch.
    unstable_rethrow(err);
    if (err instanceof OpenedByAnother) return { ok: false, requestId, problem: err.problem };
    const problem = problemOf(err) ?? unavailabilityOf(err);
    if (!problem) log.error({ err, requestId }, "an action failed");
    if (problem?.code === "unavailable")
      log.warn({ err, requestId, waitedFor: problem.waitedFor }, "an action had to be refused for now");
    return { ok: false, requestId, problem: told(problem) };
  }
}

/** Asked once the work is done. It is no reason to refuse what has been done. */
async function reached(): Promise<string | null> {
  return liveCursor().catch((err: unknown) => {
    log.warn({ err }, "how far an action went could not be read");
    return null;
  });
}

function fitting<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [first, ...others] = parsed.error.issues.map(({ path, message }) => ({
    path: path.join("."),
    code: "invalid_value" as const,
    message,
  }));
  throw first ? new Refused({ code: "invalid", issues: [first, ...others] }) : parsed.error;
}

function told(problem: Problem | null): ActionProblem {
  return {
    code: problem?.code ?? "internal",
    message: problemMessage(problem),
    issues: problem?.code === "invalid" ? problem.issues : [],
  };
}
