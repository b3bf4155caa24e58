// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from "vitest";
import { showForm as show, unmountForm } from "@/app/(console)/_shared/testing/form";
import { PeriodForm } from "./period-form";

const push = vi.hoisted(() => vi.fn());
vi.mock("next/navigation", () => ({ useRouter: () => ({ push }) }));

afterEach(unmountForm);

it("the days in the form are those of the figures beside it, also for who looks at others and goes back", async () => {
  const form = (from: string, through: string) => (
    <PeriodForm merchants={[]} merchantId={null} partner={null} period={{ from, through }} unmarked={false} />
  );
  const { again, fill, find, send } = await show(form("2026-11-21", "2026-11-30"));
  const days = () => ["from", "through"].map((name) => find<HTMLInputElement>(`input[name='${name}']`).value);
  await fill("input[name='from']", "2026-11-25");
  await fill("input[name='through']", "2026-11-26");
  await send();
  // The page stays, so that the browser has no form of an earlier one to fill in.
  expect(push).toHaveBeenCalledWith("/payouts?from=2026-11-25&through=2026-11-26");
  await again(form("2026-11-25", "2026-11-26"));
  expect(days()).toEqual(["2026-11-25", "2026-11-26"]);
  await again(form("2026-11-21", "2026-11-30"));
  expect(days()).toEqual(["2026-11-21", "2026-11-30"]);
  expect(find("form").getAttribute("autocomplete")).toBe("off");
});
