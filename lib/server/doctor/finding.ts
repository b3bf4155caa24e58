/** What a check found: as it should be, not as it should be, or well enough and better otherwise. */
export type State = "ok" | "wrong" | "advice";

/** One check's answer, in one sentence that says what to do where something is to be done. */
export interface Finding {
  check: string;
  state: State;
  sentence: string;
}

export const ok = (check: string, sentence: string): Finding => ({ check, state: "ok", sentence });
export const wrong = (check: string, sentence: string): Finding => ({ check, state: "wrong", sentence });
export const advice = (check: string, sentence: string): Finding => ({ check, state: "advice", sentence });
