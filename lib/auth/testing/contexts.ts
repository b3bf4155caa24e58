import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import type { Role } from "@/lib/verb/permissions";

/** The context of a made-up person of a role, for tests of verbs that do not read the person from the database. */
export function contextOf(role: Role, now = new Date()): Ctx {
  return { actor: { type: "user", id: newId(), label: `Test ${role}`, role }, requestId: newId(), now };
}

/** Awaits a refusal and gives its problem; anything else fails the test. */
export async function problemIn(refused: Promise<unknown>): Promise<{ code: string }> {
  const outcome = await refused.then(
    () => null,
    (err: unknown) => err,
  );
  if (outcome instanceof Error && "problem" in outcome) return outcome.problem as { code: string };
  throw new Error(`Expected a refusal, got ${outcome === null ? "an answer" : String(outcome)}`);
}
