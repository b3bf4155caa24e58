"use client";

import { useReader } from "./reader-context";
import { TimeText, type TimeTextProps } from "./time-text";

/** An instant in the zone of the console's reader, on the server and in the browser, with UTC on hover. */
export function Time(props: Omit<TimeTextProps, "reader">) {
  return <TimeText {...props} reader={useReader()} />;
}
