// @vitest-environment happy-dom
import { act, useState } from "react";
import { createRoot } from "react-dom/client";
import { expect, it, vi } from "vitest";
import { Combobox } from "./combobox";

vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);

function Fruits({ take }: { take: (name: string) => void }) {
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  return (
    <Combobox
      control={{ id: "fruit" }}
      label="Fruits"
      placeholder="Name"
      text={text}
      onText={setText}
      open={open}
      onOpen={setOpen}
      message=""
      choices={["Apple", "Pear", "Plum"].map((name) => ({
        key: name,
        content: name,
        take: () => take(name),
      }))}
    />
  );
}

function shown() {
  const taken: string[] = [];
  const container = document.body.appendChild(document.createElement("div"));
  act(() => createRoot(container).render(<Fruits take={(name) => taken.push(name)} />));
  const field = container.querySelector("input");
  if (!field) throw new Error("there is no field");
  const press = (key: string) => {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    act(() => void field.dispatchEvent(event));
    return event.defaultPrevented;
  };
  const at = () => document.getElementById(field.getAttribute("aria-activedescendant") ?? "")?.textContent;
  return { field, press, at, taken };
}

it("walks the list with the arrows, round its ends, and takes with Enter", () => {
  const { press, at, taken } = shown();
  press("ArrowDown");
  expect(at()).toBe("Apple");
  press("ArrowUp");
  expect(at()).toBe("Plum");
  press("ArrowDown");
  press("ArrowDown");
  expect(at()).toBe("Pear");
  expect(press("Enter")).toBe(true);
  expect(taken).toEqual(["Pear"]);
});

it("sends the form with Enter only while the list is closed", () => {
  const { field, press, taken } = shown();
  expect(press("Enter")).toBe(false);
  press("ArrowDown");
  expect(field.getAttribute("aria-expanded")).toBe("true");
  press("Escape");
  expect(field.getAttribute("aria-expanded")).toBe("false");
  expect(press("Enter")).toBe(false);
  expect(taken).toEqual([]);
});
