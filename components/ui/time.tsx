import { currentReader } from "./current-reader";
import { TimeText, type TimeTextProps } from "./time-text";

/** An instant in the zone of this request's reader. In a client component use TimeText. */
export async function Time(props: Omit<TimeTextProps, "reader">) {
  return <TimeText {...props} reader={await currentReader()} />;
}
