import { query } from "@/lib/db/sql";
import { NOTE_FAILURE } from "@/lib/generated/sql/connectors/connections/note-failure";
import { NOTE_SUCCESS } from "@/lib/generated/sql/connectors/connections/note-success";
import { log } from "@/lib/log/log";
import { redactText } from "@/lib/log/redact";
import type { Connector } from "./connector";

/** How often at most a process writes down that a connection works, or that it does not. */
export const HEALTH_NOTED_EVERY_MS = 10_000;

/** A connector whose answers are noted at its connection: an answer of any kind is a success, none is a failure. */
export function withHealth(connector: Connector, connectionId: string): Connector {
  const noted = { success: 0, failure: 0 };
  const watch = async <Outcome extends { state: string; raw?: unknown }>(
    call: Promise<Outcome>,
  ): Promise<Outcome> => {
    try {
      const outcome = await call;
      if (outcome.state === "unknown") note("failure", wordsOf(outcome.raw));
      else note("success");
      return outcome;
    } catch (err) {
      note("failure", err instanceof Error ? err.name : "failure");
      throw err;
    }
  };
  const note = (kind: "success" | "failure", words = "") => {
    if (performance.now() - noted[kind] < HEALTH_NOTED_EVERY_MS && noted[kind] > 0) return;
    noted[kind] = performance.now();
    const written =
      kind === "success"
        ? query(NOTE_SUCCESS, { id: connectionId })
        : query(NOTE_FAILURE, { id: connectionId, failure: words });
    written.catch((err: unknown) => log.warn({ err, connectionId }, "a connection's health was not noted"));
  };
  const { hosted, mandates, disputes } = connector;
  return {
    ...connector,
    charge: (request) => watch(connector.charge(request)),
    refund: (request) => watch(connector.refund(request)),
    payout: (request) => watch(connector.payout(request)),
    lookup: (request) => watch(connector.lookup(request)),
    hosted: hosted && {
      begin: (request) => watch(hosted.begin(request)),
      close: (request) => watch(hosted.close(request)),
    },
    mandates: mandates && {
      takes: mandates.takes,
      begin: (request) => watch(mandates.begin(request)),
      lookup: (request) => watch(mandates.lookup(request)),
      end: (request) => watch(mandates.end(request)),
    },
    disputes: disputes && {
      submitEvidence: (request) => watch(disputes.submitEvidence(request)),
      lookup: (request) => watch(disputes.lookup(request)),
    },
  };
}

function wordsOf(raw: unknown): string {
  const error = typeof raw === "object" && raw !== null && "error" in raw ? raw.error : null;
  return typeof error === "string" ? redactText(error).slice(0, 200) : "no answer";
}
