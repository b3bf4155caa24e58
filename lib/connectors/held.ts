import { currentHold } from "@/lib/db/hold";
import type { Queryable } from "@/lib/db/sql";
import { Refused } from "@/lib/verb/problem";
import type { Connector } from "./connector";

/** What everybody is told who would have something asked of a provider while the database is held. */
export const HELD_MESSAGE =
  "This deployment is held, because its database was restored or copied: no provider is asked for anything until an owner releases it.";

/** Refuses with `conflict` while the database is held. What writes down that a provider is about to be asked says it first. */
export async function refuseWhileHeld(on?: Queryable): Promise<void> {
  if (await currentHold(on)) throw new Refused({ code: "conflict", message: HELD_MESSAGE });
}

/**
 * A connector that is asked nothing while the database is held but how things stand. The last line: what a person asks for
 * is refused before anything of it is written down, and what goes by itself does not run.
 */
export function withHold(connector: Connector): Connector {
  const { hosted, mandates, bankMandates, disputes, letGo } = connector;
  return {
    ...connector,
    charge: unlessHeld((request) => connector.charge(request)),
    completeChallenge: unlessHeld((request) => connector.completeChallenge(request)),
    refund: unlessHeld((request) => connector.refund(request)),
    payout: unlessHeld((request) => connector.payout(request)),
    hosted: hosted && {
      begin: unlessHeld((request) => hosted.begin(request)),
      close: unlessHeld((request) => hosted.close(request)),
    },
    mandates: mandates && {
      takes: mandates.takes,
      begin: unlessHeld((request) => mandates.begin(request)),
      lookup: (request) => mandates.lookup(request),
      end: unlessHeld((request) => mandates.end(request)),
    },
    ...(bankMandates && {
      bankMandates: { request: unlessHeld((request) => bankMandates.request(request)) },
    }),
    disputes: disputes && {
      submitEvidence: unlessHeld((request) => disputes.submitEvidence(request)),
      lookup: (request) => disputes.lookup(request),
    },
    letGo: letGo && unlessHeld((method) => letGo(method)),
  };
}

function unlessHeld<Request, Outcome>(call: (request: Request) => Promise<Outcome>) {
  return async (request: Request): Promise<Outcome> => {
    await refuseWhileHeld();
    return call(request);
  };
}
