import { describe, expect, it } from "vitest";
import { EVENT_TYPES } from "@/lib/webhooks/event-types";
import { changesList, type FollowedList } from "./followed-lists";

const typesFor = (list: FollowedList) =>
  EVENT_TYPES.filter(({ type, example }) => changesList(list, { type, data: { ...example } })).map(
    ({ type }) => type,
  );

describe("the lists that follow the outbox", () => {
  it("hear of what they show, and of nothing else", () => {
    expect(typesFor("commissions")).toContain("commission.approved");
    expect(typesFor("commissions")).toContain("payout_run.made");
    expect(typesFor("commissions")).not.toContain("payment.created");
    expect(typesFor("referrals")).toContain("referral.paid");
    expect(typesFor("retries")).toContain("payment.retry_scheduled");
    expect(typesFor("checkout-links")).toContain("checkout_link.opened");
  });

  it("tell the payments of one kind from those of another", () => {
    const created = (kind: string) => ({ type: "payment.created", data: { kind } });
    expect(changesList("checkout-links", created("checkout"))).toBe(true);
    expect(changesList("checkout-links", created("policy"))).toBe(false);
    expect(changesList("retries", created("policy"))).toBe(true);
    expect(changesList("overview", created("connected"))).toBe(true);
  });
});
