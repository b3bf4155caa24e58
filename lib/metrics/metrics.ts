import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

// A request is mostly one round trip to the database: the buckets are closest where it should be.
const DURATION_BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

const RECORDING_BUCKETS_ROWS = [1, 2, 4, 8, 16, 32, 64];

type Metrics = ReturnType<typeof makeMetrics>;

// The framework's bundle and the doors each hold a copy of this module: both must count in one place.
const holder = globalThis as typeof globalThis & { counterfoilMetrics?: Metrics };

/** What this process counts, and what it reads from the database when it is asked. docs/operations.md has the list. */
export function metrics(): Metrics {
  holder.counterfoilMetrics ??= makeMetrics();
  return holder.counterfoilMetrics;
}

function makeMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const gauge = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge<Label>({ name: `counterfoil_${name}`, help, labelNames, registers });
  return {
    registry,
    requestSeconds: new Histogram({
      name: "counterfoil_request_duration_seconds",
      help: "API requests and how long their answers took, by the route's template and the class of the status.",
      labelNames: ["door", "route", "method", "status"],
      buckets: DURATION_BUCKETS_SECONDS,
      registers,
    }),
    rateLimited: new Counter({
      name: "counterfoil_rate_limited_total",
      help: "API requests refused by a rate limit.",
      labelNames: ["door"],
      registers,
    }),
    requestsNotLogged: new Counter({
      name: "counterfoil_request_log_dropped_total",
      help: "API requests that were answered and are missing in the request log.",
      registers,
    }),
    attempts: new Counter({
      name: "counterfoil_attempts_total",
      help: "What connectors answered when they were asked to move money.",
      labelNames: ["outcome"],
      registers,
    }),
    recordingRows: new Histogram({
      name: "counterfoil_recording_rows",
      help: "How many payments each recording statement carried, of those that may share one.",
      buckets: RECORDING_BUCKETS_ROWS,
      registers,
    }),
    recordedAlone: new Counter({
      name: "counterfoil_recorded_alone_total",
      help: "Payments that were recorded again by themselves, because a statement with others was refused.",
      registers,
    }),
    recordingsWaiting: gauge("recordings_waiting", "Payments that wait for their recording statement."),
    replicaReads: new Counter({
      name: "counterfoil_replica_reads_total",
      help: "Reads that a replica may answer, by who did: the replica, or the primary because it was behind or away.",
      labelNames: ["outcome"],
      registers,
    }),
    databaseUp: gauge("database_up", "Whether the figures read from the database are there: 1 or 0."),
    poolConnections: gauge("pool_connections", "Connections of this process to the database.", ["state"]),
    poolWaiting: gauge("pool_waiting", "Requests for a connection that wait for one."),
    outboxLast: gauge("outbox_last_id", "The newest event's number: its rate is the rate of events."),
    outboxLagRows: gauge(
      "outbox_lag_rows",
      "Events a reader of the outbox has not read yet; at most 10 001.",
      ["reader"],
    ),
    outboxLagSeconds: gauge("outbox_lag_seconds", "Age of the oldest event a reader has not read yet.", [
      "reader",
    ]),
    jobsWaiting: gauge("jobs_waiting", "Background jobs that are due and not begun."),
    jobsRunning: gauge("jobs_running", "Background jobs under way."),
    asyncRequestsWaiting: gauge(
      "policy_async_requests_waiting",
      "Asynchronous policy requests taken in and not done yet.",
    ),
    importsWaiting: gauge("imports_waiting", "Imports of payments that are not finished."),
    attemptsOpen: gauge("attempts_open", "Attempts whose outcome is not known yet.", ["state"]),
    retriesWaiting: gauge(
      "policy_retries_waiting",
      "Retries of policy payments that are scheduled, among the next 50 000 collections.",
    ),
  };
}
