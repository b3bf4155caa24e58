import { describe, expect, it } from "vitest";
import { forgetConnections } from "@/lib/connectors/connection";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { aMerchant } from "../testing";
import { allTold, booksOf, open, stateOf, twoProviders } from "./testing";

const { first, link, pageOf, paid } = twoProviders();

/** The first provider's connection is ended, and its account, or another, connected again. */
async function connectedAgain({
  account = first.provider.name,
  live = false,
  merchantId = null as string | null,
} = {}): Promise<string> {
  const id = newId();
  await pool().query(
    "UPDATE connection SET disconnected_at = now() WHERE account_reference = $1 AND disconnected_at IS NULL",
    [first.provider.name],
  );
  await pool().query(
    `INSERT INTO connection (id, provider, name, live, account_reference, merchant_id, created_at, updated_at)
     VALUES ($1, $2, $2, $3, $4, $5, now(), now())`,
    [id, first.provider.name, live, account, merchantId],
  );
  await pool().query(
    "UPDATE connection_route r SET connection_id = $1 FROM connection c WHERE c.id = r.connection_id AND c.provider = $2",
    [id, first.provider.name],
  );
  forgetConnections();
  return id;
}

async function paidPage() {
  const { made, page } = await paid();
  expect(await booksOf(made.id)).toMatchObject({ stage: "completed", collected: "1000" });
  return { made, page };
}

interface Other {
  account?: string;
  live?: boolean;
  ofAnother?: boolean;
}

const eventsOf = async (connectionId: string) =>
  (
    await pool().query("SELECT state, payment_id AS payment FROM provider_event WHERE connection_id = $1", [
      connectionId,
    ])
  ).rows;

describe("what was charged through a connection that was ended", () => {
  it("is refunded and disputed by what its account tells once it is connected again", async () => {
    const [refunded, disputed] = [await paidPage(), await paidPage()];
    const under = await link();
    await open(under);
    const page = await pageOf(under.id);
    await allTold();
    const again = await connectedAgain();
    first.refundThere(refunded.page, 400n);
    first.dispute(disputed.page, "open");
    first.pay(page);
    await allTold();
    expect(await booksOf(refunded.made.id)).toMatchObject({ collected: "1000", refunded: "400" });
    expect(await booksOf(disputed.made.id)).toMatchObject({ status: "dispute" });
    expect(await booksOf(under.id)).toMatchObject({ stage: "completed", collected: "1000" });
    expect(await stateOf(under.token)).toBe("completed");
    expect((await eventsOf(again)).filter(({ state }) => state === "failed")).toEqual([]);
  });

  it.each([
    ["another account", { account: "other" }],
    ["the same name in the other mode", { live: true }],
    ["the same account, connected for another merchant,", { ofAnother: true }],
  ])("is left alone by what %s tells", async (_, { ofAnother = false, ...other }: Other) => {
    await connectedAgain();
    const { made, page } = await paidPage();
    await allTold();
    const merchantId = ofAnother ? (await aMerchant()).id : null;
    const again = await connectedAgain({ ...other, merchantId });
    first.refundThere(page, 400n);
    await allTold();
    expect(await booksOf(made.id)).toMatchObject({ collected: "1000", refunded: "0" });
    expect((await eventsOf(again)).map(({ payment }) => payment)).not.toContain(made.id);
  });
});
