import { describe, expect, it } from "vitest";
import { newId, spellId } from "@/lib/ids";
import { firstDeliveries, parseDeliverySearch } from "./delivery-search";
import { deliverySearchAddress } from "./list-address";

const [endpoint, payment, event] = [newId(), newId(), newId()];
const parse = (address: string) => parseDeliverySearch(new URL(address, "http://localhost").searchParams);

describe("a search of deliveries", () => {
  it("is the same after its address was written and read", () => {
    const search = {
      state: "exhausted",
      endpoint,
      type: "payment.refunded",
      outcome: "server_error",
      payment,
      event,
      range: "7d",
      from: "2026-11-01",
      to: "2026-11-21",
      older: `2026-11-21T00:00:00.000Z_${newId()}`,
    } as const;
    expect(parse(deliverySearchAddress(search))).toEqual({ search, ignored: [] });
    expect(parse(deliverySearchAddress({}))).toEqual({ search: {}, ignored: [] });
    expect(firstDeliveries(search)).not.toHaveProperty("older");
  });

  it("takes a payment in any of its spellings", () => {
    for (const spelling of [
      spellId("pay", payment),
      payment,
      payment.toUpperCase(),
      payment.replaceAll("-", ""),
    ]) {
      expect(parse(`/?payment=${spelling}`).search).toEqual({ payment });
    }
  });

  it("leaves out what makes no sense, and says so", () => {
    expect(parse("/?state=lost&payment=12&type=x&outcome=fine&from=1.1.&older=2&page=3&event=")).toEqual({
      search: {},
      ignored: ["state", "type", "outcome", "payment", "from", "older"],
    });
  });
});
