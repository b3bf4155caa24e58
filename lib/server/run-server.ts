import type { RequestListener } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { leadConsoleToLog } from "@/lib/log/lead-console";
import { log } from "@/lib/log/log";
import { sayingWhatFor } from "@/lib/log/say-waiting";
import { type HttpServer, listenForRequests } from "./http";
import { type Lifecycle, startLifecycle } from "./lifecycle";
import { HELP, readOptions, type ServerOptions } from "./options";

/** How long a start that is told to stop may take to break off. */
const GIVE_UP_MS_MAX = 10_000;

/** How long the database that came with a start may take to stop, or to find out that another process starts or stops it. */
const DATABASE_STOP_MS_MAX = 180_000;

/** Production serves a build and mounts the doors itself; in development the framework's routes are read anew as they are edited. */
export type Mode = "production" | "development";

/**
 * What `npm start` and `npm run dev` both run: brings up the database, migrates it, runs the jobs, and answers requests
 * until it is told to stop. The mode decides on who answers, and on nothing else.
 */
export async function runServer(args: string[], mode: Mode): Promise<void> {
  const options = readOptions(args, process.env);
  if (!options) {
    process.stdout.write(HELP);
    return;
  }
  if (mode === "production") leadConsoleToLog();
  const lifecycle = startLifecycle();
  surviveRejections();
  try {
    const starting = start(options, mode, lifecycle);
    await Promise.race([starting, lifecycle.asked]);
    // A start that is told to stop breaks off what it waits for; what does not break off is left behind.
    if (lifecycle.signal.aborted) await Promise.race([starting.catch(() => {}), delay(GIVE_UP_MS_MAX)]);
    await lifecycle.asked;
    log.info("stopping");
  } catch (err) {
    if (!lifecycle.signal.aborted) throw err;
  } finally {
    await lifecycle.stop();
  }
  log.info("stopped");
  process.exit();
}

// One promise that nobody waits for, of the job queue's or a library's, must not end what everybody else is in the middle of.
function surviveRejections(): void {
  process.on("unhandledRejection", (err) => log.error({ err }, "a failure that nothing handled"));
}

async function start(options: ServerOptions, mode: Mode, lifecycle: Lifecycle): Promise<void> {
  const web = options.parts.includes("web");
  // First of all, so that a port in use is told before anything is touched.
  const http = await listenForRequests(
    web ? options : { ...options, port: options.healthPort, option: "--health-port" },
  );
  lifecycle.onStop("the listener", http.stop);
  process.env.PUBLIC_URL = options.publicUrl ?? `http://localhost:${web ? http.port : options.port}`;

  const { openDatabase } = await import("./database");
  const { closePool } = await import("@/lib/db/pool");
  const { startOutboxNotifications, stopOutboxNotifications } = await import("@/lib/db/outbox-notifications");
  const database = await openDatabase({ ...options, signal: lifecycle.signal });
  // The owner of the tables is needed for migrations alone.
  delete process.env.DATABASE_MIGRATION_URL;
  lifecycle.onStop("the database", database.stop, { msMax: DATABASE_STOP_MS_MAX });
  lifecycle.onStop("the connection pool", closePool);
  await sayingWhatFor("the database's notifications", startOutboxNotifications);
  lifecycle.onStop("the outbox's notifications", stopOutboxNotifications);
  const { listenForClockMoves } = await import("@/lib/clock/listen-for-clock-moves");
  lifecycle.onStop("the clock listener", await listenForClockMoves());
  await warnWhileHeld();
  lifecycle.signal.throwIfAborted();

  // Before the jobs, which take as many connections as they may have.
  if (web) {
    const { listenForKeyChanges } = await import("@/lib/keys/listen-for-key-changes");
    lifecycle.onStop("the key listener", await listenForKeyChanges());
  }
  if (options.parts.includes("jobs")) {
    const { startJobs } = await import("@/lib/jobs/runner");
    const jobs = await sayingWhatFor("the job queue's tables", startJobs);
    lifecycle.onStop("the jobs", jobs.stop);
    const { startSender } = await import("@/lib/webhooks/sending/sender");
    lifecycle.onStop("the webhooks", startSender().stop);
  }
  if (web) return serve(http, options, mode, lifecycle);
  const { createServiceListener } = await import("./service-listener");
  http.answerWith(createServiceListener(options.trustedProxies));
  log.info({ healthPort: http.port }, "the jobs are running");
}

async function warnWhileHeld(): Promise<void> {
  const { currentHold } = await import("@/lib/db/hold");
  const { heldWords, RELEASE_WORDS } = await import("./held-words");
  const hold = await currentHold();
  if (hold) log.warn(`${heldWords(hold)}: ${RELEASE_WORDS}`);
}

async function serve(
  http: HttpServer,
  options: ServerOptions,
  mode: Mode,
  lifecycle: Lifecycle,
): Promise<void> {
  const { greet } = await import("./greet");
  const { endStreams } = await import("@/lib/live/open-streams");
  const { startRequestLog } = await import("@/lib/requests/log-writer");
  const { observeRequests } = await import("@/lib/server/metrics/observe-requests");
  const requestLog = startRequestLog();
  observeRequests();
  lifecycle.onStop("the request log", async () => {
    // Requests in flight are logged too, and that takes the database, which stops before the listener would.
    await http.stop();
    await requestLog.stop();
  });
  const listener = await listenerOf(mode, { port: http.port, options, signal: lifecycle.signal });
  // Before all else: what is streamed is in flight for as long as somebody looks at it.
  lifecycle.onStop("the live streams", endStreams);
  lifecycle.signal.throwIfAborted();
  http.answerWith(listener);
  await greet(process.env.PUBLIC_URL ?? "", lifecycle.signal);
}

async function listenerOf(
  mode: Mode,
  { port, options, signal }: { port: number; options: ServerOptions; signal: AbortSignal },
): Promise<RequestListener> {
  const { startPages } = await import("./pages");
  const { createDevelopmentListener, createListener } = await import("./listener");
  const { host, trustedProxies } = options;
  switch (mode) {
    case "production": {
      const { prepareBuild } = await import("./build");
      process.env.COUNTERFOIL_BUILD_DIR = await prepareBuild(signal);
      const pages = await startPages({ port, host, mode });
      const secure = (process.env.PUBLIC_URL ?? "").startsWith("https:");
      return createListener({ pages, trustedProxies, secure });
    }
    case "development":
      return createDevelopmentListener({ pages: await startPages({ port, host, mode }), trustedProxies });
  }
}
