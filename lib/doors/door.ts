import { merchantOrFirst } from "@/lib/auth/first-merchant";
import { inTimeOfNamed, ownMomentOf } from "@/lib/clock/own-time";
import { unavailabilityOf } from "@/lib/db/unavailable";
import { withHeaders } from "@/lib/http/answer-json";
import { isAnybodyListening } from "@/lib/http/exchange";
import type { Dialect, Door } from "@/lib/http/operation";
import { authenticateKey } from "@/lib/keys/authenticate";
import { admitActor, admitAddress, countFailure, limitHeaders } from "@/lib/limits/request-limits";
import { log } from "@/lib/log/log";
import { isUtf8Part } from "@/lib/text/decoded-part";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { problemOf, Refused, refuseField } from "@/lib/verb/problem";
import { operationMatcher } from "./match";
import { begin, type Progress, tell } from "./tell-exchange";

/**
 * A door as one plain function from Request to Response, which the production server mounts on its listener and the
 * framework's `route.ts` re-exports. It matches, authenticates, authorises, calls the operation's handler and words what
 * goes wrong.
 */
export function serveDoor(
  dialect: Dialect & Pick<Door, "operations">,
): (request: Request) => Promise<Response> {
  const match = operationMatcher(dialect.operations);

  return async function door(request) {
    const progress = begin(dialect.name, request);
    const { requestId } = progress;
    const answered = await answer(request, progress).catch((err: unknown) => {
      const problem = problemOf(err) ?? unavailabilityOf(err);
      if (problem?.code === "unavailable")
        log.warn(
          { err, requestId, door: dialect.name, waitedFor: problem.waitedFor },
          "the database could not answer",
        );
      if (!problem) log.error({ err, requestId, door: dialect.name }, "a request failed");
      return dialect.present(problem, requestId);
    });
    const response = withHeaders(answered, {
      ...limitHeaders(progress.standing),
      "x-request-id": requestId,
    });
    const told = isAnybodyListening() ? await tell(request, response, progress) : response;
    return request.method === "HEAD" ? new Response(null, told) : told;
  };

  async function answer(request: Request, progress: Progress): Promise<Response> {
    const { url } = progress;
    await admitAddress(request, progress.standing);
    const { operation, params } = match(url.pathname, request.method);
    progress.routePath = operation.path;
    if (operation.permission === null) return operation.answer(request);
    const secret = dialect.secretOf(request);
    const actor = secret === null ? null : await (dialect.authenticate ?? authenticateKey)(secret);
    if (!actor) {
      // Whoever shows nothing guesses nothing.
      if (secret !== null) await countFailure(request, progress.standing);
      throw new Refused({ code: "unauthenticated" });
    }
    progress.actor = actor;
    await admitActor(actor, progress.standing);
    refuseBadQuery(url);
    const { requestId, touched } = progress;
    const isCancelled = () => request.signal.aborted;
    const moment = await ownMomentOf(merchantBound(actor));
    const ctx = { actor, requestId, ...moment, touched, isCancelled };
    authorize(ctx, operation.permission);
    const inTimeOfWhat = (named: unknown) =>
      inTimeOfCall(ctx, { ...params, named }, operation.method !== "GET");
    return operation.handle({ ctx, request, url, params, inTimeOfWhat });
  }
}

/** A key of one merchant is in that merchant's time whatever it names; any other in that of whose things it names. */
async function inTimeOfCall(ctx: Ctx, named: object, changes: boolean): Promise<Ctx> {
  if (merchantBound(ctx.actor)) return ctx;
  return inTimeOfNamed(ctx, named, { changes, otherwise: () => merchantOrFirst(ctx) });
}

/** The parameters that are lists where there are any: whoever reads one says how many it may be. */
const LISTS = ["sort"];

/** As in a body: no name twice, nothing but UTF-8, and the database keeps no NUL. Contracts, README. */
function refuseBadQuery(url: URL): void {
  if (url.search === "") return;
  refuseOtherThanUtf8(url);
  const names = [...url.searchParams.keys()].filter((name) => !LISTS.includes(name));
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) refuseField(twice.replaceAll("\0", ""), "invalid_value", "must be given once");
  if (!url.search.includes("%00")) return;
  for (const [name, value] of url.searchParams) {
    if (name.includes("\0") || value.includes("\0"))
      refuseField(name.replaceAll("\0", ""), "invalid_value", "must not contain a NUL character");
  }
}

/** Decoded, what is no UTF-8 would all be the same: two keys one, and half of a pair a character. */
function refuseOtherThanUtf8({ search }: URL): void {
  if (!MAY_HIDE_BYTES.test(search)) return;
  const bad = search
    .slice(1)
    .split("&")
    .find((pair) => !isUtf8Part(pair));
  if (bad === undefined) return;
  const [name = ""] = new URLSearchParams(bad).keys();
  refuseField(name, "invalid_value", "must be well-formed text");
}

const MAY_HIDE_BYTES = /%[89a-f]/i;
