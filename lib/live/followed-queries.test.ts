import { describe, expect, it } from "vitest";
import { EVENT_TYPES } from "@/lib/webhooks/event-types";
import { changesQuery, type FollowedQuery, isFollowedQuery, queriesShowing } from "./followed-queries";

const typesFor = (list: FollowedQuery) =>
  EVENT_TYPES.filter(({ type, example }) => changesQuery(list, { type, data: { ...example } })).map(
    ({ type }) => type,
  );

describe("the queries that follow the outbox", () => {
  it("hear of what they show, and of nothing else", () => {
    expect(typesFor("commissions")).toContain("commission.approved");
    expect(typesFor("commissions")).toContain("payout_run.made");
    expect(typesFor("commissions")).not.toContain("policy.cancelled");
    expect(typesFor("referrals")).toContain("referral.paid");
    expect(typesFor("retries")).toContain("payment.retry_scheduled");
    expect(typesFor("checkout-links")).toContain("checkout_link.opened");
  });

  it("tell the payments of one kind from those of another", () => {
    const created = (kind: string) => ({ type: "payment.created", data: { kind } });
    expect(changesQuery("checkout-links", created("checkout"))).toBe(true);
    expect(changesQuery("checkout-links", created("policy"))).toBe(false);
    expect(changesQuery("retries", created("policy"))).toBe(true);
    expect(changesQuery("overview", created("connected"))).toBe(true);
  });

  it("hear of a commission whatever kind of commission it is", () => {
    for (const type of ["commission.created", "commission.clawed_back"])
      expect(typesFor("referral"), type).toContain(type);
  });

  it("are all read again once time has moved, and only those a stream tells of by a stream", () => {
    expect(queriesShowing("everything")).toEqual(expect.arrayContaining(["overview", "merchants"]));
    expect(isFollowedQuery("merchants")).toBe(false);
  });

  it("are read again after a mutation by the same table", () => {
    expect(queriesShowing("payout_run")).toEqual([
      ...["overview", "partner", "commissions", "payouts", "payout", "audit"],
    ]);
    expect(queriesShowing("delivery")).toEqual([
      ...["payment", "endpoints", "endpoint", "deliveries", "delivery", "audit"],
    ]);
    for (const name of queriesShowing("referral").filter(isFollowedQuery))
      expect(changesQuery(name, { type: "referral.paid", data: {} })).toBe(true);
  });
});
