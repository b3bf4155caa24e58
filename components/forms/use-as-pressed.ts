import { useState } from "react";

/**
 * What a button that goes both ways was about when it was pressed, until it is answered: the page may follow what was
 * done before its answer comes, and who presses again, having heard nothing, means the same and not its opposite.
 */
export function useAsPressed<Value>(value: Value, { unanswered }: { unanswered: boolean }): Value {
  const [pressed, setPressed] = useState(value);
  if (!unanswered && !Object.is(pressed, value)) setPressed(value);
  return unanswered ? pressed : value;
}
