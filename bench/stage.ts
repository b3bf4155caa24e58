import { chmod, mkdtemp, realpath, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { contextOf } from "@/lib/auth/testing/contexts";
import { newPerson, signedInBrowser } from "@/lib/auth/testing/people";
import { addressOf, DATABASE_ROLES, type Layout, layoutOf } from "@/lib/db/embedded/layout";
import { closePool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { createKey } from "@/lib/keys/create-key";
import { createMerchant } from "@/lib/merchants/create-merchant";
import { openDatabase } from "@/lib/server/database";
import type { Lifecycle } from "@/lib/server/lifecycle";
import { SCOPES } from "@/lib/verb/permissions";
import { type Child, startChild } from "./child";

/** A database of our own with one merchant, one key and one person in it, which every part copies. */
export interface Stage {
  lifecycle: Lifecycle;
  layout: Layout;
  merchantId: string;
  /** The secret of a key bound to the merchant. */
  apiKey: string;
  /** The Cookie header of a person who is signed in. */
  cookie: string;
}

/** An embedded PostgreSQL in a temporary directory, set up like a new deployment. It goes when the lifecycle stops. */
export async function setStage(lifecycle: Lifecycle): Promise<Stage> {
  const directory = await temporaryDirectory(lifecycle);
  const database = await openDatabase({ databaseUrl: undefined, dataDirectory: directory });
  lifecycle.onStop("the database", database.stop);
  lifecycle.onStop("the connection pool", closePool);
  const ctx = contextOf("owner");
  const merchant = await createMerchant({
    ctx,
    input: {
      id: newId(),
      name: "Shop",
      logoColor: "#2f5d50",
      defaultCurrency: "GBP",
      paymentLimit: 500_000n,
    },
  });
  const key = { id: newId(), name: "Benchmark", scopes: [...SCOPES], merchantId: merchant.id };
  const { secret } = await createKey({ ctx, input: key });
  const { headers } = await signedInBrowser(await newPerson("owner"));
  // A database is only copied while nobody is connected to it.
  await closePool();
  return {
    lifecycle,
    layout: layoutOf(directory),
    merchantId: merchant.id,
    apiKey: secret ?? "",
    cookie: headers.get("cookie") ?? "",
  };
}

/** A directory that goes when the lifecycle stops. */
export async function temporaryDirectory(lifecycle: Pick<Lifecycle, "onStop">): Promise<string> {
  const directory = await realpath(await mkdtemp(path.join(os.tmpdir(), "counterfoil-bench-")));
  // The database runs as another user when we are root, and has to get in.
  await chmod(directory, 0o755);
  lifecycle.onStop("the temporary directory", () => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** The same database for whoever may do everything with it: to fill it faster than any verb would. */
export function asAdministrator(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.username = DATABASE_ROLES.administrator;
  return url.href;
}

/** A copy of the stage's database, by its address. */
export async function copyDatabase({ layout }: Stage, name: string): Promise<string> {
  const client = new pg.Client({
    connectionString: addressOf(layout, { role: "administrator", database: "postgres" }),
  });
  await client.connect();
  try {
    await client.query(
      `CREATE DATABASE ${pg.escapeIdentifier(name)} OWNER ${DATABASE_ROLES.owner} TEMPLATE counterfoil`,
    );
  } finally {
    await client.end();
  }
  return addressOf(layout, { role: "application", database: name });
}

/** The production server on one database, as `npm start` starts it, on loopback. */
export function startApp({ lifecycle }: Stage, databaseUrl: string, args: string[] = []): Promise<Child> {
  const words = ["main", "--port", "0", "--host", "127.0.0.1", ...args];
  return startChild(lifecycle, words, { DATABASE_URL: databaseUrl });
}
