import type { Ctx } from "./context";

/** Words for whoever asked: a person is told what to do with the page they look at, a program what to do with its request. */
export function toldTo({ actor }: Ctx, { person, program }: { person: string; program: string }): string {
  return actor.type === "apiKey" ? program : person;
}

/** What whoever asks again is told when the first time was heard. */
export function triedSinceShown(ctx: Ctx): string {
  return toldTo(ctx, {
    person: "It has been tried since this was shown. Reload the page to see what became of it.",
    program: "It has been tried since it was read. Read it again to see what became of it.",
  });
}
