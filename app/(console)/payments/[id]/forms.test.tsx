// @vitest-environment happy-dom
import { expect, it, vi } from "vitest";
import { beginEachAnew, ID, REFUSED, showForm as show } from "@/app/(console)/_shared/testing/form";
import { DAY_MS } from "@/lib/durations";
import { AddAdjustment } from "./_adjustments/add-adjustment";
import RefundDialog from "./_detail/refund-dialog";
import { refund } from "./actions";
import { addAdjustment } from "./adjust-actions";

vi.mock("next/navigation", () => ({ useRouter: () => ({ push() {}, refresh() {} }) }));
vi.mock("./actions", () => ({ refund: vi.fn(), cancel: vi.fn() }));
vi.mock("./adjust-actions", () => ({ addAdjustment: vi.fn() }));

beginEachAnew();

it("an adjustment's form sends the amount of what moves money, and the same reference again", async () => {
  vi.mocked(addAdjustment).mockResolvedValue(REFUSED);
  const { click, fill, send } = await show(
    <AddAdjustment
      id={ID}
      currency="EUR"
      offer={{
        statuses: [
          { status: "failed", label: "Failed", money: false },
          { status: "refunded", label: "Refunded", money: true },
        ],
        referencePrefix: "ref/2/",
        aheadMs: 0,
      }}
    />,
  );
  await click("button");
  await fill("#status", "refunded");
  await fill("#amount", "40.00");
  await fill("#reason", "Agreed on the phone");
  for (const times of [1, 2]) {
    await send();
    await vi.waitFor(() => expect(addAdjustment).toHaveBeenCalledTimes(times));
  }
  const [first, second] = vi.mocked(addAdjustment).mock.calls;
  expect(first?.[0]).toMatchObject({
    status: "refunded",
    amount: "40.00",
    reason: "Agreed on the phone",
    reference: expect.stringMatching(/^ref\/2\/\w{4}$/),
  });
  expect(second).toEqual(first);
});

it("an adjustment's form begins at Counterfoil's time, not at the browser's", async () => {
  const aheadMs = 40 * DAY_MS;
  const offer = { statuses: [], referencePrefix: "ref/2/", aheadMs };
  const { click, find } = await show(<AddAdjustment id={ID} currency="EUR" offer={offer} />);
  await click("button");
  const begun = new Date(find<HTMLInputElement>("#createdAt").value).getTime();
  expect(Math.abs(begun - (Date.now() + aheadMs))).toBeLessThan(60_000);
});

it("a refund's amount is what is left, also when that changes, until somebody types one", async () => {
  const leaving = (remainingMinor: string, remainingDecimal: string) => (
    <RefundDialog
      id={ID}
      goesTo="Maya Okonkwo"
      currency="AUD"
      precision={2}
      locale="en-AU"
      {...{ remainingMinor, remainingDecimal }}
      idempotencyKey="key"
      open
      onClose={() => {}}
    />
  );
  const { again, fill, find, text } = await show(leaving("4444", "44.44"));
  const amount = () => find<HTMLInputElement>("#refund-amount").value;
  await again(leaving("1444", "14.44"));
  expect(amount()).toBe("14.44");
  expect(text()).toContain("Refund $14.44");
  await fill("#refund-amount", "5");
  await again(leaving("1000", "10.00"));
  expect(amount()).toBe("5");
});

it("a refund that the provider refused is another refund when it is pressed again, one that was lost the same", async () => {
  vi.mocked(refund)
    .mockRejectedValueOnce(new Error("no network"))
    .mockResolvedValueOnce({ ok: true, value: "refused" })
    .mockResolvedValueOnce(REFUSED);
  const { fill, send, text } = await show(
    <RefundDialog
      id={ID}
      goesTo="Maya Okonkwo"
      currency="GBP"
      precision={2}
      locale="en-GB"
      remainingMinor="4900"
      remainingDecimal="49.00"
      idempotencyKey="key"
      open
      onClose={() => {}}
    />,
  );
  await fill("#refund-amount", "60");
  await send();
  await vi.waitFor(() => expect(text()).toContain("At most £49.00 is left."));
  expect(refund).not.toHaveBeenCalled();
  await fill("#refund-amount", "12.50");
  await send();
  await vi.waitFor(() => expect(text()).toContain("we do not know whether this was done"));
  await send();
  await vi.waitFor(() => expect(text()).toContain("The provider refused the refund."));
  await send();
  await vi.waitFor(() => expect(refund).toHaveBeenCalledTimes(3));
  const keys = vi
    .mocked(refund)
    .mock.calls.map(([{ idempotencyKey, amount }]) => `${idempotencyKey} ${amount}`);
  expect(keys).toEqual(["key 12.50", "key 12.50", "key/1 12.50"]);
});
