import { describe, it } from "vitest";
import { chargeCases } from "./conformance/charges";
import { credentialCases } from "./conformance/credentials";
import { eventCases } from "./conformance/events";
import { evidenceCases } from "./conformance/evidence";
import { type Case, Kit } from "./conformance/kit";
import { lostAnswerCases } from "./conformance/lost-answers";
import { mandateCases } from "./conformance/mandates";
import { messageCases } from "./conformance/messages";
import { mirrorCases } from "./conformance/mirror";
import { moneyCases } from "./conformance/money";
import { pageCases } from "./conformance/pages";
import { refundCases } from "./conformance/refunds";
import { troubleCases } from "./conformance/trouble";
import type { ConformanceWorld } from "./conformance/world";

/** Every guarantee that a connector gives, by what it is about. */
export function conformanceCases(world: ConformanceWorld): Readonly<Record<string, readonly Case[]>> {
  return {
    "itself and its credentials": credentialCases,
    "saved methods": chargeCases(world),
    mandates: mandateCases,
    pages: pageCases,
    "refunds and payouts": refundCases,
    "lost answers": lostAnswerCases,
    trouble: troubleCases,
    amounts: moneyCases(world),
    events: eventCases,
    "what others did": mirrorCases(world),
    "answers to disputes": evidenceCases,
    messages: messageCases,
  };
}

/** Why a case is left out of a world: what the provider lacks of it. Null where it has everything. */
export function leftOut({ needs }: Case, { lacks }: ConformanceWorld): string | null {
  return needs.flatMap((need) => lacks[need] ?? [])[0] ?? null;
}

/**
 * Registers a test for each guarantee that every connector gives. Those that do not apply are skipped by name, with what
 * the world says that its provider lacks.
 */
export function conformance(world: ConformanceWorld): void {
  describe(`the conformance of ${world.provider.label}`, () => {
    const kit = new Kit(world);
    for (const [about, cases] of Object.entries(conformanceCases(world)))
      describe(about, () => {
        for (const each of cases) {
          const reason = leftOut(each, world);
          if (reason === null) it(each.name, () => each.run(kit));
          else it.skip(`${each.name} (left out: ${reason})`, () => {});
        }
      });
  });
}
