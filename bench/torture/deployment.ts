import { contextOf } from "@/lib/auth/testing/contexts";
import { addressOf, layoutOf } from "@/lib/db/embedded/layout";
import { closePool } from "@/lib/db/pool";
import { stopDatabase } from "@/lib/db/testing/stop-server";
import { newId } from "@/lib/ids";
import { createKey } from "@/lib/keys/create-key";
import { createMerchant } from "@/lib/merchants/create-merchant";
import type { Lifecycle } from "@/lib/server/lifecycle";
import { loadSecrets } from "@/lib/server/secrets";
import { SCOPES } from "@/lib/verb/permissions";
import { type Child, startChild } from "../child";
import { temporaryDirectory } from "../stage";

/** A deployment as `npm start` makes it, with its own database, that can be killed and started again where it was. */
export interface Deployment {
  recorded: Recorded;
  url: string;
  apiKey: string;
  cluster: string;
  /** The application that runs now. */
  app: () => Child;
  restart: () => Promise<void>;
  /** Stops it, so that the next one has the machine to itself. */
  stop: () => Promise<void>;
}

/** How payments of one moment are recorded: sharing a statement, or each by itself. */
export const RECORDINGS = ["together", "alone"] as const;
export type Recorded = (typeof RECORDINGS)[number];

export async function startDeployment(
  lifecycle: Pick<Lifecycle, "onStop">,
  recorded: Recorded,
): Promise<Deployment> {
  const directory = await temporaryDirectory(lifecycle);
  const layout = layoutOf(directory);
  lifecycle.onStop("the database", () => stopDatabase(layout.cluster));
  const start = (port: string) =>
    startChild(lifecycle, ["main", "--host", "127.0.0.1", "--port", port, "--data", directory], {
      DATABASE_URL: undefined,
      RECORDING_GROUPS: recorded === "together" ? undefined : "off",
    });
  let app = await start("0");
  const { url } = app;
  await loadSecrets(directory);
  process.env.DATABASE_URL = addressOf(layout, { role: "application" });
  lifecycle.onStop("the connection pool", closePool);
  return {
    recorded,
    url,
    apiKey: await newKey(),
    cluster: layout.cluster,
    app: () => app,
    restart: async () => {
      const again = () => start(new URL(url).port);
      // As whatever watches over a server does when a start fails, which on a loaded machine it may.
      app = await again().catch(again).catch(again);
    },
    stop: async () => {
      await app.stop();
      await closePool();
    },
  };
}

/** A key of a merchant of its own, in the database that this process works in. */
export async function newKey(): Promise<string> {
  const ctx = contextOf("owner");
  const { id: merchantId } = await createMerchant({
    ctx,
    input: {
      id: newId(),
      name: "Shop",
      logoColor: "#2f5d50",
      defaultCurrency: "GBP",
      paymentLimit: 500_000n,
    },
  });
  const input = { id: newId(), name: "Torture", scopes: [...SCOPES], merchantId };
  return (await createKey({ ctx, input })).secret ?? "";
}
