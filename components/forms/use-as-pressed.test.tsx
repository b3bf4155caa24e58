// @vitest-environment happy-dom
import { QueryClientProvider } from "@tanstack/react-query";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, it, vi } from "vitest";
import { newQueryClient } from "@/components/query/client";
import type { ActionResult } from "./action-result";
import { useAction } from "./use-action";
import { useAsPressed } from "./use-as-pressed";

vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);

type SetPaused = (paused: boolean) => Promise<ActionResult<null>>;

function Toggle({ action, ...shown }: { action: SetPaused; paused: boolean }) {
  const form = useAction(action, () => {});
  const paused = useAsPressed(shown.paused, form);
  return (
    <button type="button" onClick={() => form.run(!paused)}>
      {paused ? "Resume" : "Pause"}
    </button>
  );
}

it("means what it meant until it is answered, whatever the page shows meanwhile", async () => {
  const place = document.createElement("div");
  const root = createRoot(place);
  const client = newQueryClient();
  const answers = [null, { ok: true as const, value: null }];
  const asked: boolean[] = [];
  const action: SetPaused = async (paused) => {
    asked.push(paused);
    const answer = answers.shift();
    if (!answer) throw new Error("Failed to fetch");
    return answer;
  };
  const show = (paused: boolean) =>
    act(async () =>
      root.render(
        <QueryClientProvider client={client}>
          <Toggle action={action} paused={paused} />
        </QueryClientProvider>,
      ),
    );
  const press = () => act(async () => place.querySelector("button")?.click());

  await show(false);
  await press();
  // It was done, and the page knows it before anybody has an answer.
  await show(true);
  expect(place.textContent).toBe("Pause");
  await press();
  await vi.waitFor(() => expect(place.textContent).toBe("Resume"));
  expect(asked).toEqual([true, true]);
  await show(false);
  expect(place.textContent).toBe("Pause");
});
