/** What the fields of an answer are put into. */
export type Fields = Record<string, unknown>;

/** Makes an empty object, for structures of one kind. */
export type ObjectMaker = () => Fields;

/** Fields that a plain object may get one by one before V8 makes a dictionary of it. */
const PLAIN_FIELDS = 16;

/**
 * A maker of objects for structures of up to so many fields. Wide ones are made with room for their
 * fields: as a dictionary, which V8 makes of a plain object that grows, an instance of EC2 takes a tenth
 * longer to read and a fifth longer to write as JSON.
 */
export function objectMakerFor(fields: number): ObjectMaker {
  if (fields <= PLAIN_FIELDS) return () => ({});
  const Roomy = roomyConstructor();
  return () => new Roomy();
}

/**
 * A constructor of plain objects with room for more fields. V8 leaves room for as many as it sees
 * assigned in a constructor, and some more; it takes back what the first objects do not use, so that
 * each structure has a constructor of its own.
 *
 * @see https://v8.dev/blog/slack-tracking
 */
function roomyConstructor(): new () => Fields {
  function Roomy(this: { room: unknown }, ...values: unknown[]): void {
    for (const value of values) {
      this.room = this.room = this.room = this.room = this.room = this.room = this.room = value;
      this.room = this.room = this.room = this.room = this.room = this.room = this.room = value;
      this.room = this.room = this.room = this.room = this.room = this.room = this.room = value;
    }
  }
  Roomy.prototype = Object.prototype;
  return Roomy as unknown as new () => Fields;
}
