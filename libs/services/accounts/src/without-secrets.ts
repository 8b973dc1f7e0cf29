/** Shorter values are words and numbers that occur in any text. */
const LEAST_SECRET_LENGTH = 6;

/** The text with every value of the credentials blanked, should a provider have echoed one. */
export function withoutSecrets(text: string, credentials: unknown): string {
  return (
    valuesIn(credentials)
      .filter((value) => value.length >= LEAST_SECRET_LENGTH)
      // Of a value that begins with another, the rest would stay.
      .sort((one, other) => other.length - one.length)
      .reduce((clean, value) => clean.replaceAll(value, '[redacted]'), text)
  );
}

function valuesIn(credentials: unknown): string[] {
  if (typeof credentials === 'string') return [credentials];
  if (typeof credentials !== 'object' || credentials === null) return [];
  return Object.values(credentials).flatMap(valuesIn);
}
