import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { problemOf } from "@/lib/verb/problem";
import {
  RECORDINGS_WAITING_MAX,
  RecordingQueue,
  ROWS_PER_STATEMENT_MAX,
  STATEMENTS_AT_ONCE_MAX,
} from "./recording-queue";

class RowsFault extends Error {}

/** A database whose statements are answered when the test says so. */
function heldDatabase(refuses: (rows: readonly string[]) => Error | null = () => null) {
  const statements: { rows: readonly string[]; answer: () => void }[] = [];
  const sent: (readonly string[])[] = [];
  const alone: number[] = [];
  const queue = new RecordingQueue<string, string>({
    record: (rows) => {
      sent.push(rows);
      return new Promise((resolve, reject) => {
        const answer = () => {
          const refusal = refuses(rows);
          if (refusal) reject(refusal);
          else resolve(rows.map((row) => `${row} recorded`));
        };
        statements.push({ rows, answer });
      });
    },
    isRowsFault: (err) => err instanceof RowsFault,
    onAlone: (rows) => alone.push(rows),
  });
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  const answerAll = async () => {
    for (let idle = 0; idle < 3; idle++) {
      await turn();
      for (const { answer } of statements.splice(0)) {
        answer();
        idle = 0;
      }
    }
  };
  const add = (row: string, keys: string[] = [row], isCancelled?: () => boolean) =>
    queue.add({ row, keys, isCancelled });
  return { queue, sent, alone, turn, answerAll, add, statements };
}

const many = (count: number) => Array.from({ length: count }, (_, index) => `r${index}`);

describe("payments that wait to be recorded", () => {
  it("go at once where nobody waits, those of one moment together", async () => {
    const { add, sent, turn, answerAll } = heldDatabase();
    const first = add("a");
    await turn();
    expect(sent).toEqual([["a"]]);
    const both = [add("b"), add("c")];
    await turn();
    expect(sent).toEqual([["a"], ["b", "c"]]);
    await answerAll();
    expect(await Promise.all([first, ...both])).toEqual(["a recorded", "b recorded", "c recorded"]);
  });

  it("wait while as many statements as allowed are under way, and then share the next", async () => {
    const { add, sent, turn, answerAll } = heldDatabase();
    const answers = [];
    for (const row of many(STATEMENTS_AT_ONCE_MAX)) {
      answers.push(add(row));
      await turn();
    }
    answers.push(add("late"), add("later"));
    await turn();
    expect(sent).toHaveLength(STATEMENTS_AT_ONCE_MAX);
    await answerAll();
    expect(sent.at(-1)).toEqual(["late", "later"]);
    expect(await Promise.all(answers)).toHaveLength(STATEMENTS_AT_ONCE_MAX + 2);
  });

  it("are at most the limit in one statement, first come first served", async () => {
    const { add, sent, answerAll } = heldDatabase();
    const rows = many(ROWS_PER_STATEMENT_MAX * 2 + 1);
    const answers = rows.map((row) => add(row));
    await answerAll();
    await Promise.all(answers);
    expect(sent.map(({ length }) => length)).toEqual([ROWS_PER_STATEMENT_MAX, ROWS_PER_STATEMENT_MAX, 1]);
    expect(sent.flat()).toEqual(rows);
  });

  it("are refused beyond the limit, told when to come back and that nothing was done", async () => {
    const { add, answerAll } = heldDatabase();
    const answers = many(RECORDINGS_WAITING_MAX).map((row) => add(row));
    const refused = await add("one more").catch((err: unknown) => problemOf(err));
    expect(refused).toMatchObject({ code: "unavailable", retryAfterSeconds: 2, nothingDone: true });
    await answerAll();
    expect(await Promise.all(answers)).toHaveLength(RECORDINGS_WAITING_MAX);
  });

  it("never share a statement with one of the same key, nor overtake it", async () => {
    const { add, sent, turn, answerAll } = heldDatabase();
    const answers = [add("a1", ["a"]), add("a2", ["a", "b"]), add("b1", ["b"]), add("c", ["c"])];
    await turn();
    expect(sent).toEqual([["a1", "c"]]);
    await answerAll();
    await Promise.all(answers);
    expect(sent).toEqual([["a1", "c"], ["a2"], ["b1"]]);
  });

  it("do not fail for another: a refused statement is done again row by row", async () => {
    const { add, sent, alone, answerAll } = heldDatabase((rows) =>
      rows.includes("bad") ? new RowsFault("bad") : null,
    );
    const answers = ["a", "bad", "c"].map((row) => add(row));
    const settled = Promise.allSettled(answers);
    await answerAll();
    expect((await settled).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(sent).toEqual([["a", "bad", "c"], ["a"], ["bad"], ["c"]]);
    expect(alone).toEqual([3]);
  });

  it("are told of a lost answer and not tried again: they may have been recorded", async () => {
    const { add, sent, answerAll } = heldDatabase(() => new Error("Connection terminated"));
    const settled = Promise.allSettled([add("a"), add("b")]);
    await answerAll();
    expect((await settled).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(sent).toEqual([["a", "b"]]);
  });

  it("are taken out when whoever asked has gone before their turn", async () => {
    const { add, sent, turn, answerAll } = heldDatabase();
    const before = [];
    for (const row of many(STATEMENTS_AT_ONCE_MAX)) {
      before.push(add(row));
      await turn();
    }
    let isGone = false;
    const gone = add("gone", ["gone"], () => isGone).catch((err: unknown) => problemOf(err));
    const stays = add("stays");
    await turn();
    isGone = true;
    await answerAll();
    expect(await gone).toMatchObject({ code: "unavailable", nothingDone: true });
    expect(await stays).toBe("stays recorded");
    expect(sent.flat()).not.toContain("gone");
    await Promise.all(before);
  });

  it("are each answered once with their own verdict, whatever arrives when and whatever is refused", async () => {
    const arrivals = fc.array(
      fc.record({ key: fc.integer({ min: 0, max: 5 }), bad: fc.boolean(), pause: fc.boolean() }),
      { maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(arrivals, async (given) => {
        const { add, sent, turn, answerAll } = heldDatabase((rows) =>
          rows.some((row) => row.endsWith("bad")) ? new RowsFault() : null,
        );
        const answers: Promise<string>[] = [];
        const rows: string[] = [];
        for (const [index, { key, bad, pause }] of given.entries()) {
          const row = `${index}/${key}${bad ? "/bad" : ""}`;
          rows.push(row);
          answers.push(add(row, [String(key)]));
          answers.at(-1)?.catch(() => {});
          if (pause) await turn();
        }
        await answerAll();
        const settled = await Promise.allSettled(answers);
        expect(settled.map((each) => (each.status === "fulfilled" ? each.value : "refused"))).toEqual(
          rows.map((row) => (row.endsWith("bad") ? "refused" : `${row} recorded`)),
        );
        for (const statement of sent) {
          const keys = statement.map((row) => row.split("/")[1]);
          expect(new Set(keys).size).toBe(keys.length);
        }
      }),
      { numRuns: 50 },
    );
  });
});
