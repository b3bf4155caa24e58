// @vitest-environment happy-dom
import { act } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { showForm, unmountForm } from "@/app/(console)/_shared/testing/form";
import { postJson } from "@/components/forms/post-json";
import type { ImportPreview } from "@/lib/imports/preview-import";
import { ImportForm } from "./import-form";

vi.mock("next/navigation", () => ({ useRouter: () => ({ push() {}, refresh() {} }) }));
vi.mock("@/components/forms/post-json", () => ({ postJson: vi.fn() }));

type Looked = { ok: true; value: ImportPreview };
type Answer = (answer: Looked | Promise<Looked>) => void;
let answers: Answer[] = [];

beforeEach(() => {
  answers = [];
  vi.mocked(postJson).mockImplementation(() => new Promise((resolve) => answers.push(resolve as Answer)));
});
afterEach(unmountForm);

/** What a look at a file of one line answers. */
function previewOf(cell: string): { ok: true; value: ImportPreview } {
  const mapping: ImportPreview["mapping"] = { columns: {}, amounts: "decimal" };
  const first = [{ line: 2, cells: [cell], amount: null, verdict: "recorded" as const, problem: null }];
  const counts = { lines: 1, unchanged: 0, refused: 0, skipped: [], errors: [] };
  return { ok: true, value: { columns: ["Reference"], mapping, first, ...counts } };
}

async function shown() {
  const form = await showForm(<ImportForm connectors={[{ id: "c", name: "Bank" }]} />);
  const input = form.find<HTMLInputElement>("#file");
  const choose = async (name: string, text: string) => {
    const looks = answers.length;
    await act(async () => {
      Object.defineProperty(input, "files", { value: [new File([text], name)], configurable: true });
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await vi.waitFor(() => expect(answers).toHaveLength(looks + 1));
  };
  const answer = (which: number, cell: string) => act(async () => answers[which]?.(previewOf(cell)));
  return { ...form, choose, answer };
}

it("a look at the file that was chosen before is not shown over the one that is chosen", async () => {
  const { choose, answer, text } = await shown();
  await choose("bank.csv", "Reference\nearlier\n");
  await choose("bank.csv", "Reference\nlater\n");
  await answer(1, "later");
  await vi.waitFor(() => expect(text()).toContain("later"));
  await answer(0, "earlier");
  expect(text()).toContain("later");
  expect(text()).not.toContain("earlier");
});

it("a look under another kind that comes late is not shown", async () => {
  const { choose, answer, fill, text } = await shown();
  await choose("bank.csv", "Reference\none\n");
  await fill("#kind", "adjustments");
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  await answer(0, "as payments");
  expect(text()).not.toContain("as payments");
  await answer(1, "as adjustments");
  await vi.waitFor(() => expect(text()).toContain("as adjustments"));
});

it("a file that was corrected can be chosen again: none is chosen once somebody chooses anew", async () => {
  const { choose, click, find } = await shown();
  await choose("bank.csv", "Reference\nearlier\n");
  // As browsers have it: a file of the same name is a change only after the value was emptied.
  const value = vi.fn();
  Object.defineProperty(find("#file"), "value", { set: value, configurable: true });
  await click("#file");
  expect(value).toHaveBeenCalledExactlyOnceWith("");
  await choose("bank.csv", "Reference\ncorrected\n");
  expect(vi.mocked(postJson).mock.lastCall).toEqual([
    expect.anything(),
    expect.objectContaining({ text: "Reference\ncorrected\n" }),
  ]);
});

it("a file that is sent again is the same import, and another that is chosen in the same form is another", async () => {
  const { choose, answer, click } = await shown();
  const sent = async () => {
    const looks = answers.length;
    await click("button");
    await vi.waitFor(() => expect(answers).toHaveLength(looks + 1));
    await act(async () => answers[looks]?.(Promise.reject(new TypeError("Failed to fetch"))));
    return vi.mocked(postJson).mock.lastCall?.[1] as { id: string; fileName: string };
  };
  await choose("oct.csv", "Reference\none\n");
  await answer(0, "one");
  const [first, again] = [await sent(), await sent()];
  expect(again).toEqual(first);
  await choose("nov.csv", "Reference\ntwo\n");
  await answer(answers.length - 1, "two");
  const other = await sent();
  expect(other.fileName).toBe("nov.csv");
  expect(other.id).not.toBe(first.id);
});
