/** A map of what a process remembers: one entry more than fits takes the place of the one that was set longest ago. */
export class BoundedMap<Key, Value> extends Map<Key, Value> {
  constructor(private readonly entriesMax: number) {
    super();
  }

  override set(key: Key, value: Value): this {
    // Taken out first, so that the order is that of setting.
    this.delete(key);
    const oldest = this.keys().next();
    if (this.size >= this.entriesMax && !oldest.done) this.delete(oldest.value);
    return super.set(key, value);
  }
}
