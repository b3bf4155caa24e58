/** That something was not done within the time it had. */
export class TookTooLong extends Error {}

/** What `work` comes to, or a rejection with TookTooLong once that takes longer than `msMax`. Nothing breaks it off. */
export async function within<T>(msMax: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TookTooLong(`it takes longer than ${msMax} ms`)), msMax);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
