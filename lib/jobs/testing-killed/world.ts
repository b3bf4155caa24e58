import { afterAll, beforeAll, vi } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { connectProvider } from "@/lib/connections/connect-provider";
import { setMessageSecret } from "@/lib/connections/set-message-secret";
import { forgetConnections } from "@/lib/connectors/connection";
import { GoCardlessFake } from "@/lib/connectors/testing/gocardless-fake/server";
import type { HttpFake } from "@/lib/connectors/testing/http-fake";
import { MollieFake } from "@/lib/connectors/testing/mollie-fake/server";
import { StripeFake } from "@/lib/connectors/testing/stripe-fake/server";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";

export const SECRET = "a secret that messages are signed with";

/** A provider on loopback, connected as an admin connects it. Its messages are sent by the test alone. */
export interface World<Fake extends HttpFake = HttpFake> {
  fake: Fake;
  connectionId: string;
  /** Leads a merchant's payments of a kind there. */
  route: (merchantId: string, kind: "checkout" | "policy") => Promise<void>;
}

const STRIPE_KEY = "sk_test_51Killed0000000000";
const MOLLIE_KEY = "test_Killed00000000000000000000000";
const GOCARDLESS_TOKEN = "sandbox_Killed0000000000";

export const stripeWorld = () =>
  aWorld("stripe", new StripeFake(STRIPE_KEY), { secretKey: STRIPE_KEY }, "STRIPE_API_BASE");

export const mollieWorld = () =>
  aWorld("mollie", new MollieFake(MOLLIE_KEY), { apiKey: MOLLIE_KEY }, "MOLLIE_API_BASE");

export const gocardlessWorld = () =>
  aWorld(
    "gocardless",
    new GoCardlessFake(GOCARDLESS_TOKEN),
    { accessToken: GOCARDLESS_TOKEN },
    "GOCARDLESS_API_BASE",
  );

function aWorld<Fake extends HttpFake>(
  provider: string,
  fake: Fake,
  credentials: Record<string, string>,
  base: string,
): World<Fake> {
  const connectionId = newId();
  const ctx = contextOf("admin");
  beforeAll(async () => {
    await fake.listen();
    vi.stubEnv(base, fake.origin);
    const input = { id: connectionId, provider, name: provider, merchantId: null, credentials };
    await connectProvider({ ctx, input });
    await setMessageSecret({ ctx, input: { id: connectionId, version: 1, secret: SECRET } });
  });
  afterAll(() => fake.close());
  return {
    fake,
    connectionId,
    route: async (merchantId, kind) => {
      await runUnprepared(
        `INSERT INTO connection_route (id, position, merchant_id, kind, connection_id, created_at)
         VALUES ($1, 0, $2, $3, $4, now())`,
        [newId(), merchantId, kind, connectionId],
      );
      forgetConnections();
    },
  };
}
