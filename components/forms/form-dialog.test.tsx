// @vitest-environment happy-dom
import { QueryClientProvider } from "@tanstack/react-query";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, it, vi } from "vitest";
import { newQueryClient } from "@/components/query/client";
import { Field } from "@/components/ui/field";
import type { ActionResult } from "./action-result";
import { FormDialog } from "./form-dialog";
import { CheckboxInput, SelectInput, TextInput } from "./inputs";
import { refusal } from "./refusal";
import { useAction } from "./use-action";
import { isTicked, listIn, textIn } from "./values";

interface Typed {
  name: string;
  kind: string;
  scopes: string[];
  sample: boolean;
}

type Action = (input: Typed) => Promise<ActionResult<string>>;

const KEYS = ["keys", ""];

vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);

function Form({ action, onDone }: { action: Action; onDone: (value: string) => void }) {
  const form = useAction(action, onDone, { changes: ["key"] });
  return (
    <FormDialog
      form={form}
      read={(data) => ({
        name: textIn(data, "name"),
        kind: textIn(data, "kind"),
        scopes: listIn(data, "scopes"),
        sample: isTicked(data, "sample"),
      })}
      defaultValues={{ scopes: ["read"] }}
      onClose={() => {}}
      title="Make it"
      submitLabel="Make"
    >
      <Field id="name" label="Name" error={form.errorOf("name")}>
        {(field) => <TextInput {...field} name="name" defaultValue="Till" />}
      </Field>
      <Field id="kind" label="Kind">
        {(field) => (
          <SelectInput {...field} name="kind" defaultValue="b">
            <option value="a">A</option>
            <option value="b">B</option>
          </SelectInput>
        )}
      </Field>
      <CheckboxInput aria-label="Read" name="scopes" value="read" />
      <CheckboxInput aria-label="Write" name="scopes" value="write" />
      <CheckboxInput aria-label="Sample" name="sample" defaultChecked />
    </FormDialog>
  );
}

async function show(action: Action) {
  const done = vi.fn();
  const client = newQueryClient();
  client.setQueryData(KEYS, "as they were");
  const container = document.createElement("div");
  document.body.replaceChildren(container);
  await act(async () => {
    createRoot(container).render(
      <QueryClientProvider client={client}>
        <Form action={action} onDone={done} />
      </QueryClientProvider>,
    );
    // What a dialog fetches when it is opened.
    await import("./dialog-form");
  });
  const find = <E extends Element>(selector: string) => {
    const found = container.querySelector<E>(selector);
    if (!found) throw new Error(`there is no ${selector}`);
    return found;
  };
  const name = find<HTMLInputElement>("input[name=name]");
  const submit = () => find("form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  return {
    done,
    name,
    isOutdated: () => client.getQueryState(KEYS)?.isInvalidated,
    close: () => act(async () => find<HTMLButtonElement>("footer button[type=button]").click()),
    press: (times = 1) =>
      act(async () => {
        for (let n = 0; n < times; n++) submit();
      }),
    type: (text: string) =>
      act(async () => {
        // As a person types it: past React, which then hears of it.
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(name, text);
        name.dispatchEvent(new Event("input", { bubbles: true }));
      }),
    tick: (value: string) => act(async () => find<HTMLInputElement>(`input[value=${value}]`).click()),
    text: () => container.textContent ?? "",
  };
}

const UNTOUCHED = { name: "Till", kind: "b", scopes: ["read"], sample: true };
const MADE = { ok: true as const, value: "made" };
const CHANGED = {
  ok: false as const,
  problem: { code: "conflict", message: "It has changed meanwhile.", issues: [] },
  requestId: "",
};

it("sends what the fields show, untouched or typed", async () => {
  const action = vi.fn<Action>(async () => MADE);
  const { done, press, type, tick } = await show(action);
  await press();
  await vi.waitFor(() => expect(done).toHaveBeenCalledWith("made"));
  expect(action).toHaveBeenLastCalledWith(UNTOUCHED);
  await type("Till 4");
  await tick("write");
  await press();
  await vi.waitFor(() => expect(done).toHaveBeenCalledTimes(2));
  expect(action).toHaveBeenLastCalledWith({ ...UNTOUCHED, name: "Till 4", scopes: ["read", "write"] });
});

it("says that an answer was lost, keeps what was typed, and sends the same again", async () => {
  const action = vi.fn<Action>(async () => MADE).mockRejectedValueOnce(new Error("no network"));
  const { done, name, press, type, text } = await show(action);
  await type("Till 4");
  await press();
  await vi.waitFor(() => expect(text()).toContain("we do not know whether this was done"));
  expect(name.value).toBe("Till 4");
  await press();
  await vi.waitFor(() => expect(done).toHaveBeenCalledTimes(1));
  expect(action.mock.calls[1]).toEqual(action.mock.calls[0]);
});

it("sends once, however often it is pressed while it is on its way", async () => {
  let answer = (_: ActionResult<string>) => {};
  const action = vi.fn<Action>(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  const { done, press } = await show(action);
  await press(10);
  await vi.waitFor(() => expect(action).toHaveBeenCalled());
  await act(async () => answer(MADE));
  await vi.waitFor(() => expect(done).toHaveBeenCalledTimes(1));
  expect(action).toHaveBeenCalledTimes(1);
});

it("has what it changed read again, also after a refusal, and not where only a field was wrong", async () => {
  const done = await show(async () => MADE);
  await done.press();
  await vi.waitFor(() => expect(done.isOutdated()).toBe(true));
  const refused = await show(async () => CHANGED);
  await refused.press();
  await vi.waitFor(() => expect(refused.isOutdated()).toBe(true));
  const wrong = await show(async () => refusal("Look again.", [{ path: "name", message: "Too long." }]));
  await wrong.press();
  await vi.waitFor(() => expect(wrong.text()).toContain("Too long."));
  await wrong.close();
  expect(wrong.isOutdated()).toBe(false);
});

it("has what it is about read again when it is closed without knowing whether it was done", async () => {
  const { press, text, close, isOutdated } = await show(async () => {
    throw new Error("no network");
  });
  await press();
  await vi.waitFor(() => expect(text()).toContain("we do not know whether this was done"));
  expect(isOutdated()).toBe(false);
  await close();
  expect(isOutdated()).toBe(true);
});

it("marks what was refused beside its field until it is edited", async () => {
  const words = "This name is taken.";
  const { press, type, text } = await show(async () =>
    refusal("Look again.", [{ path: "name", message: words }]),
  );
  await press();
  await vi.waitFor(() => expect(text()).toContain(words));
  await type("Other");
  expect(text()).not.toContain(words);
});
