import { contextOf } from "@/lib/auth/testing/contexts";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { decideCommissions } from "@/lib/referrals/commissions/decide-commissions";
import { aProgramme, choosePayer } from "../referral-programme";
import type { LostForms, World } from "./forms";

export const referralForms: LostForms = {
  "partners/actions#addPartnerAction": async ({ page, merchant }) => {
    await page.goto("/partners");
    await page.getByRole("button", { name: "Add a partner" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Recommends").selectOption(merchant.id);
    await dialog.getByLabel("Name", { exact: true }).fill("Rosa Keller");
    await dialog.getByLabel("E-mail", { exact: true }).fill("rosa@example.com");
    await dialog.getByLabel("Referral code").fill(`rosa-${newId()}`);
    return { button: page.getByRole("button", { name: "Add the partner" }) };
  },
  "partners/actions#addPartnershipAction": async ({ page, request, apiKey }) => {
    const { partner } = await aProgramme(request, apiKey);
    await page.goto(`/partners/${partner}`);
    await page.getByRole("button", { name: "Agree on terms" }).click();
    await page.getByLabel("Percentage").fill("12.5");
    return { button: page.getByRole("button", { name: "Save the terms" }) };
  },
  "partners/actions#changePartnershipAction": async ({ page, request, apiKey }) => {
    const { partner } = await aProgramme(request, apiKey);
    await page.goto(`/partners/${partner}`);
    await page.getByRole("button", { name: "Terminate" }).click();
    return { button: page.getByRole("button", { name: "Terminate the partnership" }) };
  },
  "commissions/actions#decideAction": async ({ page, request, apiKey }) => {
    const { partner, name, payers } = await aProgramme(request, apiKey);
    await page.goto(`/commissions?partner=${partner}`);
    await page.getByRole("checkbox", { name: `Select the commission of ${name} for ${payers[0]}` }).check();
    await page.getByRole("button", { name: "Reject" }).click();
    await page.getByRole("alertdialog").getByLabel("Reason").fill("Paid with a stolen card");
    return { button: page.getByRole("alertdialog").getByRole("button", { name: "Reject 1 commission" }) };
  },
  "referrals/actions#recordPaymentAction": async ({ page, request, apiKey }) => {
    const [uid] = (await aProgramme(request, apiKey)).payers;
    await page.goto("/referrals/record");
    await page.waitForURL(/[?&]form=/);
    await choosePayer(page, uid);
    await page.getByLabel("Amount", { exact: true }).fill("12.50");
    await page.getByLabel("Currency").selectOption("GBP");
    return { button: page.getByRole("button", { name: /Record payment of/ }) };
  },
  "payments/[id]/actions#undo": async ({ page, request, apiKey }) => {
    const { paymentIds } = await aProgramme(request, apiKey);
    await page.goto(`/payments/${paymentIds[0]}`);
    await page.getByRole("button", { name: "Undo" }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByLabel("Reason").fill("The wrong customer");
    return { button: dialog.getByRole("button", { name: "Undo the payment" }) };
  },
  "referrals/actions#rejectReferralAction": async (world) => {
    await openReferral(world, { paid: false });
    await world.page.getByRole("button", { name: "Reject" }).click();
    await world.page.getByLabel("Reason").fill("Recommended themselves");
    return {
      button: world.page.getByRole("alertdialog").getByRole("button", { name: "Reject the referral" }),
    };
  },
  "referrals/actions#churnReferralAction": async (world) => {
    await openReferral(world, { paid: true });
    await world.page.getByRole("button", { name: "Mark as churned" }).click();
    return { button: world.page.getByRole("alertdialog").getByRole("button", { name: "Mark as churned" }) };
  },
  "payouts/actions#payOutAction": async (world) => {
    await aDueProgramme(world);
    const { page } = world;
    await page.goto("/payouts");
    const shop = page.getByRole("region", { name: world.merchant.name });
    await shop.getByRole("button", { name: "Review and pay out" }).click();
    return { button: page.getByRole("alertdialog").getByRole("button", { name: /^Pay out £/ }) };
  },
  "payouts/actions#markLinesAction": async (world) => {
    const { page } = world;
    const { name } = await aMadePayout(world);
    await page.getByRole("button", { name: new RegExp(`to ${name} as failed$`) }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByLabel("Reason").fill("The account is closed");
    return { button: dialog.getByRole("button", { name: "Mark as failed" }) };
  },
  "payouts/actions#makeBankFileAction": async (world) => {
    const { page } = world;
    await aMadePayout(world);
    await page.getByRole("button", { name: "CSV for the bank" }).click();
    return {
      button: page.getByRole("alertdialog").getByRole("button", { name: "Download" }),
      // Each download is audited; one file is made.
      count: () => filesOf(world.merchant),
    };
  },
  "_bank-accounts/actions#saveBankAccountAction": async ({ page, request, apiKey }) => {
    const { partner, name } = await aProgramme(request, apiKey);
    await page.goto(`/partners/${partner}`);
    await page.getByRole("button", { name: "Add bank details" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Account holder").fill(name);
    await dialog.getByLabel("IBAN", { exact: true }).fill("GB29 NWBK 6016 1331 9268 19");
    return { button: dialog.getByRole("button", { name: "Save the bank details" }) };
  },
};

/** A payout of such a programme, on whose page one is then. */
async function aMadePayout(world: World) {
  const { page } = world;
  const programme = await aDueProgramme(world);
  await page.goto("/payouts");
  const shop = page.getByRole("region", { name: world.merchant.name });
  await shop.getByRole("button", { name: "Review and pay out" }).click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: /^Pay out £/ })
    .click();
  await page.getByRole("heading", { level: 1, name: /Payout of/ }).waitFor();
  return programme;
}

/** A programme whose commissions are approved. */
async function aDueProgramme({ merchant, request, apiKey }: World) {
  const programme = await aProgramme(request, apiKey);
  const due = await runUnprepared<{ id: string }>("SELECT id FROM commission WHERE merchant_id = $1", [
    merchant.id,
  ]);
  const ids = due.map(({ id }) => id);
  await decideCommissions({ ctx: contextOf("owner"), input: { ids, to: "approved" } });
  return programme;
}

async function openReferral({ page, merchant, request, apiKey }: World, { paid }: { paid: boolean }) {
  const { slug, payers } = await aProgramme(request, apiKey);
  const uid = paid ? payers[0] : `cem-${slug}`;
  if (!paid) {
    const headers = { Authorization: `Bearer ${apiKey}` };
    await request.post("/api/v2/tracking/conversion", { headers, data: { affiliate_slug: slug, uid } });
  }
  const [row] = await runUnprepared<{ id: string }>(
    "SELECT id FROM referral WHERE merchant_id = $1 AND uid = $2",
    [merchant.id, uid],
  );
  await page.goto(`/referrals/${row?.id}`);
}

async function filesOf({ id }: World["merchant"]): Promise<number> {
  const [row] = await runUnprepared<{ n: number }>(
    "SELECT count(*)::int AS n FROM payout_file f JOIN payout_run u ON u.id = f.payout_run_id WHERE u.merchant_id = $1",
    [id],
  );
  return row?.n ?? 0;
}
