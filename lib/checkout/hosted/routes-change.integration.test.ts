import { describe, expect, it } from "vitest";
import { routesFor } from "@/lib/connectors/route";
import { pool } from "@/lib/db/pool";
import { attemptsOf } from "@/lib/payments/attempt";
import { payCheckout } from "../pay-checkout";
import { aLink, aMerchant, cardOf, customerOf } from "../testing";
import { AMOUNT, open, routeElsewhere, twoProviders } from "./testing";

const { first, second, ids, link } = twoProviders();

/** What this process goes by has just been read, and it is not told of what another commits from here on. */
const readAll = (merchantId: string) =>
  routesFor({ merchantId, kind: "checkout", currency: "GBP", amountMinor: AMOUNT });

const connectorsOf = async (id: string) => (await attemptsOf(id)).map(({ connector }) => connector);

describe("a payment that is made right after another process", () => {
  it("gave its merchant a first route is not paid by a test card", async () => {
    const { id: merchantId } = await aMerchant();
    const made = await aLink({ merchantId, amount: AMOUNT });
    expect(await readAll(merchantId)).toMatchObject([{ routeId: null }]);
    await routeElsewhere(ids.first, merchantId);
    const paid = payCheckout({
      ctx: customerOf(made.id),
      input: { token: made.token, method: { type: "card", card: cardOf("sbx_success"), saveMethod: false } },
    });
    await expect(paid).rejects.toMatchObject({ problem: { code: "invalid" } });
    expect(await connectorsOf(made.id)).toEqual([]);
    expect((await open(made)).outcome).toBe("page");
    expect(await connectorsOf(made.id)).toEqual([first.provider.name]);
  });

  it("turned its routes round goes by the new first", async () => {
    const made = await link();
    const { rows } = await pool().query<{ merchant_id: string }>(
      "SELECT merchant_id FROM payment WHERE id = $1",
      [made.id],
    );
    const merchantId = rows[0]?.merchant_id ?? "";
    await readAll(merchantId);
    const turn = () =>
      pool().query("UPDATE connection_route SET position = 1 - position WHERE merchant_id = $1", [
        merchantId,
      ]);
    await turn();
    try {
      expect((await open(made)).outcome).toBe("page");
    } finally {
      await turn();
    }
    expect(await connectorsOf(made.id)).toEqual([second.provider.name]);
  });

  it("ended the connection it goes through is not sent there", async () => {
    const made = await link();
    await open(await link());
    await pool().query("UPDATE connection SET disconnected_at = now(), version = version + 1 WHERE id = $1", [
      ids.first,
    ]);
    expect((await open(made)).outcome).toBe("page");
    expect(await connectorsOf(made.id)).toEqual([second.provider.name]);
  });
});
