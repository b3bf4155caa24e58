import { newLink } from "./checkout";
import { expectWellMade, openPalette } from "./console";
import { expect, test } from "./fixtures";

test.describe("what opens on a page keeps nobody out", () => {
  // Six examinations of a long page, on a machine that may be busy.
  test.setTimeout(240_000);

  test("a payment with its raw payloads", async ({ signedIn, request, apiKey }) => {
    const { id } = await newLink(request, apiKey, {
      metadata: { order: "1042" },
      lineItems: [{ description: "Tea", amount: "49.00" }],
    });
    const page = await signedIn("owner");
    await page.goto(`/payments/${id}`);
    await page.getByText("Raw payload").first().click();
    await expectWellMade(page);
  });

  test("a list that finds nothing, and an address that leads nowhere", async ({
    signedIn,
    consoleErrors,
  }) => {
    const page = await signedIn("viewer");
    await page.goto("/payments?q=nothing-has-this-name&status=failed&min=1");
    await expect(page.getByText("No payment fits")).toBeVisible();
    await expectWellMade(page);
    await page.goto("/payments/pay_nothing");
    await expect(page.getByText("There is nothing here")).toBeVisible();
    await expectWellMade(page);
    // The browser notes the 404 that was asked for.
    consoleErrors.splice(0);
  });

  test("open filters, menus and dialogs", async ({ signedIn, request, apiKey, merchant }) => {
    const { id } = await newLink(request, apiKey);
    const page = await signedIn("owner");
    await page.goto(`/payments?merchant=${merchant.id}`);
    for (const name of ["Status", "Created", "More"]) {
      await page.getByRole("button", { name }).click();
      await expect(page.getByRole("button", { name: "Apply" })).toBeVisible();
      await expectWellMade(page, [390]);
      await page.keyboard.press("Escape");
    }
    await page.getByRole("button", { name: /^Account of/ }).click();
    await expectWellMade(page, [390]);
    await page.keyboard.press("Escape");
    await openPalette(page);
    await expect(page.getByRole("combobox")).toBeFocused();
    await expectWellMade(page, [390]);
    await page.goto(`/payments/${id}`);
    await page.getByRole("button", { name: "Cancel payment" }).click();
    await expect(page.getByRole("alertdialog")).toBeVisible();
    await expectWellMade(page, [390]);
  });
});
