import { expect } from "vitest";
import { newId } from "@/lib/ids";
import { ask } from "../../ask";
import type { EvidenceOutcome, EvidenceRequest } from "../../dispute-answers";
import { type Case, type Kit, must } from "./kit";
import type { Need } from "./world";

const PARALLEL = 5;

/** A dispute is answered through us. */
export const evidenceCases: readonly Case[] = [
  evidence("is sent once, however often it is asked for under one id, and is found by it", async (kit) => {
    const { request } = await disputed(kit);
    expect(await find(kit, request)).toEqual({ state: "not_found" });
    const first = await send(kit, request);
    expect(first.state).toBe("succeeded");
    for (const again of [await send(kit, request), await send(kit, request)])
      expect(again.state).toBe("succeeded");
    expect(await find(kit, request)).toMatchObject({ state: "succeeded" });
    expect(await sentTo(kit, request)).toBe(1);
  }),

  evidence("is sent once by twins at the same moment, none of whom says that it failed", async (kit) => {
    const { request } = await disputed(kit);
    const outcomes = await Promise.all(Array.from({ length: PARALLEL }, () => send(kit, request)));
    for (const { state } of outcomes) expect(["succeeded", "unknown"]).toContain(state);
    expect((await send(kit, request)).state).toBe("succeeded");
    expect(await sentTo(kit, request)).toBe(1);
  }),

  evidence("that was sent already is refused under another id, and nothing is added to it", async (kit) => {
    const { request } = await disputed(kit);
    await send(kit, request);
    const other = { ...request, attemptId: newId() };
    expect(await send(kit, other)).toMatchObject(refusedAs("evidence_sent_before"));
    expect(await sentTo(kit, request)).toBe(1);
  }),

  evidence("that comes after the deadline is refused, and not sent", async (kit) => {
    const { request, reference } = await disputed(kit);
    await must(kit.world.happenings?.deadlinePasses, "deadlinePasses")(reference);
    const late = { ...request, now: kit.world.now() };
    expect(await send(kit, late)).toMatchObject(refusedAs("evidence_too_late"));
    expect(await sentTo(kit, request)).toBe(0);
  }),

  {
    ...evidence("that comes after the decision is refused, and not sent", async (kit) => {
      for (const state of ["won", "lost"] as const) {
        const { request, reference } = await disputed(kit);
        await must(kit.world.happenings?.decide, "decide")(reference, state);
        expect(await send(kit, request)).toMatchObject(refusedAs("evidence_after_decision"));
        expect(await sentTo(kit, request)).toBe(0);
      }
    }),
    needs: ["evidence", "disputes", "decided disputes"],
  },

  evidence("about a dispute that is not there is refused", async (kit) => {
    const { request } = await disputed(kit);
    const nowhere = { ...request, disputeReference: `${request.disputeReference}0` };
    expect(await send(kit, nowhere)).toMatchObject(refusedAs("evidence_refused"));
  }),

  lost("before it was sent is not there, and is sent once when it is asked for again", async (kit) => {
    const { request } = await disputed(kit);
    expect((await kit.during("lost_before", () => send(kit, request))).state).toBe("unknown");
    expect(await find(kit, request)).toEqual({ state: "not_found" });
    expect((await send(kit, request)).state).toBe("succeeded");
    expect(await sentTo(kit, request)).toBe(1);
  }),

  lost("after it was sent is found, and is not sent again", async (kit) => {
    const { request } = await disputed(kit);
    expect((await kit.during("lost_after", () => send(kit, request))).state).toBe("unknown");
    expect(await sentTo(kit, request)).toBe(1);
    expect((await find(kit, request)).state).toBe("succeeded");
    expect((await send(kit, request)).state).toBe("succeeded");
    expect(await sentTo(kit, request)).toBe(1);
  }),

  {
    name: "a look-up of evidence in trouble finds nothing out: never that it is not there",
    needs: ["evidence", "disputes", "network"],
    run: async (kit) => {
      const { request } = await disputed(kit);
      await send(kit, request);
      for (const trouble of ["429", "500", "503", "403", "cut_short", "html", "wrong_shape"] as const)
        expect((await kit.during(trouble, () => find(kit, request))).state, trouble).toBe("unknown");
    },
  },
];

function evidence(name: string, run: Case["run"]): Case {
  return { name: `evidence ${name}`, needs: ["evidence", "disputes"], run };
}

function lost(name: string, run: Case["run"]): Case {
  const needs: readonly Need[] = ["evidence", "disputes", "lost answers"];
  return { name: `evidence whose answer is lost ${name}`, needs, run };
}

const refusedAs = (declineCode: string) => ({ state: "failed", declineCode });

/** A charge that is disputed, and the answer to it. */
async function disputed(kit: Kit): Promise<{ request: EvidenceRequest; reference: string }> {
  const { reference } = await kit.take({}, "dispute");
  await kit.told();
  await must(kit.world.happenings?.dispute, "dispute")(reference);
  const facts = await kit.facts();
  const fact = facts.find((each) => each.type === "dispute" && each.chargeReference === reference);
  if (fact?.type !== "dispute") throw new Error("a dispute was not told");
  const words = { explanation: "She bought two mugs and has them.", sold: "Two mugs" };
  const letters = { receipt: "No. 1042, 49.00", communication: null };
  const { providerReference: disputeReference } = fact;
  const request = { attemptId: newId(), disputeReference, now: kit.world.now() };
  return { request: { ...request, evidence: { ...words, ...letters } }, reference };
}

function send(kit: Kit, request: EvidenceRequest): Promise<EvidenceOutcome> {
  return ask(() => must(kit.world.connector.disputes, "disputes").submitEvidence(request));
}

function find(kit: Kit, { attemptId, disputeReference, now }: EvidenceRequest) {
  return ask(() =>
    must(kit.world.connector.disputes, "disputes").lookup({ attemptId, disputeReference, now }),
  );
}

const sentTo = (kit: Kit, { disputeReference }: EvidenceRequest) =>
  must(kit.world.books.evidence, "books.evidence")(disputeReference);
