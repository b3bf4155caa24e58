// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { showForm as show, unmountForm } from "@/app/(console)/_shared/testing/form";
import { recordPolicyPaymentAction } from "@/app/(console)/policies/actions";
import { RecordPolicyPaymentForm } from "./record-form";

vi.mock("next/navigation", () => ({ useRouter: () => ({ push() {}, refresh() {} }) }));
vi.mock("@/app/(console)/policies/actions", () => ({ recordPolicyPaymentAction: vi.fn() }));

const NOW = "2026-01-05T03:00:00.000Z";
const ID = "01900000-0000-7000-8000-000000000001";

const form = (
  <RecordPolicyPaymentForm
    policy={{
      ...{ id: ID, currency: "GBP", premium: "18.00", minimumMinor: 1_000n },
      ...{ today: "2026-01-05", now: NOW },
    }}
    choices={{
      methods: [{ value: ID, label: "Debit order", type: "debit_order", collection: "debit_order_same_day" }],
      originals: [],
    }}
  />
);

beforeEach(() => {
  vi.clearAllMocks();
  sessionStorage.clear();
});
afterEach(unmountForm);
afterEach(() => vi.unstubAllEnvs());

it("a policy payment is judged before it is sent, and is the same payment after a reload", async () => {
  vi.mocked(recordPolicyPaymentAction).mockRejectedValue(new Error("no network"));
  const first = await show(form);
  await first.fill("#amount", "9.99");
  await first.send();
  await vi.waitFor(() => expect(first.text()).toContain("Must be at least £10.00"));
  await first.fill("#amount", "18.00");
  await first.fill("#status", "failed");
  await first.send();
  await vi.waitFor(() => expect(first.text()).toContain("This is needed."));
  expect(recordPolicyPaymentAction).not.toHaveBeenCalled();
  await first.fill("#failure_reason", "Insufficient funds");
  await first.send();
  await vi.waitFor(() => expect(first.text()).toContain("we do not know whether this was done"));

  const again = await show(form);
  expect(again.text()).toContain("its answer was lost");
  expect(again.find<HTMLTextAreaElement>("#failure_reason").value).toBe("Insufficient funds");
  await again.send();
  await vi.waitFor(() => expect(recordPolicyPaymentAction).toHaveBeenCalledTimes(2));
  const [sent, resent] = vi.mocked(recordPolicyPaymentAction).mock.calls;
  expect(resent).toEqual(sent);
  expect(sent?.[0].body).toMatchObject({
    status: "failed",
    amount: 1800n,
    failure_reason: "Insufficient funds",
  });
});

it.each([
  ["America/Los_Angeles", "2026-01-04T19:00"],
  ["UTC", "2026-01-05T03:00"],
  ["Pacific/Kiritimati", "2026-01-05T17:00"],
])("in %s a payment is offered as decided now, never later: %s", async (zone, local) => {
  vi.stubEnv("TZ", zone);
  const shown = await show(form);
  await shown.fill("#status", "successful");
  const { value } = shown.find<HTMLInputElement>("#finalized_at");
  expect(value).toBe(local);
  expect(new Date(value).toISOString()).toBe(NOW);
  expect(shown.find<HTMLInputElement>("#payment_date").value).toBe("2026-01-05");
});
