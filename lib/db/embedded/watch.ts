const POLL_MS = 500;

interface Watched {
  isUp: () => Promise<boolean>;
  boot: () => Promise<void>;
  onEvent: (event: "down" | "up" | "failed", err?: unknown) => void;
}

/** Boots the server again whenever it is found dead, for as long as it takes. Returns what ends the watch. */
export function watch({ isUp, boot, onEvent }: Watched): () => Promise<void> {
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  let round = Promise.resolve();
  const look = async () => {
    if (await isUp()) return;
    onEvent("down");
    try {
      await boot();
      onEvent("up");
    } catch (err) {
      onEvent("failed", err);
    }
  };
  const next = () => {
    timer = setTimeout(() => {
      round = look()
        .catch((err: unknown) => onEvent("failed", err))
        .then(() => {
          if (!ended) next();
        });
    }, POLL_MS);
    timer.unref();
  };
  next();
  return async () => {
    ended = true;
    clearTimeout(timer);
    await round;
  };
}
