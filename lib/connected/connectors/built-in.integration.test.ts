import { expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { BUILT_IN_CONNECTORS } from "@/lib/payments/record-payments";

it("every door without connectors of its own has one in a new database, of all merchants and of no provider", async () => {
  const rows = await prisma().connector.findMany({
    where: { id: { in: Object.values(BUILT_IN_CONNECTORS) } },
    select: { id: true, provider: true, reference: true, merchantId: true },
  });
  const expected = Object.entries(BUILT_IN_CONNECTORS).map(([reference, id]) => ({
    ...{ id, reference },
    ...{ provider: "GENERIC", merchantId: null },
  }));
  expect(rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))).toEqual(expected);
});
