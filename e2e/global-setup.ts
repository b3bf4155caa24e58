import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { addressOf, layoutOf } from "@/lib/db/embedded/layout";
import { freePort } from "./proxy";
import { startServer } from "./server";

/** One production server for the whole suite, on a port nobody has and a data directory that goes when it ends. */
export default async function setup(): Promise<() => Promise<void>> {
  const dataDirectory = await mkdtemp(path.join(os.tmpdir(), "counterfoil-e2e-"));
  // The database runs as another user when we are root, and has to get in.
  await chmod(dataDirectory, 0o755);
  // The receivers that tests start are on this machine, where webhooks are not sent without an exception.
  process.env.WEBHOOK_ALLOWED_ADDRESSES = "127.0.0.1";
  // Where a test's stand-ins for the providers will listen; nothing else is asked for payments.
  const [stripe, gocardless] = await Promise.all([freePort(), freePort()]);
  const providers = {
    STRIPE_API_BASE: `http://127.0.0.1:${stripe}`,
    GOCARDLESS_API_BASE: `http://127.0.0.1:${gocardless}`,
  };
  const server = await startServer(dataDirectory, [], providers);
  Object.assign(process.env, providers);
  // The tests' own processes inherit these: fixtures make their data with the verbs, in the server's database.
  process.env.PUBLIC_URL = server.url;
  process.env.DATA_DIR = dataDirectory;
  process.env.DATABASE_URL = addressOf(layoutOf(dataDirectory), { role: "application" });
  Object.assign(process.env, JSON.parse(await readFile(path.join(dataDirectory, "secrets.json"), "utf8")));
  return async () => {
    await server.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  };
}
