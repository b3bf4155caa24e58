// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from "vitest";
import { PaymentSelection, SelectAll, SelectPayment } from "@/components/payments/selection";
import { showForm as show, unmountForm } from "./_shared/testing/form";
import { decideAction } from "./commissions/actions";
import { DecideCommissions, SelectCommission } from "./commissions/decide-commissions";
import { RetryTable } from "./retries/_table/retry-table";

vi.mock("./commissions/actions", () => ({ decideAction: vi.fn() }));
vi.mock("./retries/actions", () => ({ retryNowAction: vi.fn(), stopAction: vi.fn() }));

afterEach(unmountForm);

const payment = (id: string) => ({
  id,
  ...{ direction: "in" as const, amountMinor: 100n, currency: "EUR", precision: 2 },
});

const retry = (id: string) => ({
  originalId: id,
  latestId: id,
  latestStatus: "failed" as const,
  policyId: id,
  policyNumber: id,
  ...{
    holderName: "",
    amountMinor: 100n,
    currency: "EUR",
    precision: 2,
    amount: "€1.00",
    why: "",
    method: "",
  },
  kind: "try_again" as const,
  ...{ kindWords: "", failedAt: "", next: "", left: "", refusal: null, means: "", stoppable: false },
});

const commissions = (ids: readonly string[]) => (
  <DecideCommissions decidable={ids}>
    {ids.map((id) => (
      <SelectCommission key={id} id={id} name={id} />
    ))}
  </DecideCommissions>
);

/** Each list whose rows can be selected, showing these. */
const LISTS = {
  commissions,
  payments: (ids: readonly string[]) => (
    <PaymentSelection locale="en-GB" payments={ids.map(payment)}>
      <SelectAll />
      {ids.map((id) => (
        <SelectPayment key={id} id={id} name={id} />
      ))}
    </PaymentSelection>
  ),
  retries: (ids: readonly string[]) => <RetryTable lines={ids.map(retry)} mayRetry />,
};

it.each(Object.entries(LISTS))(
  "of %s only what is shown is selected, and what has left the list is no more",
  async (_, list) => {
    const { again, click, find, text } = await show(list(["ann", "ben", "cid"]));
    const box = (id: string) => `input[aria-label^='Select ${id}']`;
    for (const id of ["ann", "ben"]) await click(box(id));
    await vi.waitFor(() => expect(text()).toMatch(/\b2 (commissions )?selected/));
    await again(list(["ben", "cid", "dan"]));
    expect(text()).toMatch(/\b1 (commission )?selected/);
    await again(list(["dan"]));
    expect(text()).not.toMatch(/\d (commissions? )?selected/);
    await again(list(["ann", "ben"]));
    expect(find<HTMLInputElement>(box("ann")).checked).toBe(false);
    expect(text()).not.toMatch(/\d (commissions? )?selected/);
  },
);

it("a decision that is asked about is of the commissions it was asked of, whatever the page shows meanwhile", async () => {
  vi.mocked(decideAction).mockRejectedValue(new Error("no network"));
  const { again, click, send } = await show(commissions(["ann", "ben"]));
  await click("input[aria-label='Select ann']");
  await vi.waitFor(() => expect(document.body.textContent).toContain("1 commission selected"));
  await click("button:nth-of-type(3)");
  await again(commissions(["cid"]));
  await send();
  await vi.waitFor(() => expect(decideAction).toHaveBeenCalledWith({ to: "approved", ids: ["ann"] }));
  expect(document.body.textContent).toContain("we do not know whether this was done");
});
