import { rm } from "node:fs/promises";
import { freePort } from "@/lib/process/testing/programs";
import { newDataDirectory, startServer, workBeside } from "./server";

/** One production server for the whole suite, on a port nobody has and a data directory that goes when it ends. */
export default async function setup(): Promise<() => Promise<void>> {
  const dataDirectory = await newDataDirectory();
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
  await workBeside(server, dataDirectory);
  return async () => {
    await server.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  };
}
