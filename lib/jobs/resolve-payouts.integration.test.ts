import { afterAll, expect, it, vi } from "vitest";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { ask } from "@/lib/connected/testing";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";
import { jobContext } from "@/lib/verb/context";
import { resolveAttempts } from "./resolve-attempts";

const [BOOKED, NEVER_HEARD_OF] = [4_004, 4_008];

afterAll(async () => {
  expect(await findViolations()).toEqual([]);
});

it.each([BOOKED, NEVER_HEARD_OF])(
  "finds out what became of a payout of %i whose answer was lost, once",
  async (amount) => {
    const key = await aKey((await aMerchant()).id);
    const connector = await ask(key, "POST", "/connectors/dummypay", { name: "Sandbox" });
    const { connectorID } = connector.body.data as unknown as { connectorID: string };
    const createdAt = "2026-01-05T10:00:00Z";
    const account = await ask(key, "POST", "/accounts", {
      reference: newId(),
      connectorID,
      createdAt,
      type: "EXTERNAL",
    });
    const initiation = {
      ...{ reference: newId(), scheduledAt: createdAt, connectorID, description: "Rent", type: "PAYOUT" },
      ...{ amount, asset: "EUR/2", destinationAccountID: account.body.data?.id },
    };
    vi.stubEnv("COUNTERFOIL_SANDBOX_FAULTS", "1");
    const made = await ask(key, "POST", "/v3/payment-initiations?noValidation=true", initiation);
    vi.unstubAllEnvs();
    const { paymentInitiationID, taskID } = made.body.data as unknown as Record<string, string>;
    await runUnprepared("UPDATE attempt SET asked_at = asked_at - interval '5 minutes' WHERE id = $1", [
      taskID,
    ]);
    await Promise.all([1, 2].map(() => resolveAttempts({ ctx: jobContext("resolve", new Date(), newId()) })));
    const { data } = (await ask(key, "GET", `/v3/payment-initiations/${paymentInitiationID}`)).body;
    expect(data?.status).toBe("PROCESSED");
    const rows = await runUnprepared("SELECT 1 FROM sandbox_operation WHERE idempotency_key = $1", [taskID]);
    expect(rows).toHaveLength(1);
  },
);
