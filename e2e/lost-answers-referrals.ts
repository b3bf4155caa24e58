import { contextOf } from "@/lib/auth/testing/contexts";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { decideCommissions } from "@/lib/referrals/commissions/decide-commissions";
import type { LostForms, World } from "./lost-answers";
import { aProgramme, choosePayer } from "./referral-programme";

export const referralForms: LostForms = {
  "(console)/partners": {
    addPartnerAction: async ({ page, merchant }) => {
      await page.goto("/partners");
      await page.getByRole("button", { name: "Add a partner" }).first().click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Recommends").selectOption(merchant.id);
      await dialog.getByLabel("Name", { exact: true }).fill("Rosa Keller");
      await dialog.getByLabel("E-mail", { exact: true }).fill("rosa@example.com");
      await dialog.getByLabel("Slug").fill(`rosa-${newId()}`);
      return { button: page.getByRole("button", { name: "Add the partner" }) };
    },
    addPartnershipAction: async ({ page, request, apiKey }) => {
      const { partner } = await aProgramme(request, apiKey);
      await page.goto(`/partners/${partner}`);
      await page.getByRole("button", { name: "Agree on terms" }).click();
      await page.getByLabel("Percentage").fill("12.5");
      return { button: page.getByRole("button", { name: "Save the terms" }) };
    },
    changePartnershipAction: async ({ page, request, apiKey }) => {
      const { partner } = await aProgramme(request, apiKey);
      await page.goto(`/partners/${partner}`);
      await page.getByRole("button", { name: "Terminate" }).click();
      return { button: page.getByRole("button", { name: "Terminate the partnership" }) };
    },
  },
  "(console)/commissions": {
    decideAction: async ({ page, request, apiKey }) => {
      const { partner, name, payers } = await aProgramme(request, apiKey);
      await page.goto(`/commissions?partner=${partner}`);
      await page.getByRole("checkbox", { name: `Select the commission of ${name} for ${payers[0]}` }).check();
      await page.getByRole("button", { name: "Reject" }).click();
      await page.getByRole("alertdialog").getByLabel("Reason").fill("Paid with a stolen card");
      return { button: page.getByRole("alertdialog").getByRole("button", { name: "Reject 1 commission" }) };
    },
  },
  "(console)/referrals": {
    recordPaymentAction: async ({ page, request, apiKey }) => {
      const [uid] = (await aProgramme(request, apiKey)).payers;
      await page.goto("/referrals/record");
      await page.waitForURL(/[?&]form=/);
      await choosePayer(page, uid);
      await page.getByLabel("Amount", { exact: true }).fill("12.50");
      await page.getByLabel("Currency").selectOption("GBP");
      return { button: page.getByRole("button", { name: /Record payment of/ }) };
    },
    rejectReferralAction: async (world) => {
      await openReferral(world, { paid: false });
      await world.page.getByRole("button", { name: "Reject" }).click();
      await world.page.getByLabel("Reason").fill("Recommended themselves");
      return {
        button: world.page.getByRole("alertdialog").getByRole("button", { name: "Reject the referral" }),
      };
    },
    churnReferralAction: async (world) => {
      await openReferral(world, { paid: true });
      await world.page.getByRole("button", { name: "Mark as churned" }).click();
      return { button: world.page.getByRole("alertdialog").getByRole("button", { name: "Mark as churned" }) };
    },
  },
  "(console)/payouts": {
    payOutAction: async ({ page, merchant, request, apiKey }) => {
      await aProgramme(request, apiKey);
      const due = await runUnprepared<{ id: string }>("SELECT id FROM commission WHERE merchant_id = $1", [
        merchant.id,
      ]);
      const ids = due.map(({ id }) => id);
      await decideCommissions({ ctx: contextOf("owner"), input: { ids, to: "approved" } });
      await page.goto(`/payouts?merchant=${merchant.id}`);
      return { button: page.getByRole("button", { name: /^Pay out £/ }) };
    },
  },
};

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
