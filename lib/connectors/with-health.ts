import { query } from "@/lib/db/sql";
import { NOTE_CALLS } from "@/lib/generated/sql/connectors/connections/note-calls";
import { log } from "@/lib/log/log";
import { redactText, withoutKnownSecrets } from "@/lib/log/redact";
import type { Connector } from "./connector";

/**
 * How often at most a process writes down that a connection works, or that it does not. The calls in between are counted
 * and written then: a process that is killed has not told of them.
 */
export const HEALTH_NOTED_EVERY_MS = 10_000;

const FAILURE_CHARACTERS_MAX = 200;

/** A connector whose answers are noted at its connection: an answer of any kind is a success, none is a failure. */
export function withHealth(connector: Connector, connectionId: string): Connector {
  const { succeeded, failed } = notebook(connectionId);
  const watch = async <Outcome extends { state: string; raw?: unknown }>(
    call: Promise<Outcome>,
  ): Promise<Outcome> => {
    try {
      const outcome = await call;
      if (outcome.state === "unknown") failed(wordsOf(outcome.raw));
      else succeeded();
      return { ...outcome, ...("raw" in outcome && { raw: withoutSecrets(outcome.raw) }) };
    } catch (err) {
      failed(err instanceof Error ? err.name : "failure");
      throw err;
    }
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

/** What a provider answered is kept: where it repeats a key of ours in a word of its own, that is taken out. */
function withoutSecrets(raw: unknown): unknown {
  const text = JSON.stringify(raw);
  const clean = text && withoutKnownSecrets(text);
  return clean === text ? raw : JSON.parse(clean);
}

/** Counts calls, and writes them down: the first of a kind at once, what follows together. */
function notebook(connectionId: string) {
  const notedMs = { success: Number.NEGATIVE_INFINITY, failure: Number.NEGATIVE_INFINITY };
  let counted = { calls: 0, failures: 0, failure: "" };
  let timer: NodeJS.Timeout | null = null;
  const write = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    const { calls, failures, failure } = counted;
    counted = { calls: 0, failures: 0, failure: "" };
    if (calls > failures) notedMs.success = performance.now();
    if (failures > 0) notedMs.failure = performance.now();
    query(NOTE_CALLS, { id: connectionId, calls, failures, failure: failures > 0 ? failure : null }).catch(
      (err: unknown) => log.warn({ err, connectionId }, "a connection's health was not noted"),
    );
  };
  const note = (kind: keyof typeof notedMs) => {
    if (performance.now() - notedMs[kind] >= HEALTH_NOTED_EVERY_MS) return write();
    timer ??= setTimeout(write, HEALTH_NOTED_EVERY_MS).unref();
  };
  return {
    succeeded: () => {
      counted.calls += 1;
      note("success");
    },
    failed: (failure: string) => {
      counted = { calls: counted.calls + 1, failures: counted.failures + 1, failure };
      note("failure");
    },
  };
}

function wordsOf(raw: unknown): string {
  const error = typeof raw === "object" && raw !== null && "error" in raw ? raw.error : null;
  return typeof error === "string" ? redactText(error).slice(0, FAILURE_CHARACTERS_MAX) : "no answer";
}
