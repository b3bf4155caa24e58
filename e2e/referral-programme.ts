import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { contextOf } from "@/lib/auth/testing/contexts";
import { newId, readAnyId } from "@/lib/ids";
import { decideCommissions } from "@/lib/referrals/commissions/decide-commissions";
import { listCommissions } from "@/lib/referrals/commissions/list-commissions";

/** A partner with a tenth of every payment, and two referrals that have paid 50.00 each. */
export async function aProgramme(request: APIRequestContext, apiKey: string, currency = "gbp") {
  const slug = `slug-${newId()}`;
  const name = `Partner ${slug.slice(-6)}`;
  const call = async (method: "POST" | "PATCH", path: string, data: unknown) => {
    const headers = { Authorization: `Bearer ${apiKey}` };
    const answer = await request.fetch(path, { method, headers, data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return ((await answer.json()) as { data: { id: string } }).data.id;
  };
  const partner = await call("POST", "/api/v1/partners", { name, email: "partner@example.com", slug });
  await call("POST", "/api/v1/partnerships", {
    partner_id: partner,
    commission: { type: "percent", basis_points: 1000, recurrence: "lifetime" },
    hold_days: 30,
    referral_expiry_days: 90,
    minimum_payout: 0,
  });
  const payers = [`ann-${slug}`, `ben-${slug}`] as const;
  const paymentIds: string[] = [];
  for (const uid of payers) {
    await call("POST", "/api/v2/tracking/conversion", { affiliate_slug: slug, uid });
    const body = { referral_uid: uid, amount: 5000, currency, idempotency_key: newId() };
    paymentIds.push(await call("POST", "/api/v1/payments", body));
  }
  return { partner, name, slug, payers, paymentIds };
}

/** A programme with two approved commissions of 5.00 for its partner. */
export async function aDueProgramme(request: APIRequestContext, apiKey: string, currency = "gbp") {
  const programme = await aProgramme(request, apiKey, currency);
  const ctx = contextOf("operator");
  const partnerId = readAnyId(programme.partner) ?? "";
  const { rows } = await listCommissions({ ctx, input: { partnerId, page: 1, per_page: 10 } });
  await decideCommissions({ ctx, input: { to: "approved", ids: rows.map(({ id }) => id) } });
  return programme;
}

/** Chooses who paid. What is typed before the page's script has arrived is typed again. */
export async function choosePayer(page: Page, uid: string): Promise<void> {
  const option = page.getByRole("option", { name: uid }).first();
  await expect(async () => {
    await page.getByLabel("Who paid").fill(uid);
    await expect(option).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await option.click();
}
