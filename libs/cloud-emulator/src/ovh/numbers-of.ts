/** Which item has each name, made out when it is first asked for. */
export function numbersOf(
  count: number,
  namesAt: (index: number) => readonly string[],
): () => ReadonlyMap<string, number> {
  let known: Map<string, number> | null = null;
  return () => {
    if (known) return known;
    known = new Map();
    for (let index = 0; index < count; index += 1) {
      for (const name of namesAt(index)) known.set(name, index);
    }
    return known;
  };
}
