/** Texts that exist nowhere else, by what they are: a find is a leak. */
export type Canaries = ReadonlyMap<string, string>;

/** A text as it may be written: as it is, encoded, escaped, as bytes. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // Base64 of a text inside a longer one depends on where it begins.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  const forms = [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('hex'),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ];
  return [...new Set(forms.map((form) => form.toLowerCase()))];
}

/** The names of the canaries that the text holds in any form. */
export function canariesIn(text: string, canaries: Canaries): string[] {
  const searched = text.toLowerCase();
  return [...canaries].flatMap(([name, secret]) =>
    formsOf(secret).some((form) => searched.includes(form)) ? [name] : [],
  );
}
