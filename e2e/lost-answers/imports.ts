import { contextOf } from "@/lib/auth/testing/contexts";
import { addConnector } from "@/lib/connected/connectors/connectors";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import type { LostForms } from "./forms";

/** An import goes on, and is audited, after its form has been answered. */
export const importForms: LostForms = {
  "connectors/import/start": async ({ page, person }) => {
    const name = `Bank ${newId().slice(-6)}`;
    await addConnector({ ctx: contextOf("owner"), input: { provider: "generic", name } });
    await page.goto("/connectors/import");
    await page.getByLabel("Connector").selectOption({ label: name });
    await page.getByLabel("CSV file or spreadsheet").setInputFiles({
      ...{ name: "payments.csv", mimeType: "text/csv" },
      buffer: Buffer.from(`Reference,Date,Amount,Currency\n${newId()},2026-01-05,100.00,EUR\n`),
    });
    const button = page.getByRole("button", { name: "Import 1 line" });
    await button.waitFor();
    const count = async () =>
      (await runUnprepared("SELECT FROM payment_import WHERE actor_id = $1", [person.id])).length;
    return { button, count };
  },
};
